"""Acts on authorisations that were approved and count from a later day: which, and from when."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.four_eyes import Status
from licensing.models import Authorisation, AuthorisationChange, AuthorisationStep, Document
from licensing.models.documents import DocumentKind
from licensing.queries.appeals import appeal_of
from licensing.queries.decision_periods import today_of
from licensing.queries.letter_services import states_of
from licensing.rules.authorisations import AUTHORISATION, Event, State
from licensing.rules.effective_days import BEGINS, Facts, HoldsFrom, effective_day, reaches
from licensing.rules.remedies import SUCCESSFUL
from licensing.rules.remedies import State as RemedyState
from licensing.rules.write_offs import Step

LATER = [each.value for each in HoldsFrom if each != HoldsFrom.APPROVAL]


def acts_ahead(authorisation: Authorisation | None = None) -> QuerySet[AuthorisationChange]:
    """Approved, not begun, and still possible; not what a remedy suspends or took away.

    Nor a suspension where the authorisation was reinstated since it was approved: its reason is gone; or while it is
    suspended otherwise: it would add nothing.
    """
    rows = AuthorisationChange.objects.filter(
        status=Status.APPROVED.value,
        event__in=[event.value for event in BEGINS],
        terms__holds_from__in=LATER,
        step=None,
        authorisation__status__in=[State.VALID.value, State.SUSPENDED.value],
    )
    if authorisation is not None:
        rows = rows.filter(authorisation=authorisation)
    taken_away = [each.value for each in SUCCESSFUL]
    rows = rows.exclude(remedies__status__in=taken_away)
    since = {"change__event": Event.REINSTATE.value, "at__gt": OuterRef("approved_at")}
    reinstated = AuthorisationStep.objects.filter(authorisation=OuterRef("authorisation"), **since)
    rows = rows.exclude(Q(event=Event.SUSPEND.value) & Exists(reinstated))
    rows = rows.exclude(event=Event.SUSPEND.value, authorisation__status=State.SUSPENDED.value)
    suspended = {"remedies__status": RemedyState.OPEN.value, "remedies__suspensive": True}
    return rows.exclude(**suspended).select_related("authorisation__authority__member_state", "approved_by")


def acts_to_come(authorisation: Authorisation, *, on: date) -> list[AuthorisationChange]:
    """Those of one authorisation that can still begin to count on that day or later: none that it has outlived."""
    until = authorisation.valid_until
    return [each for each in acts_ahead(authorisation) if reaches(each.event, on=on, until=until)]


def begins_on(change: AuthorisationChange, *, at: datetime) -> date | None:
    """The day from which it counts, as far as it is known today."""
    authority = change.authorisation.authority
    today = today_of(authority, at=at)
    letter = Document.objects.filter(about=change.pk, kind=DocumentKind.DECISION_LETTER.value).first()
    served_on = states_of([letter], today=today)[letter.pk].served_on if letter else None
    state = str(authority.member_state_id)
    appeal = appeal_of(state, served_on=served_on, calendar=calendar_of(state))
    remedies = list(change.remedies.prefetch_related("outcomes"))
    ended = [
        (remedy, each)
        for remedy in remedies
        for each in remedy.outcomes.all()
        if each.status == Status.APPROVED
    ]
    zone = zone_of(authority)
    facts = Facts(
        served_on=served_on,
        last_day=appeal.last_day if appeal else None,
        contested=any(remedy.is_open for remedy in remedies),
        rejected_on=[each.decided_on for _remedy, each in ended],
        resumed_on=[
            local_date(each.approved_at, zone)
            for remedy, each in ended
            if remedy.suspensive and each.approved_at
        ],
    )
    return effective_day(change.terms, facts=facts)


def due_steps(authorisation: Authorisation, *, on: date, at: datetime) -> list[Step]:
    """What has begun to count by that day though no worker has written it down yet."""
    steps = []
    for change in acts_ahead(authorisation):
        event = BEGINS[Event(change.event)]
        day = begins_on(change, at=at)
        if not day or day > on or not reaches(change.event, on=day, until=authorisation.valid_until):
            continue
        if event in AUTHORISATION.events_from(authorisation.status):
            steps.append(Step(AUTHORISATION.step(authorisation.status, event).target, day))
    return sorted(steps, key=lambda step: step.on)
