"""An authorisation for somebody who stands beside the goods: few words, large numbers."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.models import User
from exportctl.desks.customs.presenters.customs_holds import rows_of
from exportctl.desks.customs.queries.frontier import open_holds
from licensing.labels import amount, line_name, money
from licensing.models import Authorisation, CustomsEnquiry, CustomsHold
from licensing.models.authorisations import STANDING_LABELS
from licensing.queries.authorisations import named_parties, parties_of, standing_of
from licensing.rules.authorisations import Standing
from licensing.rules.customs_enquiries import State
from licensing.rules.paper_codes import PaperCode
from licensing.rules.versions import Role

# What was accepted before still leaves under it: validity is asked of the day of acceptance.
ONCE_VALID = (Standing.SUSPENDED, Standing.REVOKED, Standing.SURRENDERED, Standing.EXPIRED)


MOST = 5  # of each kind


def what_waits(user: User, *, at: datetime) -> dict[str, Any]:
    """What the office has asked and nobody has answered, the nearest day first."""
    holds = CustomsHold.objects.visible_to(user).waiting(at=at).with_parts().order_by("due_on", "pk")
    enquiries = CustomsEnquiry.objects.visible_to(user).filter(status=State.ASKED.value).with_parts()
    return {
        "holds_waiting": rows_of(list(holds[:MOST]), at=at),
        "enquiries_waiting": enquiries.order_by("asked_at", "pk")[:MOST],
    }


def card(
    authorisation: Authorisation, *, code: PaperCode, is_genuine: bool | None, at: datetime
) -> dict[str, Any]:
    """What the page shows: is it good today, for whom and where, what is left of each line, and what is odd."""
    standing = standing_of(authorisation, at=at)
    named = named_parties(authorisation)
    return {
        "authorisation": authorisation,
        "standing": str(STANDING_LABELS[standing.value]),
        "tone": "pine" if standing == Standing.VALID else "madder",
        "is_valid": standing == Standing.VALID and bool(authorisation.customs_document_code),
        "was_valid": standing in ONCE_VALID and bool(authorisation.customs_document_code),
        "successors": [each.reference for each in authorisation.successors.all()],
        "destinations": ", ".join(map(country, authorisation.destinations)),
        "consignees": named.consignees,
        "end_users": _end_users(authorisation),
        "lines": [_line(authorisation, line) for line in authorisation.lines],
        "is_genuine": is_genuine,
        "differences": _differences(authorisation, code) if is_genuine else [],
        "holds": open_holds(authorisation, at=at),
    }


def _end_users(authorisation: Authorisation) -> list[str]:
    """Each with its country, by the order of the destinations; a destination for nobody in particular says so."""
    parties = parties_of(authorisation, Role.END_USER)
    if not parties:
        return []
    named = [f"{party.name}, {country(party.country)}" for party in parties]
    countries = {party.country for party in parties}
    anybody = [country(code) for code in authorisation.destinations if code not in countries]
    if anybody:
        text = _("%(countries)s: no end user is named")
        named.append(text % {"countries": ", ".join(anybody)})
    return named


def _line(authorisation: Authorisation, line: Any) -> dict[str, Any]:
    balance = authorisation.balance_of[line.number].balance
    limits = []
    if balance.left is not None:
        limits.append(amount(balance.left, line.unit))
    if balance.value_left is not None:
        limits.append(money(balance.value_left, line.currency))
    left = _("%(left)s left") % {"left": " · ".join(limits)} if limits else _("not limited")
    return {"number": line.number, "name": line_name(line), "control_entry": line.control_entry, "left": left}


def _differences(authorisation: Authorisation, code: PaperCode) -> list[str]:
    """What a genuine paper says otherwise than the register does now."""
    facts, version = code.facts, authorisation.version
    assert version
    differences = []
    if facts.get("reference") != authorisation.reference:
        differences.append(
            _("The code is of another authorisation: %(number)s.") % {"number": facts.get("reference")}
        )
    if facts.get("version") != version.number:
        words = {"paper": facts.get("version"), "now": version.number}
        differences.append(_("The paper is version %(paper)s; version %(now)s counts now.") % words)
    return differences
