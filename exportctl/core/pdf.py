"""PDF/A-3u from HTML, tagged, in the fonts that come with the product. The renderer fetches nothing else."""

import atexit
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import get_ident
from time import monotonic
from typing import Any

from django.conf import settings

from exportctl.core.glyphs import libraries

SCHEME = "bundled:"
STYLE_SHEET = settings.BASE / "templates" / "letters" / "letter.css"
FACES = STYLE_SHEET.with_name("fonts.css")
FONTS = STYLE_SHEET.with_name("fonts")
DAY = 86_400  # seconds
STYLES = 8  # held: two sheets of four threads


@cache
def available() -> bool:
    """Are WeasyPrint and its libraries (Pango) here? Without them letters stay owed, and their pages say so.

    Pages ask: nothing of WeasyPrint is imported for the answer, which takes seconds.
    """
    return find_spec("weasyprint") is not None and libraries() is not None


def as_pdf(html: str, attached: Sequence[Any], sheet: Path = STYLE_SHEET) -> bytes:
    """HTML as PDF/A-3u with its attachments, in the letters' fonts; `sheet` says how it is set."""
    from weasyprint import HTML

    style, fonts = _style(sheet)
    page = HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher())
    pdf: bytes = page.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/a-3u",
        pdf_tags=True,
        attachments=list(attached),
    )
    return pdf


def _style(sheet: Path) -> tuple[Any, Any]:
    """A style sheet and the fonts that it names: read once a day, an eighth of each letter.

    By each thread for itself, as background workers may be threads and Pango's fonts belong to one. The fonts lie in
    files under /tmp, which systems clear of what is some days old.
    """
    return _read(sheet, get_ident(), int(monotonic()) // DAY)


@lru_cache(maxsize=STYLES)
def _read(sheet: Path, _thread: int, _day: int) -> tuple[Any, Any]:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    text = "\n".join(each.read_text(encoding="utf-8") for each in (FACES, sheet))
    return CSS(string=text, base_url=SCHEME, url_fetcher=_fetcher(), font_config=fonts), fonts


atexit.register(_read.cache_clear)  # fonts give their files back while there is an interpreter to do it


@cache
def _fetcher() -> Any:
    """Answers `bundled:NAME` with the font of that name; any other address ends the rendering."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Bundled(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            name = url.removeprefix(SCHEME)
            if not url.startswith(SCHEME) or Path(name).name != name:
                raise FatalURLFetchingError(f"A document may not fetch {url}")
            return URLFetcherResponse(url, (FONTS / name).read_bytes())

    return Bundled()
