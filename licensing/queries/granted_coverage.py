"""Is what a line declares covered by an authorisation that was granted? To the holder's own key, and to customs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from licensing.models import Authorisation
from licensing.queries.authorisations import parties_of, standing_of
from licensing.queries.measures import answer_for
from licensing.rules.authorisations import GENERAL, Standing, State
from licensing.rules.granted_coverage import PARTIES, GrantedLine, Obstacle, Parties, obstacle
from licensing.rules.screenings import Verdict
from licensing.rules.versions import Role

Line = Mapping[str, Any]


def granted_to(exporters: set[UUID], *, at: datetime) -> dict[UUID, list[Authorisation]]:
    """What customs would write off from today, the one that ends first first."""
    rows = Authorisation.objects.filter(holder__in=exporters, status=State.VALID.value)
    rows = rows.exclude(kind=GENERAL).exclude(customs_document_code="")
    found = defaultdict(list)
    for row in rows.with_balances().order_by("version__valid_until", "pk"):
        if standing_of(row, at=at) == Standing.VALID:
            found[row.holder_id].append(row)
    return found


def covered_by_grant(
    result: dict[str, Any], line: Line, authorisations: Sequence[Authorisation], *, at: datetime
) -> dict[str, Any]:
    """The same answer, or `covered` by the first that fits; of the one that the line names, why it does not."""
    named, why = line.get("authorisation") or "", ""
    for authorisation in authorisations:
        if named and named != authorisation.reference:
            continue
        against = _obstacle(result, line, authorisation, at)
        if against is None:
            return result | {
                "verdict": Verdict.COVERED.value,
                "authorisation": authorisation.reference,
                "why": _why(authorisation, line),
            }
        if named:
            why = _NOT[against]() % {"reference": authorisation.reference}
    return result | {"why": f"{result['why']} {why}"} if why else result


def parties_in(authorisation: Authorisation) -> Parties:
    """The names of end users and consignees, in the words of the version that counts."""
    return Parties(
        end_users=tuple(each.name for each in parties_of(authorisation, Role.END_USER)),
        consignees=tuple(each.name for each in parties_of(authorisation, Role.CONSIGNEE)),
    )


def _obstacle(
    result: Mapping[str, Any], line: Line, authorisation: Authorisation, at: datetime
) -> Obstacle | str | None:
    balances = authorisation.balance_of
    lines = [
        GrantedLine(
            control_entry=each.control_entry,
            manufacturer=each.manufacturer,
            model=each.model,
            left=balances[each.number].balance.left,
            unit=each.unit,
        )
        for each in authorisation.lines
    ]
    goes_there = authorisation.goes_to(line.get("destination") or "")
    against = obstacle(line, lines=lines, goes_there=goes_there, parties=parties_in(authorisation))
    if against is None and result["verdict"] == Verdict.PROHIBITED.value:
        return None if _lifts(authorisation, at) else LAW
    return against


def _lifts(authorisation: Authorisation, at: datetime) -> bool:
    """Does its grant name the exemption or derogation that lifts the prohibition today?"""
    measure = authorisation.decision.proposal.measure if authorisation.decision else None
    if not measure:
        return False
    found = answer_for(authorisation.case, lines=authorisation.lines, at=at)
    return found.lifted_by(measure["number"])


def _why(authorisation: Authorisation, line: Line) -> str:
    """That it covers, as far as the line shows, and what was not compared."""
    words = {"reference": authorisation.reference}
    sentences = [_("%(reference)s covers it, as far as the line shows. Its conditions hold besides.") % words]
    if not any(line.get(role) for role in PARTIES):
        sentences.append(_("The parties were not compared."))
    return " ".join(sentences)


LAW = "law"
_NOT = {
    Obstacle.ITEM: lambda: _("%(reference)s was granted for other items."),
    Obstacle.DESTINATION: lambda: _("%(reference)s was granted for another destination."),
    Obstacle.CONSIGNEE: lambda: _("%(reference)s was granted for another consignee."),
    Obstacle.END_USER: lambda: _("%(reference)s was granted for another end user."),
    Obstacle.QUANTITY: lambda: _("Less is left of %(reference)s than the line declares."),
    LAW: lambda: _("%(reference)s names no exemption or derogation that lifts the prohibition today."),
}
