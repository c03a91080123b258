"""What waits for an authority's answer and ends by a day alone (Articles 14, 16(5) and 21(4)), of every kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from heapq import merge

from django.db.models import F

from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.queries.organisations import authorities_of
from licensing.models import CustomsHold, StateConsultation

BY_DAY = (F("due_on").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Silence:
    """What an authority has not answered yet."""

    on: StateConsultation | CustomsHold
    notice: str  # the kind of message that warns of it
    reference: str
    state: str  # whose authority is silent, and whose calendar counts
    asks: str  # the state that asks
    asked_on: date
    due_on: date | None  # None where it cannot be counted yet
    tell: Callable[[], list[Organisation]]

    @property
    def path(self) -> str:
        return self.on.get_absolute_url()

    @cached_property
    def authorities(self) -> list[Organisation]:
        """Those that are silent."""
        return self.tell()


def of_question(question: StateConsultation) -> Silence:
    """Of a question of another state. Read it `with_parts()`."""
    state = str(question.asked_state_id)
    return Silence(
        on=question,
        notice="state_silence_near",
        reference=question.reference,
        state=state,
        asks=str(question.asking_authority.member_state_id),
        asked_on=question.asked_on,
        due_on=question.due_on,
        tell=lambda: authorities_of(state),
    )


def of_hold(hold: CustomsHold) -> Silence:
    """Of an export that customs keep back. Read it `with_parts()`."""
    return Silence(
        on=hold,
        notice="hold_silence_near",
        reference=hold.mrn,
        state=str(hold.authority.member_state_id),
        asks=str(hold.office.member_state_id),
        asked_on=hold.placed_on,
        due_on=hold.due_on,
        tell=lambda: [hold.authority],
    )


def silence_near(user: Reader, *, at: datetime, most: int) -> Sequence[Silence]:
    """What the officer's authority is asked, and what it asks other states, the nearest end first."""
    questions = StateConsultation.objects.visible_to(user).waiting(at=at).with_parts()
    holds = CustomsHold.objects.visible_to(user).waiting(at=at).with_parts()
    rows = merge(
        map(of_question, questions.order_by(*BY_DAY)[:most]),
        map(of_hold, holds.order_by(*BY_DAY)[:most]),
        key=lambda row: row.due_on or date.max,
    )
    return list(rows)[:most]


def awaited(user: Reader, *, at: datetime) -> int:
    """How many answers that list names."""
    questions = StateConsultation.objects.visible_to(user).waiting(at=at).count()
    return questions + CustomsHold.objects.visible_to(user).waiting(at=at).count()
