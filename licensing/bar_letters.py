"""The letter about a bar from general authorisations (Article 12(7)), made of what was decided whenever it is read."""

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
from exportctl.core.rules.four_eyes import Status
from licensing.models import GeneralBar
from licensing.queries.letterheads import letterhead_of
from licensing.rules.general_authorisations import general_authorisations

DATA_NAME = "bar.json"


def render(bar: GeneralBar) -> bytes:
    """As PDF/A with its facts as signed JSON, in the company's language; before the approval marked as a preview."""
    language = bar.exporter.organisation.language
    with override(language):
        html = render_to_string("letters/general_bar_letter.html", _context(bar, language))
        return as_pdf(legible(html), [_signed(bar)] if bar.status == Status.APPROVED else [])


def _context(bar: GeneralBar, language: str) -> dict[str, Any]:
    authority = bar.authority
    own_language = language == authority.language != "en"
    letter = {
        "title": _title(bar),
        "written_at": bar.approved_at or bar.proposed_at,
        "zone": zone_of(authority).key,
        "letterhead": letterhead_of(authority),
        "decision": True,
    }
    addressed = {
        "reference": bar.reference,
        "authority": authority,
        "exporter": bar.exporter,
        "line": {"name": ", ".join(bar.codes)},
    }
    return {
        "bar": bar,
        "is_of_union": set(bar.codes) <= set(general_authorisations()),
        "letter": letter,
        "request": addressed,
        "language": language,
        "translated_name": "" if own_language else authority.translated_name,
        "demonstration": clock.is_demonstration(),
        "undecided": bar.status != Status.APPROVED,
        "fingerprint": signing.fingerprint(),
        "address": settings.BASE_URL,
    }


def _title(bar: GeneralBar) -> str:
    if bar.burdens:
        return _("Your company may not use general authorisations that are named")
    return _("Your company may use general authorisations again")


def _signed(bar: GeneralBar) -> Any:
    from weasyprint import Attachment

    assert bar.approved_at
    data = {
        "type": "exportctl-general-bar/1",
        "reference": bar.reference,
        "act": bar.event,
        "codes": bar.codes,
        "grounds": bar.grounds,
        "approved_at": rfc3339(bar.approved_at),
        "exporter": {"name": bar.exporter.legal_name, "eori": bar.exporter.eori},
    }
    return Attachment(
        string=json.dumps(signing.sign(data), ensure_ascii=False, indent=2, sort_keys=True),
        name=DATA_NAME,
        description=_title(bar),
        created=bar.approved_at,
        modified=bar.approved_at,
        relationship="Data",
    )
