"""A requirement as customs read it: which items, of whom, to whom, on which provision (Articles 4(4) and 5(4))."""

from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.calendar import local_date
from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.core.notices import zone_of
from licensing.models import Decision, Denial, SharedRequirement
from licensing.models.requirements import USE_LABELS
from licensing.models.versions import ROLE_LABELS
from licensing.queries.regimes import basis_of
from licensing.queries.requirements import told_of


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


def shared_rows(shared: SharedRequirement, *, to_officer: bool) -> list[Any]:
    """A requirement of another state in the words that it gave; its grounds are the officers' alone."""
    words, zone = told_of(shared), zone_of(shared.authority)
    rows: list[Any] = [
        *((_("Item"), _words_of(each, words.description)) for each in words.items),
        *((ROLE_LABELS[party.role], _party(party)) for party in words.parties),
        (_("Destination"), ", ".join(map(country, words.destinations))),
        (_("Legal basis"), basis_of(words.legal_basis, authority=shared.authority).text),
        *(_paper_rows(shared) if shared.paper else _told_rows(shared)),
    ]
    if to_officer:
        rows.append((_("Ground"), words.grounds or "–"))
    if shared.lifted_at:
        rows.append((_("Lifted on"), long_day(shared.lifted_on or local_date(shared.lifted_at, zone))))
    if shared.lifted_number:
        rows.append((_("Paper of its end"), shared.lifted_number))
    return rows


def _told_rows(shared: SharedRequirement) -> list[Any]:
    zone = zone_of(shared.authority)
    return [(_("Authority"), shared.authority.own_name), (_("Told on"), long_day(shared.shared_at, zone))]


def _paper_rows(shared: SharedRequirement) -> list[Any]:
    paper = shared.paper
    assert paper is not None  # asked for of a paper alone
    received = _("%(number)s, received on %(day)s")
    near = [(_("Near the entry"), paper.control_entry)] if paper.control_entry else []
    return [
        *near,
        (_("Use under Article 4(1)"), USE_LABELS[paper.letter]),
        (_("Member State"), paper.told_by.name),
        (_("Imposed on"), long_day(paper.imposed_on)),
        (
            _("Paper of that state"),
            received % {"number": paper.number, "day": long_day(paper.received_on)},
        ),
        (_("Entered by"), paper.authority.own_name),
    ]


def title_of(decision: Decision) -> str:
    """What it is about, in a list."""
    return "; ".join(line.name for line in decision.request.lines)


def shared_title_of(shared: SharedRequirement) -> str:
    """The same of what another state requires."""
    return "; ".join(each.name for each in told_of(shared).items)


def _item(line: Any) -> str:
    return _words_of(line, line.description)


def _words_of(line: Any, description: str) -> str:
    parts = [line.name, f"{line.manufacturer} {line.model}".strip(), line.cn_code, description]
    return ", ".join(filter(None, parts))


def _party(party: Any) -> str:
    where = country(party.country) if party.country else ""
    return ", ".join(filter(None, [party.name, party.address, where]))
