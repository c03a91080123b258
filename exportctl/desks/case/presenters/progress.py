"""Where a case stands, in one line for its exporter: how far it is, who acts, and by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from exportctl.core.calendar import Calendar
from exportctl.core.formatting import brief_day, short_day
from exportctl.core.formatting import last_day as last_day_of
from exportctl.core.notices import zone_of
from exportctl.core.queries.reference import calendars
from licensing.models import AuthorisationRequest
from licensing.queries.decision_clock import Chip, chip
from licensing.rules.requests import OPEN, State
from notifications.models import ObjectionProcedure
from notifications.rules.machines import Outcome

DECIDED_STEPS = 3  # sent, reviewed, decided
ALL_STEPS = 5  # and after a refusal: the Member States, the list


@dataclass(frozen=True)
class Stage:
    """`step` of `total`; `word` names it, `line` says who acts by when; `kind` is the tag's."""

    step: int
    total: int
    kind: str
    word: str
    line: str

    @property
    def boxes(self) -> list[dict[str, str]]:
        """As the look draws steps."""
        over = self.kind not in ("waiting", "active", "soon", "progress")
        return [
            {"x": str(13 * place + 1), "state": _box(place + 1, self.step, over=over)}
            for place in range(self.total)
        ]

    @property
    def width(self) -> str:
        return str(13 * self.total + 2)


@dataclass(frozen=True)
class Row:
    """A case with its stage and, while it runs, its clock; the day itself stands in the stage's line."""

    case: AuthorisationRequest
    stage: Stage
    clock: Chip | None


def rows(requests: Iterable[AuthorisationRequest], *, at: datetime) -> list[Row]:
    """Needs `clock_stops`, `procedures` prefetched, `authority` joined, `answer_due`, `answer_wished` annotated."""
    listed = list(requests)
    calendar_by_state = calendars_of(listed)
    return [
        Row(
            each, stage(each, at=at), _clock(each, calendar_by_state[str(each.authority.member_state_id)], at)
        )
        for each in listed
    ]


def _clock(request: AuthorisationRequest, calendar: Calendar, at: datetime) -> Chip | None:
    clock = chip(request, calendar=calendar, at=at)
    return None if clock.ended_on else replace(clock, due_on=None)


BEFORE_THE_STATES = (State.REFUSED, State.AUTHORISATION_REQUIRED)


def calendars_of(requests: Iterable[AuthorisationRequest]) -> Mapping[str, Calendar]:
    """One calendar a state, by which its authority's days are counted."""
    codes = {str(each.authority.member_state_id) for each in requests}
    return calendars(sorted(codes)) if codes else {}


def stage(request: AuthorisationRequest, *, at: datetime) -> Stage:
    """Of what was sent; the exporter reads no step inside the authority."""
    if request.status == State.WITHDRAWN:
        word, day = request.get_status_display(), _day(_("on %(day)s"), request.changed_at, request)
        return Stage(1, 1, "plain", word, day)
    word = request.status_label_for(is_officer=False)
    if request.status == State.INFORMATION_REQUESTED:
        return Stage(2, DECIDED_STEPS, "soon", word, _your_turn(request))
    if request.status in OPEN:
        return _with_the_authority(request)
    if request.status in BEFORE_THE_STATES:
        return _refused(request, at)
    decided = _day(_("decided %(day)s"), request.decided_at, request)
    return Stage(DECIDED_STEPS, DECIDED_STEPS, "done", word, decided)


def _with_the_authority(request: AuthorisationRequest) -> Stage:
    words = {
        "authority": request.authority.short_name,
        "day": brief_day(request.due_on) if request.due_on else "",
    }
    line = _("%(authority)s decides by %(day)s") % words if request.due_on else _("last day not known yet")
    word = request.status_label_for(is_officer=False)
    if request.status == State.SUBMITTED:
        return Stage(1, DECIDED_STEPS, "waiting", word, line)
    return Stage(2, DECIDED_STEPS, "active", word, line)


def _your_turn(request: AuthorisationRequest) -> str:
    due = getattr(request, "answer_due", None)
    if wished := getattr(request, "answer_wished", None):
        return _("more time asked for, until %(day)s") % {"day": brief_day(wished)}
    return _("you answer by %(day)s") % {"day": brief_day(due)} if due else _("you answer")


def _refused(request: AuthorisationRequest, at: datetime) -> Stage:
    procedure = max(request.procedures.all(), key=lambda each: each.opened_at, default=None)
    if procedure is None:
        decided = _day(_("decided %(day)s"), request.decided_at, request)
        return Stage(DECIDED_STEPS, DECIDED_STEPS, "refused", str(request.get_status_display()), decided)
    return _before_the_states(procedure, str(request.get_status_display()), at)


def _before_the_states(procedure: ObjectionProcedure, word: str, at: datetime) -> Stage:
    if procedure.status_at(at) == "open":
        line = _("With the Member States until %(day)s") % {"day": last_day_of(procedure.closes_at)}
        return Stage(4, ALL_STEPS, "refused", word, line)
    sentences = {Outcome.LISTED.value: _("put on the EU-wide list, %(day)s")}
    sentences[Outcome.LAPSED.value] = _("not put on the EU-wide list, %(day)s")
    line = sentences.get(procedure.outcome, _("the Member States’ positions are being counted"))
    return Stage(ALL_STEPS, ALL_STEPS, "refused", word, line % {"day": short_day(procedure.closes_at)})


def _day(sentence: str, at: datetime | None, request: AuthorisationRequest) -> str:
    return sentence % {"day": short_day(at, zone_of(request.authority))} if at else ""


def _box(place: int, step: int, *, over: bool) -> str:
    if place < step or (over and place == step):
        return "done"
    return "now" if place == step else ""
