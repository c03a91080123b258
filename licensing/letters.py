"""Letters as PDF/A-3u: tagged, in the exporter's language, with the same facts inside as signed JSON.

The renderer fetches nothing but the style sheet and fonts that come with the product.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from exportctl.core import clock, signing
from licensing.models import AuthorisationRequest, Document, Proposal
from licensing.queries.letters import HEADLINES, REGIMES, Letter, letter_before, letter_of
from licensing.rules.requests import Outcome

SCHEME = "bundled:"
STYLE_SHEET = settings.BASE / "templates" / "letters" / "letter.css"
FONTS = settings.BASE / "static" / "fonts"
DATA_NAME = {"receipt": "receipt.json", "decision_letter": "decision.json"}


@cache
def available() -> bool:
    """Are WeasyPrint's libraries (Pango) here? Without them letters stay owed, and the case says so."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def render(document: Document, *, at: datetime) -> bytes:
    """The bytes of an owed document's letter, in its language. Raises whatever the renderer raises."""
    letter = letter_of(document)
    with override(document.language):
        html = render_to_string(f"letters/{letter.kind}.html", _context(letter, document.language))
        return _pdf(html, letter)


@dataclass(frozen=True)
class Preview:
    """A letter as a page shows it: the same template as the PDF's, in the language it would be written in."""

    html: SafeString
    language: str


def preview(
    *,
    request: AuthorisationRequest,
    outcome: str,
    legal_basis: str,
    grounds: str,
    conditions: Sequence[str],
    at: datetime,
) -> Preview | None:
    """The decision letter of what is not decided yet; None while outcome or legal basis are missing."""
    if outcome not in HEADLINES or legal_basis not in REGIMES:
        return None
    kept = list(conditions) if outcome == Outcome.GRANT_WITH_CONDITIONS else []
    proposal = Proposal(
        request=request, outcome=outcome, legal_basis=legal_basis, grounds=grounds, conditions=kept
    )
    letter, language = letter_before(request, proposal, at=at), request.exporter.organisation.language
    context = {**_context(letter, language), "base_template": "letters/preview.html"}
    with override(language):
        return Preview(render_to_string(f"letters/{letter.kind}.html", context), language)


def _context(letter: Letter, language: str) -> dict[str, Any]:
    return {
        "letter": letter,
        "request": letter.request,
        "body": letter.request.body,
        "language": language,
        "demonstration": clock.is_demonstration(),
        "fingerprint": signing.fingerprint(),
        "address": settings.BASE_URL,
    }


def _pdf(html: str, letter: Letter) -> bytes:
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    content = json.dumps(signing.sign(letter.data), ensure_ascii=False, indent=2, sort_keys=True)
    attached = Attachment(
        string=content,
        name=DATA_NAME[letter.kind],
        description=str(letter.title),
        created=letter.written_at,
        modified=letter.written_at,
        relationship="Data",
    )
    fetcher, fonts = _fetcher(), FontConfiguration()
    sheet = STYLE_SHEET.read_text(encoding="utf-8")
    style = CSS(string=sheet, base_url=SCHEME, url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
    made: bytes = page.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/a-3u",
        pdf_tags=True,
        attachments=[attached],
    )
    return made


def _fetcher() -> Any:
    """Answers `bundled:NAME` with the font of that name; any other address ends the rendering."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Bundled(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            name = url.removeprefix(SCHEME)
            if not url.startswith(SCHEME) or Path(name).name != name:
                raise FatalURLFetchingError(f"A letter may not fetch {url}")
            return URLFetcherResponse(url, (FONTS / name).read_bytes())

    return Bundled()
