"""What authorities of states that are not on this system ask and answer on paper (Articles 14 and 16(5)).

Paper out, paper in, the same clock and the same effect: a paper counts by its own day, whenever it is entered.
"""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core import access
from exportctl.core.calendar import local_date
from exportctl.core.canonical import iso_or_none
from exportctl.core.constraints import unless_taken
from exportctl.core.countries import country
from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.formatting import long_day
from exportctl.core.i18n import fill
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_of, is_on_system
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.state_answers import hold_asked, hold_asking, write_answer
from licensing.actions.state_consultations import write_question
from licensing.errors import AnswerTooLate
from licensing.models import Denial, StateConsultation
from licensing.queries.decision_periods import today_of
from licensing.rules.state_consultations import (
    ENTER_QUESTION,
    SEND,
    SEND_ANSWER,
    STATE_CONSULTATION,
    Article,
    Event,
    State,
    content_of_paper,
    end_of,
    question_gaps,
)

GAPS = {
    "question": gettext_lazy("Say what that state asks, and which of its interests is at stake."),
    "denial": gettext_lazy("Give the number of your denial that the paper is about, such as DE-D-2026-0007."),
}


@transaction.atomic
def send_paper(
    *, consultation_id: UUID, number: str, on: date, actor: User, at: datetime
) -> StateConsultation:
    """The question left on paper, to a state that is not on this system: its day and number. Raises Invalid."""
    consultation = hold_asking(consultation_id=consultation_id, actor=actor, at=at)
    _require_outside(consultation, at)
    STATE_CONSULTATION.step(consultation.status, Event.ANSWER)  # what was answered has arrived
    _require_plausible(consultation, on, "/on", at)
    calendar = calendar_of(str(consultation.asked_state_id))
    due_on, due_at = end_of(consultation.status, asked_on=on, calendar=calendar)
    StateConsultation.objects.filter(pk=consultation.pk).update(
        sent_on=on,
        sent_number=number,
        asked_on=on,
        due_on=due_on,
        due_at=due_at,
    )
    facts = {"sent_on": on.isoformat(), "due_on": iso_or_none(due_on)}
    record(
        consultation,
        SEND,
        machine=STATE_CONSULTATION,
        actor=actor,
        at=at,
        source=consultation.status,
        target=consultation.status,
        **facts,
    )
    consultation.refresh_from_db()
    return consultation


@transaction.atomic
def enter_answer(
    *,
    consultation_id: UUID,
    paper_number: str,
    paper_on: date,
    actor: User,
    at: datetime,
    objects: bool | None = None,
    identical: bool | None = None,
    grounds: str | None = None,
) -> StateConsultation:
    """The answer of a state outside, from its paper; its day decides whether it came in time. Raises AnswerTooLate."""
    consultation = hold_asking(consultation_id=consultation_id, actor=actor, at=at)
    _require_outside(consultation, at)
    _require_plausible(consultation, paper_on, "/paper_on", at)
    if consultation.due_on and paper_on > consultation.due_on:
        raise AnswerTooLate.since(consultation.due_on)
    paper = {"paper_number": paper_number, "paper_on": paper_on}
    given = {"objects": objects, "identical": identical}
    return write_answer(
        consultation=consultation, given=given, grounds=grounds or "", actor=actor, at=at, **paper
    )


@transaction.atomic
def enter_question(
    *,
    authority: Organisation,
    state: str,
    article: str,
    received_number: str,
    received_on: str,
    actor: User,
    at: datetime,
    denial: str = "",
    **words: str,
) -> StateConsultation:
    """What a state outside asks on paper: answered like any other, within days that count from its arrival here.

    Raises Invalid for a state that asks here itself, a day to come, a paper that is entered already or leaves out what
    its article needs.
    """
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    asking = _authority_outside(state, authority, at)
    given = words | {"article": article, "denial": denial}
    reached_on = date.fromisoformat(received_on)
    _require_whole(given, reached_on, today=today_of(authority, at=at))
    denials = _own_denials(denial, authority, actor)
    own_state = str(authority.member_state_id)
    taken = Invalid(errors=[error("/received_number", _("This paper of that state is entered already."))])
    with unless_taken("state_consultation_paper_once", taken):
        consultation = write_question(
            authority=asking,
            article=Article(article),
            state=own_state,
            at=at,
            asked_on=reached_on,
            content=content_of_paper(given, own_state=own_state),
            question=words.get("question") or "",
            received_number=received_number,
            received_on=reached_on,
            entered_by=actor,
        )
    consultation.denials.set(denials)
    facts, target = consultation.facts, State.ASKED.value
    record(
        consultation, ENTER_QUESTION, machine=STATE_CONSULTATION, actor=actor, at=at, target=target, **facts
    )
    return consultation


@transaction.atomic
def send_answer(
    *, consultation_id: UUID, number: str, on: date, actor: User, at: datetime
) -> StateConsultation:
    """The answer to such a paper left: its day and number. Raises WrongStatus before there is one, Invalid."""
    consultation = hold_asked(consultation_id=consultation_id, actor=actor, at=at)
    if not consultation.received_on:
        raise Invalid(_("This question did not come on paper: the state that asks reads the answer here."))
    if not consultation.answered_at:
        message = _("There is no answer yet. Answer the question first; its paper leaves then.")
        raise WrongStatus(message, current=consultation.status)
    today = consultation.today_there(at=at)
    if on > today:
        raise Invalid(errors=[error("/on", _("This day has not come yet."))])
    if on < local_date(consultation.answered_at, ZoneInfo(consultation.asked_state.timezone)):
        raise Invalid(
            errors=[error("/on", _("The answer was given here later: compare the day with the paper."))]
        )
    StateConsultation.objects.filter(pk=consultation.pk).update(returned_on=on, returned_number=number)
    unmoved = {"source": consultation.status, "target": consultation.status}
    facts = {"returned_on": on.isoformat()}
    record(consultation, SEND_ANSWER, machine=STATE_CONSULTATION, actor=actor, at=at, **unmoved, **facts)
    consultation.refresh_from_db()
    return consultation


def _require_whole(given: dict[str, str], reached_on: date, *, today: date) -> None:
    if reached_on > today:
        raise Invalid(errors=[error("/received_on", _("This day has not come yet."))])
    if missing := question_gaps(given):
        raise Invalid(errors=[error(f"/{missing}", GAPS[missing])])


def _authority_outside(state: str, own: Organisation, at: datetime) -> Organisation:
    """Of the state whose paper it is. Raises Invalid for one's own and for one that asks here itself."""
    if state == own.member_state_id:
        raise Invalid(errors=[error("/state", _("Choose another Member State than your own."))])
    asking = authorities_of(state)[0]
    if is_on_system(state, at=at):
        message = fill(
            _("%(state)s is on this system: it asks here, and reads your answer here."),
            {"state": country(state)},
        )
        raise Invalid(errors=[error("/state", message)])
    return asking


def _own_denials(reference: str, authority: Organisation, actor: User) -> list[Denial]:
    """The denial of one's own state that the paper names, if it names one. Raises Invalid at `/denial`."""
    if not reference:
        return []
    own = Denial.objects.visible_to(actor).filter(member_state=authority.member_state_id)
    denial = own.filter(reference__iexact=reference.strip()).first()
    if denial is None:
        message = _("Your state has no denial with this number. Look it up in the list of denials.")
        raise Invalid(errors=[error("/denial", message)])
    return [denial]


def _require_plausible(consultation: StateConsultation, day: date, pointer: str, at: datetime) -> None:
    """A paper travels between the question and today, by the later clock of the two states. Raises Invalid."""
    asking = consultation.asking_authority
    today = max(today_of(asking, at=at), consultation.today_there(at=at))
    asked_on = today_of(asking, at=consultation.asked_at)
    if day > today:
        raise Invalid(errors=[error(pointer, _("This day has not come yet."))])
    if day < asked_on:
        message = _("The question is of %(day)s: compare the day with the paper.")
        raise Invalid(errors=[error(pointer, message % {"day": long_day(asked_on)})])


def _require_outside(consultation: StateConsultation, at: datetime) -> None:
    """Paper goes to and comes from states that are not on this system; the others answer here. Raises Invalid."""
    if is_on_system(str(consultation.asked_state_id), at=at):
        message = _("%(state)s is on this system: it reads the question here, and answers here.")
        raise Invalid(fill(message, {"state": consultation.asked_state.name}))
