"""A person's own deadlines, by the seats they hold: for their calendar. References and kinds, no case content."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.formatting import city, regime_sentence
from exportctl.core.icalendar import Event
from exportctl.core.models import User
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, InformationRequest, Proposal
from licensing.queries.absences import stood_in_for
from licensing.rules.requests import OPEN, State
from notifications.models import ObjectionProcedure, Participant
from notifications.rules.machines import State as Window

MOST = 500  # of a kind; nobody reads more in a calendar
UID = "@exportctl"
OPEN_STATES = [state.value for state in OPEN]


def deadlines(user: User, *, at: datetime) -> list[Event]:
    """Everything that ends for this person from now on, the nearest first."""
    events = [
        *_positions(user, at),
        *_closings(user, at),
        *_decisions(user, at),
        *_approvals(user),
        *_answers(user),
    ]
    return sorted(events, key=lambda event: (event.day, event.uid))


def _event(
    uid: str, day: Any, summary: str, sentence: str, path: str, changed_at: datetime, times: int
) -> Event:
    url = urljoin(settings.BASE_URL, path)
    return Event(f"{uid}{UID}", day, summary, sentence, url, changed_at, times)


def _with_rules(sentence: str, window: ObjectionProcedure) -> str:
    """A window's rules are said wherever it is told of."""
    rules = window.frozen["rule_set"]
    return f"{sentence} {regime_sentence(rules['regime'], rules['in_force'])}"


def _open_windows(at: datetime) -> Q:
    return Q(status=Window.OPEN.value, closes_at__gt=at)


def _moved() -> dict[str, Any]:
    """An extension moves a window's days: how often, and when last."""
    approved = Q(extensions__status=Status.APPROVED.value)
    return {
        "times": Count("extensions", filter=approved),
        "moved_at": Max("extensions__approved_at", filter=approved),
    }


def _positions(user: User, at: datetime) -> Iterator[Event]:
    """A delegate's last days, in the days of the own state."""
    states = access.state_codes_of(user, Permission.TAKE_POSITION)
    if not states:
        return
    windows = ObjectionProcedure.objects.filter(_open_windows(at)).annotate(**_moved())
    parts = Participant.objects.filter(
        member_state__in=states, due_at__gt=at, procedure__in=windows.values("pk")
    )
    by_key = windows.in_bulk(parts.values_list("procedure_id", flat=True)[:MOST])
    for part in parts.select_related("member_state").order_by("due_at", "pk")[:MOST]:
        window: Any = by_key[part.procedure_id]
        zone = ZoneInfo(part.member_state.timezone)
        yield _event(
            f"position-{part.pk}",
            part.last_day,
            _("%(reference)s: last day for the position") % {"reference": window.reference},
            _with_rules(_("Until 24:00, time of %(place)s.") % {"place": city(zone)}, window),
            window.get_absolute_url(),
            window.moved_at or window.opened_at,
            window.times,
        )


def _closings(user: User, at: datetime) -> Iterator[Event]:
    """When windows close for all: for the Commission, and for the authority that notified."""
    seats = (Permission.ADMINISTER, Permission.HANDLE)
    if not any(access.has_seat(user, permission) for permission in seats):
        return
    windows = ObjectionProcedure.objects.visible_to(user).filter(_open_windows(at))
    if not access.has_seat(user, Permission.ADMINISTER):
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        windows = windows.filter(notifying_authority__in=authorities)
    window: Any
    for window in windows.annotate(**_moved()).with_extent().order_by("closes_at")[:MOST]:
        yield _event(
            f"closing-{window.pk}",
            window.last_day,
            _("%(reference)s: the window closes") % {"reference": window.reference},
            _with_rules(_("It closes by the clock when the last state's last day has ended."), window),
            window.get_absolute_url(),
            window.moved_at or window.opened_at,
            window.times,
        )


def _decisions(user: User, at: datetime) -> Iterator[Event]:
    """Decisions due: an officer's own cases and those of a colleague who is away; an exporter's cases."""
    known = AuthorisationRequest.objects.visible_to(user).filter(status__in=OPEN_STATES)
    sentence = _("%(reference)s: decision due")
    # To the exporter a case that waits for a second officer is one like any other.
    yield from _cases(
        known.filter(exporter__in=access.organisation_ids_of(user, Permission.FILE)), "decision", sentence
    )
    if access.has_seat(user, Permission.HANDLE):
        mine = known.filter(assigned_to__in=[user.pk, *stood_in_for(user, at=at)])
        yield from _cases(mine.exclude(status=State.PROPOSED.value), "decision", sentence)


def _approvals(user: User) -> Iterator[Event]:
    """Proposals of colleagues that wait for a second officer."""
    if not access.has_seat(user, Permission.HANDLE):
        return
    waiting = Proposal.objects.approvable_by(user).values("request")
    cases = AuthorisationRequest.objects.filter(pk__in=waiting)
    yield from _cases(cases, "approval", _("%(reference)s: approval due"))


def _cases(cases: Any, kind: str, sentence: str) -> Iterable[Event]:
    """The clock's day; it moves each time the clock goes on after a stop."""
    dated = cases.filter(due_on__isnull=False).annotate(times=Count("clock_stops", distinct=True))
    for case in dated.order_by("due_on", "pk")[:MOST]:
        yield _event(
            f"{kind}-{case.pk}",
            case.due_on,
            sentence % {"reference": case.reference},
            _("The last day of the decision clock."),
            case.get_absolute_url(),
            case.changed_at,
            case.times,
        )


def _answers(user: User) -> Iterator[Event]:
    """Questions of the authority that an exporter has still to answer."""
    exporters = access.organisation_ids_of(user, Permission.FILE)
    if not exporters:
        return
    questions = InformationRequest.objects.filter(request__exporter__in=exporters, answered_at=None)
    questions = questions.filter(request__status=State.INFORMATION_REQUESTED.value).select_related("request")
    for question in questions.order_by("due_on", "pk")[:MOST]:
        yield _event(
            f"answer-{question.pk}",
            question.due_on,
            _("%(reference)s: answer due") % {"reference": question.request.reference},
            _("The authority waits for an answer; until then its clock stands still."),
            f"{question.request.get_absolute_url()}/questions",
            question.asked_at,
            0,
        )
