"""Conditions of what was granted that have a day: what its holder has to send or do, and by when."""

from dataclasses import dataclass
from datetime import date

from exportctl.core.access import Reader
from licensing.models import Authorisation
from licensing.queries.exporters import exporter_ids
from licensing.rules.authorisations import Condition, State, conditions_of


@dataclass(frozen=True)
class DatedCondition:
    """One of them, of which authorisation, and by when."""

    authorisation: str
    condition: Condition
    due_on: date


def dated(authorisation: Authorisation) -> list[DatedCondition]:
    """In the order of their days."""
    assert authorisation.version
    return _dated(authorisation.reference, authorisation.version.conditions)


def next_dated(authorisation: Authorisation, *, on: date) -> DatedCondition | None:
    """The first whose day has not passed; of what is over, none."""
    if authorisation.status not in (State.VALID, State.SUSPENDED):
        return None
    return next((each for each in dated(authorisation) if each.due_on >= on), None)


def dated_conditions(user: Reader, *, company: str = "", on: date, most: int) -> list[DatedCondition]:
    """The next of every authorisation of the reader's that lives, whichever comes first on top."""
    alive = [State.VALID.value, State.SUSPENDED.value]
    rows = Authorisation.objects.visible_to(user).filter(status__in=alive).exclude(version__conditions=[])
    if company:
        rows = rows.filter(holder__in=exporter_ids(user, company))
    found = (
        next((each for each in _dated(reference, stored) if each.due_on >= on), None)
        for reference, stored in rows.values_list("reference", "version__conditions")
    )
    return sorted(filter(None, found), key=lambda each: each.due_on)[:most]


def _dated(reference: str, stored: list[object]) -> list[DatedCondition]:
    conditions = [
        DatedCondition(reference, each, date.fromisoformat(each.due_on))
        for each in conditions_of(stored)
        if each.due_on
    ]
    return sorted(conditions, key=lambda each: each.due_on)
