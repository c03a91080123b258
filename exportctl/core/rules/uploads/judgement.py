"""What kind of file it is, which is seen at once; and the judgement of all that is in it, which takes its time."""

from collections.abc import Callable, Iterable

from exportctl.core.rules.uploads import archives, images, markings, office, pdf, text
from exportctl.core.rules.uploads.kinds import (
    KINDS,
    OFFICE_KINDS,
    PDF,
    TEXT_KINDS,
    Finding,
    Judgement,
    Refused,
    ending_of,
)


def media_type_of(data: bytes, name: str) -> str:
    """The kind of a file by its content, which its name has to agree with. Raises Refused. Linear in its size."""
    expected = KINDS.get(ending_of(name))
    if expected is None:
        raise Refused(Finding.KIND)
    if not data:
        raise Refused(Finding.EMPTY)
    if expected in TEXT_KINDS:
        text.check(data, expected)
        return expected
    if _kind(data) != expected:
        raise Refused(Finding.MISMATCH)
    return expected


def judge(data: bytes, name: str, media_type: str) -> Judgement:
    """All that the product itself can find in a file. Never raises Refused; run it where time and memory end."""
    try:
        marking = markings.marking_in_name(name) or markings.marking_in(_LINES[media_type](data, media_type))
    except Refused as refused:
        return Judgement(refused.finding, refused.detail)
    return Judgement(Finding.MARKED, marking) if marking else Judgement()


def _kind(data: bytes) -> str:
    if data.startswith(archives.START):
        return office.kind_of(data)
    if data.startswith(office.COMPOUND):
        office.check_compound(data)
    if picture := images.kind_of(data):
        images.check(data)
        return picture
    return PDF if pdf.is_pdf(data) else ""


def _of_text(data: bytes, media_type: str) -> Iterable[str]:
    return text.check(data, media_type).splitlines()


def _of_picture(data: bytes, _media_type: str) -> Iterable[str]:
    images.check(data)
    return ()


_LINES: dict[str, Callable[[bytes, str], Iterable[str]]] = {
    **dict.fromkeys(KINDS.values(), _of_picture),
    **dict.fromkeys(TEXT_KINDS, _of_text),
    **dict.fromkeys(OFFICE_KINDS, lambda data, _media_type: office.check(data)),
    PDF: lambda data, _media_type: pdf.check(data),
}
