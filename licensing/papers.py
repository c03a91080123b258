"""The paper of an authorisation as a sealed PDF/A-3u: Annex III.A's form, or, without a basis in law, another one."""

import json
from base64 import urlsafe_b64encode
from io import BytesIO
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from exportctl.core import clock, signing
from exportctl.core.canonical import canonical
from exportctl.core.glyphs import legible
from exportctl.core.pdf import SCHEME, as_pdf
from licensing import seals
from licensing.models import Document
from licensing.queries.papers import Paper, code_data, paper_of

STYLE_SHEET = settings.BASE / "templates" / "letters" / "authorisation.css"
FORM, OTHER = "letters/authorisation.html", "letters/authorisation_without_law.html"
CODE, DOTS = "code.png", 2  # the dots on each side of one of its squares
MASK = 3  # of eight patterns, any of which a reader undoes: to weigh them all is half of what the code costs
ENTRIES = 8  # of the sheet on which customs deduct by hand


def render(document: Document) -> bytes:
    """The bytes of an owed paper, sealed as of the decision. Raises SealMissing, or what the renderer raises."""
    assert document.about  # a paper is about a version
    with override(document.language):
        paper = paper_of(document.about)
        template = FORM if paper.authorisation.in_force else OTHER
        html = render_to_string(template, _context(paper, document.language))
        images = {CODE: _code(paper)}
        pdf = as_pdf(legible(html), [_attached(paper)], STYLE_SHEET, images=images)
    return seals.seal(pdf, authority=paper.authorisation.authority, at=paper.issued_at)


def code_text(paper: Paper) -> str:
    """What the code on the paper says: its status page, and behind the sign that no server sees, the signed facts."""
    address = f"{settings.BASE_URL}/authorisations/{paper.authorisation.token}"
    signed = signing.sign(code_data(paper))
    signature = signed.pop("signature")
    parts = [canonical(signed), bytes.fromhex(signature["key"]), bytes.fromhex(signature["value"])]
    return f"{address}#{'.'.join(map(_base64, parts))}"


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _context(paper: Paper, language: str) -> dict[str, Any]:
    return {
        "paper": paper,
        "authorisation": paper.authorisation,
        "language": language,
        "code": f"{SCHEME}{CODE}",
        "address": settings.BASE_URL,
        "fingerprint": signing.fingerprint(),
        "demonstration": clock.is_demonstration(),
        "seal_made_here": seals.is_made_here(),
        "entries": range(ENTRIES),
    }


def _code(paper: Paper) -> bytes:
    """The QR code as an image; its content is ours, and no text of a person."""
    import segno

    image = BytesIO()
    code = segno.make(code_text(paper), error="l", micro=False, mask=MASK)
    code.save(image, kind="png", scale=DOTS, border=2)
    return image.getvalue()


def _attached(paper: Paper) -> Any:
    from weasyprint import Attachment

    content = json.dumps(signing.sign(paper.data), ensure_ascii=False, indent=2, sort_keys=True)
    return Attachment(
        string=content,
        name="authorisation.json",
        description=paper.authorisation.reference,
        created=paper.issued_at,
        modified=paper.issued_at,
        relationship="Data",
    )
