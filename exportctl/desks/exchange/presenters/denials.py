"""A denial in words: what was denied, to whom, why, and how long it stays."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from licensing.models import Denial, DenialReview
from licensing.models.versions import ROLE_LABELS
from licensing.queries.regimes import basis_of
from licensing.rules.denials import REASONS_FROM, Event

COLUMNS = (
    gettext_lazy("Reference"),
    gettext_lazy("Member State"),
    gettext_lazy("What was decided"),
    gettext_lazy("Item"),
    gettext_lazy("Maker"),
    gettext_lazy("Model"),
    gettext_lazy("Control entry"),
    gettext_lazy("Destination"),
    gettext_lazy("Recipients"),
    gettext_lazy("Decided on"),
    gettext_lazy("Valid"),
    gettext_lazy("Review due"),
)
TITLES = {
    Event.RENEW: gettext_lazy("Renew the denial"),
    Event.AMEND: gettext_lazy("Amend the denial"),
    Event.REVOKE: gettext_lazy("Revoke the denial"),
}
TAGS = {"valid": "refused", "revoked": "uncounted"}


def cells(denial: Denial) -> list[object]:
    """The row of a table to take along."""
    return [
        denial.reference,
        denial.member_state.name,
        denial.get_act_display(),
        denial.name,
        denial.manufacturer,
        denial.model,
        denial.control_entry,
        ", ".join(map(country, denial.destinations)),
        "; ".join(party.name for party in denial.parties.all()),
        denial.decided_on,
        _("Yes") if denial.is_valid else _("No"),
        denial.review_due_on or "",
    ]


def fact_rows(denial: Denial, *, knows_case: bool) -> list[Any]:
    """What the other states read of it."""
    basis = basis_of(denial.legal_basis, authority=denial.authority)
    rows: list[Any] = [
        (_("Member State"), denial.member_state.name),
        (_("What was decided"), denial.get_act_display()),
        (_("Decided on"), long_day(denial.decided_on)),
        (_("Legal basis"), basis.text),
        (_("Control entry"), denial.control_entry or _("Not listed")),
        (_("Item"), _item(denial)),
        (_("Description"), denial.description or "–"),
        (_("Destination"), ", ".join(map(country, denial.destinations))),
        *((ROLE_LABELS[party.role], _party(party)) for party in denial.parties.all()),
        (_("Ground"), denial.ground or "–"),
    ]
    if denial.paper_on:
        paper = _("%(number)s of %(day)s") % {
            "number": denial.paper_number,
            "day": long_day(denial.paper_on),
        }
        rows.append((_("Paper of that state"), paper))
    if denial.review_due_on:
        rows.append((_("Review due"), long_day(denial.review_due_on)))
    if knows_case and denial.request:
        rows.append(
            {
                "label": _("Your case"),
                "value": denial.request.reference,
                "url": denial.request.get_absolute_url(),
                "action": _("Open the case"),
            }
        )
    return rows


def if_reviewed(denial: Denial, review: DenialReview) -> list[Any]:
    """What approving a review brings about."""
    told = _("The authorities of all other Member States and the Commission are told at once.")
    if review.outcome == Event.REVOKE:
        return [_("The denial is not valid any more: nobody has to ask you about it. This is final."), told]
    kept = _("The denial stays valid. It is reviewed again three years from today.")
    if review.outcome == Event.AMEND:
        return [kept, _("Everybody reads the new ground from now on."), told]
    return [kept, told]


def review_advice(number: int) -> str:
    """What the review of that number has to say."""
    if number >= REASONS_FROM:
        return _("This is review %(n)d: keeping the denial needs reasons (Article 16(2)).") % {"n": number}
    return _("This is review %(n)d. From the third on, keeping the denial needs reasons (Article 16(2)).") % {
        "n": number
    }


def _item(denial: Denial) -> str:
    return ", ".join(filter(None, [denial.name, f"{denial.manufacturer} {denial.model}".strip()]))


def _party(party: Any) -> str:
    return ", ".join(filter(None, [party.name, party.address, country(party.country)]))
