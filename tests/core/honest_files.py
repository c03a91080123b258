"""Files that offices really send, and that must be taken, whatever they look like from outside."""

import random
from collections.abc import Mapping

from exportctl.core.rules.uploads import ODS
from tests.core import made_files as made
from tests.core.made_files import (
    archive,
    attached,
    content_types,
    docx,
    jpeg,
    odf,
    paragraphs,
    pdf,
    png,
    related,
    stream,
    xlsx,
)

NOISE = random.Random(3).randbytes(3000)  # as in a scan
CHART = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"
DOCUMENT_2 = {"word/document2.xml": paragraphs("Ein Angebot"), "_rels/.rels": "<Relationships/>"}
LETTER = "Prüfbericht für Müller – 5 €"


def honest_pdfs() -> Mapping[str, bytes]:
    link = b"/Annots [<< /Subtype /Link /A << /S /URI /URI (https://example.eu) >> >>]"
    return {
        "offer.pdf": pdf(),
        "scan.pdf": pdf(stream(b"\x9f/JS\xffab" + NOISE, b"/Subtype /Image /Width 9 /Height 9")),
        "scan_that_shouts.pdf": pdf(stream(b"/JavaScript /Launch /EmbeddedFile (x) << /S /JavaScript >>")),
        "with_a_mark_before.pdf": pdf(before=b"\xef\xbb\xbf"),
        "after_a_line.pdf": pdf(before=b"\r\n"),
        "from_a_printer.pdf": pdf(before=b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n"),
        "padded.pdf": pdf(after=b"\r\n" + b"\0" * 3000),
        "with_links.pdf": pdf(page=link),
        "opens_on_a_page.pdf": pdf(catalog=b"/OpenAction [3 0 R /Fit]"),
        "beside_another.pdf": pdf(catalog=b"/OpenAction << /S /GoToR /F (annex.pdf) /D [0 /Fit] >>"),
        "read_only.pdf": made.encrypted_pdf(user=""),
        "invoice.pdf": attached(
            "factur-x.xml", b"<?xml version='1.0'?><rsm:CrossIndustryInvoice xmlns:rsm='r'/>"
        ),
        "BG-2026-00004-receipt.pdf": attached("receipt.json", '{"facts": "внос"}'.encode()),
        "figures.pdf": attached("figures.csv", b"a;b\n1;2\n"),
        "packed.pdf": made.in_object_stream(b"<< /S /GoTo /D [3 0 R /Fit] >>"),
        "strange_places.pdf": pdf().replace(b"startxref\n", b"startxref\n1"),
        "form.pdf": pdf(catalog=b"/AcroForm << /Fields [<< /FT /Tx /T (name) /V (x) >>] >>"),
        "dangling.pdf": pdf(catalog=b"/Outlines 99 0 R"),
        "screening.pdf": pdf(words="EU RESTRICTED PARTY LISTS: NO HITS"),
        "EU_Restricted_Party_Screening_Report.pdf": pdf(),
    }


def honest_office() -> Mapping[str, bytes]:
    return {
        "contract.docx": docx("A contract"),
        "Angebot.docx": archive({"[Content_Types].xml": content_types("/word/document2.xml"), **DOCUMENT_2}),
        "Liste.xlsx": archive(
            {"[Content_Types].xml": content_types("/xl/workbook.xml", made.SHEET), "xl\\workbook.xml": "<w/>"}
        ),
        "folders.docx": archive(
            {"word/": "", "[Content_Types].xml": content_types(), "word/document.xml": paragraphs("x")}
        ),
        "by_hand.docx": archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:t>Hello</w:t>"}),
        "chart.docx": docx("A chart", more={CHART: xlsx()}),
        "pictures.docx": docx("A picture", more={"word/media/a.png": png(), "word/media/b.svg": "<svg/>"}),
        "company_template.docx": docx(
            more={
                "word/_rels/settings.xml.rels": related(
                    "attachedTemplate", r"file:///C:\Users\m\AppData\Roaming\Microsoft\Templates\Firma.dotm"
                )
            }
        ),
        "with_links.docx": docx(
            more={"word/_rels/document.xml.rels": related("hyperlink", "https://example.eu")}
        ),
        "fields.docx": docx(
            more={"word/footer1.xml": "<w:p><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:p>"}
        ),
        "addressed.docx": docx(
            more={
                "word/a.xml": '<w:p><w:instrText> HYPERLINK "https://example.eu/a|b!c" </w:instrText></w:p>'
            }
        ),
        "screening.docx": docx("Result of the EU restricted party screening: no match"),
        "about_classification.docx": docx("The manual is not NATO restricted.", "NOT EU RESTRICTED"),
        "prices.xlsx": xlsx(sheet="<row><c><f>SUM(A1:A2)</f><v>3</v></c></row>"),
        "linked.xlsx": xlsx(
            more={
                "xl/externalLinks/_rels/a.xml.rels": related(
                    "externalLinkPath", r"file:///\\server\prices.xlsx"
                )
            }
        ),
        "printed.xlsx": xlsx(more={"xl/printerSettings/printerSettings1.bin": NOISE}),
        "letter.odt": odf(body="<text:p>A letter</text:p>"),
        "by_libreoffice.odt": odf(
            more={
                "Configurations2/accelerator/current.xml": "",
                "ObjectReplacements/Object 1": NOISE,
                "Object 1/content.xml": "<math/>",
                "Thumbnails/thumbnail.png": png(),
                "manifest.rdf": "<rdf/>",
                "META-INF/manifest.xml": "<manifest/>",
            }
        ),
        "prices.ods": odf(ODS),
    }


def honest_others() -> Mapping[str, bytes]:
    return {
        "photo.png": png(),
        "described.png": png(words=b"Taken at 10 < 20"),
        "photo.JPG": jpeg(),
        "photo.jpeg": jpeg(4000, 3000, words=b"XMP <x:xmpmeta/>"),
        "burst.jpg": jpeg(after=jpeg()),
        "phone.jpg": jpeg(after=b"\0\0SEFT" + NOISE),
        "notes.txt": "Größe: 10 µm\n".encode(),
        "marked_as_text.txt": b"\xef\xbb\xbfHello",
        "notiz.txt": LETTER.encode("cp1252"),
        "wide.txt": LETTER.encode("utf-16"),
        "wide_big_end.txt": b"\xfe\xff" + LETTER.encode("utf-16-be"),
        "greek.txt": "Κεραία".encode("cp1253"),
        "liste.csv": "Größe;Stück\n".encode("cp1252"),
        "liste_wide.csv": "Größe\tStück\n".encode("utf-16"),
        "table.csv": b"a,b\n1,-2\n",
        "formula.csv": b"sum\n=A1+A2|3\n",
        "angle.txt": b"<5 pieces> were sent",
        "from_dos.txt": b"Hello\r\n\x1a",
        "screening.txt": (
            b"We checked the buyer against the EU restricted party lists and found nothing.\n"
            b"Non-EU restricted-party screening: no hits.\nEU Confidential business information\n"
        ),
        "heading.txt": b"EU RESTRICTED PARTY SCREENING\nEU CONFIDENTIAL BUSINESS INFORMATION\nNATO SECRETARY GENERAL\n",
    }


HONEST: Mapping[str, bytes] = {**honest_pdfs(), **honest_office(), **honest_others()}
