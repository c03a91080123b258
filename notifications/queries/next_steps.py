"""The next step of a procedure, for the state, authority or Commission that reads it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from exportctl.core.formatting import deadline, last_day, short_day
from exportctl.core.models import User
from exportctl.core.next_steps import Act, NextStep, lines, step_of
from exportctl.core.queries.todos import todos
from exportctl.core.todos import declared
from notifications.models import ObjectionProcedure
from notifications.queries.todos import PROCEDURE
from notifications.queries.windows import calendar_in
from notifications.rules.machines import Outcome, State


def next_step(
    procedure: ObjectionProcedure, user: User, *, known: dict[str, Any], more: Iterable[Act], at: datetime
) -> NextStep:
    """What waits for the reader here, else who acts until when. `known`: own state, its part and position."""
    order = list(declared().kinds)
    waiting = todos(user, at=at, about=(PROCEDURE, procedure.pk))
    waiting.sort(key=lambda each: order.index(each.kind.code))
    calendars = {
        each.state: calendar_in(procedure, each.state)
        for each in waiting
        if each.state in procedure.frozen["calendars"]
    }
    if mine := lines(waiting, at=at, known=calendars):
        step = step_of(*mine, more=more)
        answers = [thread.answer for thread in known.get("asked", ())]
        if not all(answers) or not answers:
            return step
        told = _("What your state asked is answered, on %(day)s.") % {"day": short_day(answers[-1].said_at)}
        return replace(step, when=f"{step.when} {told}")
    if procedure.status_at(at) != State.OPEN:
        return NextStep(tone="done", sentence=_ended(procedure), more=tuple(more))
    return _others_turn(procedure, known, tuple(more), at)


def _others_turn(
    procedure: ObjectionProcedure, known: dict[str, Any], more: tuple[Act, ...], at: datetime
) -> NextStep:
    until = _("The procedure ends on %(day)s.") % {"day": last_day(procedure.closes_at)}
    part, state, own = known["part"], known["state"], known["own"]
    if part is None:
        sentence = _("The other Member States take positions; you need do nothing.")
        return NextStep(tone="waiting", sentence=sentence, when=until, more=more)
    if at >= part.due_at:
        sentence = _("The last day of your state has passed; other states may still take positions.")
        return NextStep(tone="waiting", sentence=sentence, when=until, more=more)
    recorded = _("Your state’s position is recorded; you need do nothing more.")
    changed = _("You may change it until %(until)s.")
    when = changed % {"until": deadline(part.due_at, ZoneInfo(state.timezone))}
    act = Act(_("Look at your position"), f"{procedure.get_absolute_url()}#position") if own else None
    return NextStep(tone="done", sentence=recorded, when=when, act=act, more=more)


def _ended(procedure: ObjectionProcedure) -> str:
    sentences = {
        Outcome.LISTED.value: _("The procedure has ended: the item was put on the EU-wide list."),
        Outcome.LAPSED.value: _("The procedure has ended: the item is not listed. The refusal stands."),
    }
    if procedure.status == State.WITHDRAWN:
        return _("The refusal was withdrawn; no position is taken any more.")
    return sentences.get(procedure.outcome, _("The procedure has ended; positions are being counted."))
