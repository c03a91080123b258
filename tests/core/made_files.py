"""Files made for the tests, octet by octet where it matters: no binary file lies in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from exportctl.core.rules import uploads

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


# --- PDF


def pdf(
    *more: bytes,
    catalog: bytes = b"",
    page: bytes = b"",
    words: str = "An offer",
    kids: bytes = b"[3 0 R]",
    before: bytes = b"",
    after: bytes = b"",
) -> bytes:
    """A PDF of one page; `more` are further objects, from number 6 on."""
    content = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids " + kids + b" /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
        stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *more,
    ]
    body, places = before + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + trailer + after


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def attached(name: str, content: bytes) -> bytes:
    """A PDF with a file in it, as PDF/A-3 has it."""
    entry = b"<< /Names [(%s) 6 0 R] >>" % name.encode()
    return pdf(
        b"<< /Type /Filespec /F (%s) /UF (%s) /EF << /F 7 0 R >> >>" % (name.encode(), name.encode()),
        stream(content, b"/Type /EmbeddedFile"),
        catalog=b"/Names << /EmbeddedFiles %s >>" % entry,
    )


def in_object_stream(dictionary: bytes) -> bytes:
    """A PDF whose catalog leads to an action that lies compressed in an object stream (PDF 1.5)."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    }
    packed = b"6 0 " + dictionary
    objects[5] = stream(zlib.compress(packed), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    body, rows = b"%PDF-1.7\n", {0: (0, 0, 65535), 6: (2, 5, 0)}
    for number, text in objects.items():
        rows[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows[7] = (1, len(body), 0)
    table = b"".join(struct.pack(">BIH", *rows.get(number, (0, 0, 0))) for number in range(8))
    xref = stream(zlib.compress(table), b"/Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode")
    return body + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (xref, len(body))


def encrypted_pdf(*, user: str, owner: str = "owner", words: str = "An offer") -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words=words))))
    writer.encrypt(user, owner, algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


# --- Office


def archive(parts: Mapping[str, bytes | str], *, stored: Sequence[str] = ()) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def content_types(part: str = "/word/document.xml", kind: str = MAIN, more: str = "") -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="{part}" ContentType="{kind}"/>{more}</Types>'
    )


def paragraphs(*lines: str) -> str:
    rows = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return f'<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{rows}</w:body></w:document>'


def docx(*lines: str, more: Mapping[str, bytes | str] | None = None, types: str | None = None) -> bytes:
    parts = {"[Content_Types].xml": types or content_types(), "word/document.xml": paragraphs(*lines)}
    return archive({**parts, **(more or {})})


def related(kind: str, target: str, *, mode: str = "External") -> str:
    link = f'<Relationship Id="r1" Type="{RELS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="r">{link}</Relationships>'


def xlsx(
    *, more: Mapping[str, bytes | str] | None = None, types: str | None = None, sheet: str = ""
) -> bytes:
    parts = {
        "[Content_Types].xml": types or content_types("/xl/workbook.xml", SHEET),
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
    }
    return archive({**parts, **(more or {})})


def odf(
    media_type: str = uploads.ODT, *, body: str = "", more: Mapping[str, bytes | str] | None = None
) -> bytes:
    content = f'<office:document-content xmlns:office="o" xmlns:text="t">{body}</office:document-content>'
    return archive({"mimetype": media_type, "content.xml": content, **(more or {})}, stored=["mimetype"])


# --- Pictures


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int = 2, height: int = 2, *, words: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    row = b"\0" + b"\x80" * 3 * min(width, 16)
    said = chunk(b"tEXt", b"Comment\0" + words) if words else b""
    pixels = zlib.compress(row * min(height, 16))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + said + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2, *, words: bytes = b"", after: bytes = b"") -> bytes:
    def segment(marker: int, content: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content

    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + (segment(0xFE, words) if words else b"")
        + segment(0xC0, frame)
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"\x12\x34\xff\x00\x56\xff\xd9"
        + after
    )
