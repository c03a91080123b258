"""An end-use statement that was signed online, as a sealed PDF/A-3u: what was read, who signed it, what that proves."""

import json
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from exportctl.core import clock, signing
from exportctl.core.canonical import rfc3339
from exportctl.core.glyphs import legible
from exportctl.core.pdf import as_pdf
from licensing import seals
from licensing.models import Document, EndUseStatement
from licensing.queries.end_use_statements import statement_of

SCHEMA = "exportctl-end-use-statement/1"


def render(document: Document) -> bytes:
    """The bytes of an owed statement in the language it was signed in, sealed as of the signature.

    Raises SealMissing, or whatever the renderer raises.
    """
    statement = statement_of(document.about)
    authority = statement.request.authority
    with override(statement.language):
        context = {
            "statement": statement,
            "request": statement.request,
            "language": statement.language,
            "demonstration": clock.is_demonstration(),
            "seal_made_here": seals.is_made_here(),
            "key": signing.fingerprint(),
            "zone": authority.member_state.timezone if authority.member_state else "UTC",
            "address": settings.BASE_URL,
        }
        html = render_to_string("letters/end_use_statement.html", context)
        pdf = as_pdf(legible(html), [_attached(statement)])
    return seals.seal(pdf, authority=authority, at=statement.signed_at)


def data_of(statement: EndUseStatement) -> dict[str, Any]:
    """The same for machines. `fingerprint` is the SHA-256 of all its members but the schema, the digest and itself."""
    return {
        "type": SCHEMA,
        "request": statement.request.reference,
        "declared": statement.content,
        "undertakings": statement.undertakings,
        "language": statement.language,
        "name": statement.name,
        "function": statement.function,
        "organisation": statement.organisation,
        "signed_at": rfc3339(statement.signed_at),
        "digest": statement.digest,
        "fingerprint": statement.fingerprint,
    }


def _attached(statement: EndUseStatement) -> Any:
    from weasyprint import Attachment

    content = json.dumps(signing.sign(data_of(statement)), ensure_ascii=False, indent=2, sort_keys=True)
    return Attachment(
        string=content,
        name="end-use-statement.json",
        description=statement.request.reference,
        created=statement.signed_at,
        modified=statement.signed_at,
        relationship="Data",
    )
