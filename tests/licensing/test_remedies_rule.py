"""What follows from the outcome of a remedy, and whether it was lodged in time."""

from datetime import date

import pytest

from licensing.rules.remedies import Contested, Effect, State, Timeliness, effect_of, timeliness

REFUSAL, GRANT = Contested(outcome="refuse"), Contested(outcome="grant_with_conditions")
REQUIREMENT, REVOCATION = Contested(outcome="authorisation_required"), Contested(event="revoke")
AMENDMENT = Contested(event="amend")


@pytest.mark.parametrize(
    ("contested", "outcome", "effect"),
    [
        (REFUSAL, State.ANNULLED, Effect.REOPEN),
        (REFUSAL, State.ANNULLED_IN_PART, Effect.REOPEN),
        (REFUSAL, State.CHANGED, Effect.REOPEN),
        (REFUSAL, State.UPHELD, Effect.NONE),
        (REFUSAL, State.WITHDRAWN, Effect.NONE),
        (REQUIREMENT, State.ANNULLED, Effect.REOPEN),
        (GRANT, State.ANNULLED, Effect.END),
        (GRANT, State.CHANGED, Effect.BY_HAND),
        (REVOCATION, State.ANNULLED, Effect.RESTORE),
        (REVOCATION, State.ANNULLED_IN_PART, Effect.BY_HAND),
        (REVOCATION, State.UPHELD, Effect.NONE),
        (AMENDMENT, State.ANNULLED, Effect.BY_HAND),
    ],
)
def test_what_follows_is_said_by_what_was_contested_and_how_it_ended(contested, outcome, effect):
    assert effect_of(contested, outcome) == effect


@pytest.mark.parametrize(
    ("lodged", "served", "last", "when"),
    [
        (10, 2, 12, Timeliness.IN_TIME),
        (12, 2, 12, Timeliness.IN_TIME),
        (13, 2, 12, Timeliness.LATE),
        (1, 2, 12, Timeliness.NOT_SERVED),
        (13, None, None, Timeliness.NOT_SERVED),
        (13, 2, None, Timeliness.UNKNOWN),
    ],
)
def test_late_or_in_time_follows_from_service(lodged, served, last, when):
    def day(number):
        return None if number is None else date(2026, 11, number)

    assert timeliness(lodged_on=day(lodged), served_on=day(served), last_day=day(last)) == when
