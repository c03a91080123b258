"""Officers who are away on the day of the seeding, or soon: a colleague stands in."""

from datetime import datetime, timedelta

from exportctl.core.models import Organisation
from licensing.actions.absences import enter_absence
from notifications.demo.replay import Replay

# State, first day and last day away, counted from the present; the second officer stands in.
AWAY = (("DE", 6, 9), ("FR", -2, 6), ("IT", 12, 25), ("NL", -1, 3))


def plan(replay: Replay, stories: object) -> None:
    for state, first, last in AWAY:
        at = replay.office_hour(9, key=f"{state} absence")
        replay.plan(
            at, lambda when, state=state, first=first, last=last: _enter(replay, state, first, last, when)
        )


def _enter(replay: Replay, state: str, first: int, last: int, at: datetime) -> None:
    today = replay.present.date()
    enter_absence(
        authority=Organisation.objects.get(kind="authority", member_state=state),
        deputy=replay.people[f"approver.{state.lower()}@demo.example"],
        from_on=today + timedelta(days=first),
        until_on=today + timedelta(days=last),
        actor=replay.people[f"officer.{state.lower()}@demo.example"],
        at=at,
    )
