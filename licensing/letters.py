"""Letters as PDF/A-3u, tagged, from templates; the renderer fetches nothing but this project's own fonts."""

from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.api.rendering import dump
from exportctl.core.instants import rfc3339
from exportctl.core.queries.reference import calendar_of
from licensing.models import Decision, Document

try:
    import weasyprint
except OSError:  # Pango is missing: letters stay owed until it is installed
    weasyprint = None

FONTS = settings.BASE / "static" / "fonts"
STYLE = settings.BASE / "templates" / "letters" / "letter.css"
SCHEME = "font"


def available() -> bool:
    """Can this machine render? Without Pango (docs/operations.md) letters stay owed, and the pages say so."""
    return weasyprint is not None


def render(document: Document, *, at: datetime) -> bytes:
    """The PDF of an owed letter, in its language, with its content attached as JSON."""
    with translation.override(document.language):
        context = _context(document, at=at)
        html = render_to_string(f"letters/{document.kind}.html", context)
        attached = weasyprint.Attachment(
            file_obj=BytesIO(dump(context["machine"])),
            name=f"{document.request.reference}.json",
            description=_("The content of this letter for machines"),
            relationship="Alternative",
        )
    page = weasyprint.HTML(string=html, url_fetcher=_fetch, base_url=f"{SCHEME}://letters/")
    css = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=_fetch, base_url=f"{SCHEME}://letters/")
    return page.write_pdf(stylesheets=[css], attachments=[attached], pdf_variant="pdf/a-3u", pdf_tags=True)


def _fetch(url: str, timeout: int = 10, **_kwargs: Any) -> dict[str, Any]:
    """Our own fonts by their bare name; anything else is refused, whatever a text contains."""
    address = urlsplit(url)
    name = address.path.rpartition("/")[2]
    if address.scheme != SCHEME or name not in {file.name for file in FONTS.iterdir()}:
        raise ValueError(f"a letter fetches nothing from {url[:80]}")
    return {"string": (FONTS / name).read_bytes(), "mime_type": "font/woff2"}


def _context(document: Document, *, at: datetime) -> dict[str, Any]:
    request = document.request
    decision = Decision.objects.filter(pk=document.about).select_related("proposal").first() if document.about else None
    calendar = calendar_of(str(request.authority.member_state_id))
    context = {
        "document": document,
        "request": request,
        "exporter": request.exporter,
        "authority": request.authority,
        "decision": decision,
        "proposal": decision.proposal if decision else None,
        "body": request.body,
        "zone": calendar.zone,
        "language": document.language,
        "demonstration": clock.is_demonstration(),
        "reasons": _paragraphs(decision.proposal.grounds) if decision else [],
    }
    return {**context, "machine": _machine(document, decision, at=at)}


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in text.split("\n") if paragraph.strip()]


def _machine(document: Document, decision: Decision | None, *, at: datetime) -> dict[str, Any]:
    """What the letter says, for machines."""
    request = document.request
    plain = {
        "type": f"exportctl-{document.kind.replace('_', '-')}/1",
        "reference": request.reference,
        "authority": request.authority.name,
        "exporter": {"name": request.exporter.legal_name, "eori": request.exporter.eori},
        "submitted_at": rfc3339(request.submitted_at) if request.submitted_at else None,
        "rendered_at": rfc3339(at),
    }
    if decision is None:
        return {**plain, "body": request.body, "decide_by_working_days": request.clock_days}
    return {
        **plain,
        "outcome": decision.outcome,
        "legal_basis": decision.legal_basis,
        "grounds": decision.proposal.grounds,
        "conditions": decision.proposal.conditions,
        "decided_at": rfc3339(decision.decided_at),
        "content_hash": decision.content_hash,
    }
