"""Everything that decides a procedure, as it stands on the day of its opening."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from exportctl.core.calendar import event_day
from exportctl.core.queries.reference import calendars, populations_on
from licensing.models import Decision
from licensing.rules.versions import item_members
from notifications.queries.populations import frozen_set
from notifications.queries.rule_sets import chosen_rule_set
from notifications.rules.windows import Due, dues, freeze_calendar, thaw_calendar


@dataclass(frozen=True)
class ProcedureOpening:
    """The frozen facts of a procedure, the people of each participant, and when each has to have answered."""

    frozen: dict[str, Any]
    people: dict[str, int]
    dues: dict[str, Due]

    @property
    def earliest_due_at(self) -> datetime:
        return min(due.due_at for due in self.dues.values())

    @property
    def closes_at(self) -> datetime:
        """The latest due instant: no rule set closes early."""
        return max(due.due_at for due in self.dues.values())


def procedure_opening(*, notifying: str, at: datetime) -> ProcedureOpening:
    """Rule set, populations, calendars and due instants of a procedure that opens at `at`.

    The participants are all but the notifying state (Article 238(3) TFEU). Raises YearsNotHeld when the
    window reaches into a year whose holidays are not held.
    """
    rules, opened_on = chosen_rule_set(), event_day(at)
    population_set, populations = populations_on(opened_on)
    years = {opened_on.year, opened_on.year + 1}
    frozen_calendars = {
        code: freeze_calendar(calendar, years) for code, calendar in calendars(populations).items()
    }
    participating = {
        code: thaw_calendar(code, calendar)
        for code, calendar in frozen_calendars.items()
        if code != notifying
    }
    frozen = {
        "rule_set": asdict(rules),
        "opened_on": opened_on.isoformat(),
        "working_days": rules.working_days,
        "populations": populations,
        "population_set": frozen_set(population_set, on=opened_on),
        "calendars": frozen_calendars,
    }
    people = {code: populations[code] for code in participating}
    return ProcedureOpening(
        frozen, people, dues(participating, opened_on=opened_on, working_days=rules.working_days)
    )


def dossier_at_opening(decision: Decision) -> dict[str, Any]:
    """What the other states read: the item, where it goes and to whom, in the officer's confirmed words.

    Never the exporter, the doubt, the red flags, files or prices.
    """
    request, words = decision.request, decision.proposal.dossier or {}
    line, end_user = decision.proposal.item, request.end_user
    return {
        "item": {
            **item_members(line),
            "cn_code": line.cn_code or None,
            "description": words.get("description") or "",
        },
        "destination": request.destination,
        "end_user": {name: getattr(end_user, name, "") for name in ("name", "country", "kind")},
        "grounds": words.get("grounds") or "",
    }
