"""The paper of an opinion on an item's classification: of the item alone, and until when it counts."""

import json
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from exportctl.core import clock, signing
from exportctl.core.canonical import rfc3339
from exportctl.core.glyphs import legible
from exportctl.core.notices import zone_of
from exportctl.core.pdf import as_pdf
from licensing.models import ClassificationOpinion
from licensing.queries.letterheads import letterhead_of

DATA_NAME = "classification.json"


def render(opinion: ClassificationOpinion) -> bytes:
    """As PDF/A with its facts as signed JSON, in the company's language."""
    language = opinion.question.exporter.organisation.language
    with override(language):
        html = render_to_string("letters/classification_letter.html", _context(opinion, language))
        return as_pdf(legible(html), [_signed(opinion)])


def _context(opinion: ClassificationOpinion, language: str) -> dict[str, Any]:
    asked = opinion.question
    authority = asked.authority
    own_language = language == authority.language != "en"
    letter = {
        "title": _("Classification of an item"),
        "written_at": opinion.approved_at,
        "zone": zone_of(authority).key,
        "letterhead": letterhead_of(authority),
        "decision": True,
    }
    addressed = {
        "reference": asked.reference,
        "authority": authority,
        "exporter": asked.exporter,
        "line": {"name": asked.name},
    }
    return {
        "opinion": opinion,
        "asked": asked,
        "letter": letter,
        "request": addressed,
        "language": language,
        "translated_name": "" if own_language else authority.translated_name,
        "demonstration": clock.is_demonstration(),
        "fingerprint": signing.fingerprint(),
        "address": settings.BASE_URL,
    }


def _signed(opinion: ClassificationOpinion) -> Any:
    from weasyprint import Attachment

    asked = opinion.question
    assert opinion.approved_at
    assert opinion.last_day
    data = {
        "type": "exportctl-classification/1",
        "reference": asked.reference,
        "item": asked.item,
        "control_entry": opinion.control_entry or None,
        "edition": opinion.edition.isoformat() if opinion.edition else None,
        "binding": opinion.is_binding,
        "valid_until": opinion.last_day.isoformat(),
        "approved_at": rfc3339(opinion.approved_at),
        "exporter": {"name": asked.exporter.legal_name, "eori": asked.exporter.eori},
    }
    return Attachment(
        string=json.dumps(signing.sign(data), ensure_ascii=False, indent=2, sort_keys=True),
        name=DATA_NAME,
        description=_("Classification of an item"),
        created=opinion.approved_at,
        modified=opinion.approved_at,
        relationship="Data",
    )
