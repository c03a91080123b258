"""The timeline bar of a case: what is done, what is now, who must act, by when (look: timeline bar)."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from exportctl.core.calendar import last_date
from exportctl.core.formatting import brief_day, short_day
from licensing.models import AuthorisationRequest
from licensing.rules.kinds import authorises
from licensing.rules.requests import State
from notifications.models import ObjectionProcedure


@dataclass(frozen=True)
class Stage:
    """One stage: `state` is done, now, next or later; `fraction` how much of the present one has passed."""

    name: str
    state: str
    when: str = ""
    who: str = ""
    fraction: float = 0.0
    paused: bool = False


def timeline(
    request: AuthorisationRequest,
    *,
    procedure: ObjectionProcedure | None,
    acting: str,
    share: float,
    window: int,
    zone: ZoneInfo,
    at: datetime,
) -> list[Stage]:
    """Six stages, fewer when later ones will not come. `acting`: who has the case, as the reader may know it.

    `window`: the working days that the rule set chosen now gives the other Member States, if it may still come.
    `zone`: the authority's, in which the days of its case end.
    """
    exporter, authority = request.exporter.legal_name, request.authority.short_name
    stages = [
        Stage(_("Draft"), "done", brief_day(request.created_at, zone), exporter),
        Stage(_sent(request), "done", _day(request.submitted_at, zone), _("receipt sent")),
    ]
    if request.status == State.WITHDRAWN:
        word, who = request.get_status_display(), authority if request.closed_because else exporter
        return [*stages, Stage(word, "now", _day(request.changed_at, zone), who, 1.0)]
    if not request.is_decided:
        return [*stages, _review(request, acting or authority, share), *_ahead(request, window)]
    stages += [
        Stage(_("Under review"), "done", "", authority),
        Stage(_("Decision"), "done", _day(request.decided_at, zone), _("two officers")),
    ]
    return stages + _after(request, procedure, zone, at)


def _review(request: AuthorisationRequest, acting: str, share: float) -> Stage:
    paused = request.status == State.INFORMATION_REQUESTED
    who = request.exporter.legal_name if paused else acting
    when = _("by %(day)s") % {"day": brief_day(request.due_on)} if request.due_on else ""
    if request.awaits_calendar:
        when = _("last day not known yet")
    owed = [question.due_on for question in request.information_requests.all() if question.is_open]
    if paused and owed:
        when = _("answer by %(day)s") % {"day": brief_day(min(owed))}
    is_new = request.status == State.SUBMITTED
    word = pgettext("stage of a case", "Received") if is_new else _("Under review")
    return Stage(word, "now", when, who, share, paused)


def _sent(request: AuthorisationRequest) -> str:
    return pgettext("stage of a case", "Sent") if authorises(request.kind) else _("Notified")


def _ahead(request: AuthorisationRequest, window: int) -> list[Stage]:
    if authorises(request.kind):
        return [Stage(_("Decision"), "next", "", _("two officers")), Stage(_("Authorisation"), "later")]
    days = ngettext("%(days)s working day", "%(days)s working days", window) % {"days": window}
    return [
        Stage(_("Decision"), "next", "", _("two officers")),
        Stage(_("Member States"), "later", _("only after a refusal"), days),
        Stage(_("List or authorisation"), "later"),
    ]


def _after(
    request: AuthorisationRequest, procedure: ObjectionProcedure | None, zone: ZoneInfo, at: datetime
) -> list[Stage]:
    if procedure is None:
        return [Stage(str(request.get_status_display()), "now", _day(request.decided_at, zone), "", 1.0)]
    others = {"states": procedure.state_count}
    if procedure.status_at(at) == "open":
        passed = (at - procedure.opened_at) / (procedure.closes_at - procedure.opened_at)
        last = _("last day %(day)s") % {"day": brief_day(procedure.last_day)}
        return [
            Stage(
                _("Member States"),
                "now",
                last,
                _("%(states)d may object") % others,
                float(min(max(passed, 0.0), 1.0)),
            ),
            Stage(
                _("List or authorisation"),
                "next",
                short_day(last_date(procedure.closes_at)),
                _("by the clock"),
            ),
        ]
    could = _("%(states)d could object") % others
    closed = Stage(_("Member States"), "done", short_day(last_date(procedure.closes_at)), could)
    word = procedure.get_outcome_display() if procedure.outcome else _("Being counted")
    return [closed, Stage(str(word), "now", short_day(procedure.closes_at), "", 1.0)]


def _day(at: datetime | None, zone: ZoneInfo) -> str:
    return short_day(at, zone) if at else ""
