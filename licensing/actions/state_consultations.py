"""Asking the authorities of other Member States before a decision (Articles 14 and 16(5)), at once and once each.

What has to be asked follows from the request and from the denials that are valid: nobody has to think of it. It is
looked for whenever one of the two changes: a request is sent or corrected, a denial is notified or entered.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.actions.notices import owe_notice
from exportctl.core.canonical import iso_or_none
from exportctl.core.constraints import violated
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.errors import ConsultationPending, ObjectionBinds
from licensing.models import (
    AuthorisationRequest,
    Denial,
    StateConsultation,
)
from licensing.queries.state_consultations import (
    content_of,
    denials_identical_to,
    interests_in,
    newest_of,
    requests_identical_to,
)
from licensing.rules.kinds import authorises
from licensing.rules.requests import GRANTS
from licensing.rules.state_consultations import (
    STATE_CONSULTATION,
    Article,
    Event,
    Standing,
    State,
    end_of,
    locations_of,
    objects_bindingly,
    states_to_ask,
    waits_for,
)


@transaction.atomic
def ask_states(*, request: AuthorisationRequest, at: datetime, actor: User | None = None) -> None:
    """Ask every state that has to be asked about the request as it reads now; what was asked of it is not again.

    The caller holds the request. `actor` is the officer who did what makes it necessary, nobody where the request did.
    An enquiry grants nothing: what Articles 14(1) and 16(5) ask for comes with the request that it becomes.
    """
    if request.is_enquiry:
        return
    entries = (line.control_entry for line in request.lines)  # read where they decide
    own_state = str(request.authority.member_state_id)
    for state in states_to_ask(
        form=request.form,
        destination=request.destination,
        locations=locations_of(request.body),
        control_entries=entries,
        own_state=own_state,
    ):
        _ask(request, Article.LOCATION, state, [], actor=actor, at=at)
    by_state: dict[str, list[Denial]] = {}
    for denial in denials_identical_to(request):
        by_state.setdefault(str(denial.member_state_id), []).append(denial)
    for state, denials in by_state.items():
        _ask(request, Article.UNDERCUTTING, state, denials, actor=actor, at=at)


@transaction.atomic
def ask_about_denial(*, denial: Denial, at: datetime) -> None:
    """A denial has come: every open case of another state about the same transaction asks about it at once."""
    for request in requests_identical_to(denial):
        _ask(request, Article.UNDERCUTTING, str(denial.member_state_id), [denial], actor=None, at=at)


@transaction.atomic
def ask_state_about(
    *, request_id: UUID, denial_id: UUID, actor: User, at: datetime, question: str = ""
) -> StateConsultation | None:
    """An officer finds that a denial may be about the same: its state is asked. None where it is asked already.

    Raises NotFound, WrongStatus once the case is over, Invalid for a denial of one's own state or one that is revoked.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if not request.is_open:
        raise WrongStatus(_("The case is over: nobody is asked about it any more."), current=request.status)
    denial = Denial.objects.visible_to(actor).filter(pk=denial_id).first()
    if denial is None:
        raise NotFound
    state = str(denial.member_state_id)
    if state == request.authority.member_state_id or not denial.is_valid:
        raise Invalid(_("Another state’s valid denial is asked about; your own is shown beside the case."))
    return _ask(request, Article.UNDERCUTTING, state, [denial], actor=actor, at=at, question=question)


@transaction.atomic
def ask_if_of_another_state(
    *, request: AuthorisationRequest, denial_id: UUID, actor: User, at: datetime
) -> None:
    """The same for a confirmed hit, where there is something to ask: a valid denial of another state, an open case.

    Whoever renews what was granted reads it from the hit (`denied_since`): a question is asked about a request.
    """
    if not request.is_open:
        return
    denial = Denial.objects.valid().filter(pk=denial_id).first()
    if denial and denial.member_state_id != request.authority.member_state_id:
        state = str(denial.member_state_id)
        _ask(request, Article.UNDERCUTTING, state, [denial], actor=actor, at=at)


@transaction.atomic
def raise_interests(
    *,
    authority: Organisation,
    state: str,
    item: str,
    question: str,
    actor: User,
    at: datetime,
    parties: str = "",
) -> StateConsultation:
    """One's own essential security interests are at stake in an export that another state may grant (Article 14(2))."""
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    if state == authority.member_state_id:
        raise Invalid(errors=[error("/state", _("Choose another Member State than your own."))])
    people = [{"role": "end_user", "name": parties, "address": "", "country": ""}] if parties else []
    content = {"items": [{"name": item}], "parties": people}
    consultation = write_question(
        authority=authority,
        article=Article.INTERESTS,
        state=state,
        at=at,
        content=content,
        question=question,
        asked_by=actor,
    )
    _asked(consultation, actor=actor, at=at)
    return consultation


def require_answers(*, request: AuthorisationRequest, outcome: str, at: datetime) -> None:
    """Raises ConsultationPending while the decision has to wait, ObjectionBinds where Article 14(1) forbids a grant.

    A grant waits for every answer, and for the consultation of Article 14(2); a refusal for those of Article 16(5),
    which asks before an authority decides whether or not to grant.
    """
    asks = authorises(request.kind)
    consultations = [
        each
        for each in newest_of(request).values()
        if waits_for(each.article, outcome=outcome, authorises=asks)
    ]
    if waiting := _waiting(consultations, at):
        ends = [each.due_on for each in waiting if each.due_on]
        last = max(ends) if len(ends) == len(waiting) else None
        states = [str(each.asked_state_id) for each in waiting]
        may_refuse = all(each.article != Article.UNDERCUTTING for each in waiting)
        raise ConsultationPending.until(last, states, may_refuse=may_refuse)
    if outcome not in GRANTS:
        return
    for each in consultations:
        if objects_bindingly(each.article, objects=each.objects_to_it):
            raise ObjectionBinds.of(str(each.asked_state_id))
    if raised := _waiting(interests_in(request), at):
        raise ConsultationPending.of_interests(
            raised[0].due_on, [str(each.asking_authority.member_state_id) for each in raised]
        )


def _waiting(consultations: Iterable[StateConsultation], at: datetime) -> list[StateConsultation]:
    return [each for each in consultations if each.standing(at=at) in (Standing.OPEN, Standing.EXTENDED)]


def _ask(
    request: AuthorisationRequest,
    article: Article,
    state: str,
    denials: Iterable[Denial],
    *,
    actor: User | None,
    at: datetime,
    question: str = "",
) -> StateConsultation | None:
    """Once while the request reads as it was asked about; another denial of that state joins what is asked already."""
    earlier = newest_of(request).get((article.value, state))
    if earlier:
        earlier.denials.add(*denials)
        return None
    try:
        with transaction.atomic():
            consultation = write_question(
                authority=request.authority,
                article=article,
                state=state,
                at=at,
                request=request,
                version=request.version.number if request.version else 1,
                content=content_of(request),
                question=question,
                asked_by=actor,
            )
            _asked(consultation, actor=actor, at=at)
    except IntegrityError as refusal:
        if violated(refusal) != "state_consultation_once":
            raise
        return None  # a request and a denial of the same instant: the other one asked
    consultation.denials.set(denials)
    return consultation


def _asked(consultation: StateConsultation, *, actor: User | None, at: datetime) -> None:
    facts, target = consultation.facts, State.ASKED.value
    record(consultation, Event.ASK, machine=STATE_CONSULTATION, actor=actor, at=at, target=target, **facts)


def write_question(
    *,
    authority: Organisation,
    article: Article,
    state: str,
    at: datetime,
    asked_on: date | None = None,
    **said: Any,
) -> StateConsultation:
    """Ask, with the end by the calendar of the state that is asked, and tell its authorities. The caller records it.

    `asked_on`: of a paper, the day on which it came.
    """
    calendar = calendar_of(state)
    asked_on = asked_on or calendar.local_date(at)
    due_on, due_at = end_of(State.ASKED, asked_on=asked_on, calendar=calendar)
    consultation = StateConsultation.objects.create(
        article=article.value,
        asking_authority=authority,
        asked_state_id=state,
        asked_at=at,
        asked_on=asked_on,
        due_on=due_on,
        due_at=due_at,
        **said,
    )
    if (
        due_at and due_at <= at
    ):  # a paper that was entered late: its end is known, and nobody can answer any more
        return consultation
    owe_notice(
        kind="state_question_asked",
        organisations=authorities_of(state),
        reference=consultation.reference,
        path=consultation.get_absolute_url(),
        at=at,
        facts={"state": str(authority.member_state_id), "due_on": iso_or_none(due_on)},
    )
    return consultation
