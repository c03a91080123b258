"""PDF/A-3u from a Typst template and data, tagged, in the fonts that come with the product: for forms of many boxes.

Letters are HTML (`pdf.py`). A form of Annex III costs that renderer five times as much (docs/adr/0028).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import get_ident
from typing import Any

from exportctl.core.glyphs import number_of
from exportctl.core.pdf import FONTS

THREADS = 4  # of one worker: each has a compiler of its own
STANDARD = "a-3u"
ONE_SIGN = b'#set document(date: auto)\n#set text(font: "IBM Plex Sans")\nx#sys.inputs.sign'


@dataclass(frozen=True)
class Enclosure:
    """A file that travels inside the PDF: the same facts for machines."""

    name: str
    content: str
    description: str
    media_type: str = "application/json"


def typeset(template: Path, data: Mapping[str, Any], *, at: datetime, enclosure: Enclosure) -> bytes:
    """The template over the data, as PDF/A-3u dated `at`. Texts stay texts: nothing of the data is read as markup.

    The template reads both from `sys.inputs`, as JSON. A sign that no font has stands there as its number (`内` as
    `[U+5185]`): an empty box would lose what somebody wrote, and no archive file may have one. Raises TypstError.
    """
    from typst import TypstError

    source, enclosed = template.read_bytes(), json.dumps(asdict(enclosure), ensure_ascii=False)
    texts = json.dumps(data, ensure_ascii=False, default=str)
    try:
        return _compiled(source, at, data=texts, enclosure=enclosed)
    except TypstError:
        written = json.loads(texts)
        numbers = {ord(sign): number_of(sign) for sign in _signs(written) if not _is_shown(sign)}
        if not numbers:
            raise
        texts = json.dumps(_translated(written, numbers), ensure_ascii=False)
        return _compiled(source, at, data=texts, enclosure=enclosed)


def _compiled(source: bytes, at: datetime, **inputs: str) -> bytes:
    pdf: bytes = _compiler(get_ident()).compile(
        source, format="pdf", pdf_standards=[STANDARD], timestamp=at.replace(microsecond=0), sys_inputs=inputs
    )
    return pdf


@lru_cache(maxsize=THREADS)
def _compiler(_thread: int) -> Any:
    import typst

    return typst.Compiler(font_paths=_faces())


@cache
def _faces() -> Any:
    """Our fonts, then the system's for every other script. The template names families; the file is found by letter."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _signs(value: Any) -> set[str]:
    """Each sign of all texts in the data, once."""
    if isinstance(value, str):
        return set(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_signs, parts))


def _translated(value: Any, numbers: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(numbers)
    if isinstance(value, dict):
        return {key: _translated(part, numbers) for key, part in value.items()}
    return [_translated(part, numbers) for part in value] if isinstance(value, list) else value


@cache
def _is_shown(sign: str) -> bool:
    """Has a font this sign? Asked of the typesetter itself, behind a letter as an accent stands."""
    from typst import TypstError

    try:
        _compiled(ONE_SIGN, datetime(2000, 1, 1, tzinfo=UTC), sign=sign)
    except TypstError:
        return False
    return True
