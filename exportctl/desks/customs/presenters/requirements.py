"""A requirement as customs read it: which items, of whom, to whom, on which provision (Articles 4(4) and 5(4))."""

from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.calendar import local_date
from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.core.notices import zone_of
from licensing.models import Decision, Denial
from licensing.models.versions import ROLE_LABELS
from licensing.queries.regimes import basis_of


def fact_rows(decision: Decision) -> list[Any]:
    """What has to be known to stop it; nothing of the reasons."""
    request = decision.request
    exporter, authority = request.exporter, request.authority
    number = exporter.eori or exporter.other_number
    decided_on = local_date(decision.decided_at, zone_of(authority))
    return [
        *((_("Item"), _item(line)) for line in request.lines),
        (_("Exporter"), ", ".join(filter(None, [exporter.legal_name, number]))),
        *((ROLE_LABELS[party.role], _party(party)) for party in request.parties),
        (_("Destination"), ", ".join(country(each.country) for each in request.destinations)),
        (_("Legal basis"), basis_of(decision.legal_basis, authority=authority).text),
        (_("Authority"), authority.own_name),
        (_("Decided on"), long_day(decided_on)),
    ]


def denial_rows(denial: Denial) -> list[Any]:
    """The same of what another state told: neither its ground nor its exporter."""
    return [
        (_("Item"), _item(denial)),
        *((ROLE_LABELS[party.role], _party(party)) for party in denial.parties.all()),
        (_("Destination"), ", ".join(map(country, denial.destinations))),
        (_("Legal basis"), basis_of(denial.legal_basis, authority=denial.authority).text),
        (_("Member State"), denial.member_state.name),
        (_("Decided on"), long_day(denial.decided_on)),
    ]


def title_of(decision: Decision) -> str:
    """What it is about, in a list."""
    return "; ".join(line.name for line in decision.request.lines)


def _item(line: Any) -> str:
    parts = [line.name, f"{line.manufacturer} {line.model}".strip(), line.cn_code, line.description]
    return ", ".join(filter(None, parts))


def _party(party: Any) -> str:
    where = country(party.country) if party.country else ""
    return ", ".join(filter(None, [party.name, party.address, where]))
