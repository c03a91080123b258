"""The next step of a case, for whoever reads it: theirs to do, else whose turn it is; all other acts in a menu."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from exportctl.core.calendar import Calendar
from exportctl.core.formatting import last_day
from exportctl.core.next_steps import Act, Line, NextStep, day_of, lines, not_counted, step_of
from exportctl.core.queries.todos import todos
from exportctl.core.todos import declared
from exportctl.desks.case.presenters.closings import closed_in_words
from exportctl.desks.case.presenters.officer_panel import HAND_OVER
from exportctl.desks.case.queries.cases import CasePage
from licensing.queries.consultations import bodies_waited_for
from licensing.queries.todo_facts import REQUEST
from licensing.rules.requests import State
from licensing.rules.todos import BEGIN, READ_CLOSING, READ_DECISION, TAKE, TAKE_OVER

BY_READING = (READ_DECISION, READ_CLOSING)


def next_step(page: CasePage, *, calendar: Calendar, tab: str) -> NextStep:
    """The first thing that waits for the reader here; where nothing does, who acts and until when."""
    step = _next_step(page, calendar, tab)
    if not step.when and page.request.awaits_calendar:
        sent_on = calendar.local_date(page.request.submitted_at or page.at)
        step = replace(step, when=not_counted(calendar.code, since=sent_on))
    if step.tone == "waiting" and not page.is_officer and page.request.is_open:
        step = replace(step, when=f"{step.when} {_ban(page)}".strip())
    return step


def _ban(page: CasePage) -> str:
    """What its exporter has to know as long as the authority decides."""
    until = _("Until %(authority)s allows the export the item must not leave.")
    return until % {"authority": page.request.authority.short_name}


def _next_step(page: CasePage, calendar: Calendar, tab: str) -> NextStep:
    mine = _mine(page, calendar, tab)
    more = [act for act in acts(page) if not mine or act.url != _act(page, mine[0]).url]
    if not mine:
        return _others_turn(page, calendar, tab, tuple(more))
    first, *others = mine
    return replace(step_of(first, *others, more=more), act=_act(page, first))


def _mine(page: CasePage, calendar: Calendar, tab: str) -> list[Line]:
    """What waits for the reader here, the most pressing kind first; on an ended case nothing waits for an officer."""
    if page.is_officer and not page.request.is_open:
        return []
    waiting = todos(page.viewer, at=page.at, about=(REQUEST, page.request.pk))
    order = list(declared().kinds)
    waiting.sort(key=lambda each: order.index(each.kind.code))
    mine = lines(waiting, at=page.at, known={calendar.code: calendar})
    return [line for line in mine if not (line.todo.kind in BY_READING and tab == "decision")]


def _act(page: CasePage, line: Line) -> Act:
    """A case is taken by a button, whatever page of it is open."""
    label, kind = line.act.label, line.todo.kind
    if kind in (TAKE, BEGIN):
        return Act(label, _url(page, "take"), ())
    return _assign_to_me(page, label) if kind == TAKE_OVER else line.act


def acts(page: CasePage) -> Iterator[Act]:
    """Everything that the reader may do with the case, as its acts allow it."""
    if not page.is_officer:
        yield from _of_exporter(page)
        return
    if page.may_take:
        yield Act(_("Take this case"), _url(page, "take"), ())
    if page.may_have:
        yield _assign_to_me(page, _("Assign to me"))
    if page.may_work:
        yield Act(_("Propose a decision"), _url(page, "propose"))
    if page.may_ask:
        yield Act(_("Ask the exporter"), _url(page, "ask"))
        yield Act(_("Ask for a correction"), _url(page, "ask") + "?correction=yes")
    if page.may_consult:
        yield Act(_("Ask another body"), _url(page, "consult"))
    if page.may_approve and (waiting := page.waiting_proposal):
        yield Act(_("Approve or return"), _url(page, "approval", waiting.pk))
    if page.may_take_back and (waiting := page.waiting_proposal):
        yield Act(_("Take my proposal back"), _url(page, "take_back_proposal", waiting.pk), ())
    if page.request.is_open:
        yield Act(_("Hand the case over"), f"{_url(page, 'case')}?show={HAND_OVER}#{HAND_OVER}")
    yield Act(_("File a document"), _url(page, "file_document"))
    yield Act(_("Write a note"), _url(page, "notes"))
    if page.request.is_open:
        yield Act(_("Declare a conflict of interest"), _url(page, "declare_conflict"))
    if page.request.is_open:
        urgent = _("Change the urgency") if page.request.urgent_on else _("Put it first: urgent")
        yield Act(urgent, _url(page, "urgent"))
    if page.may_close:
        yield Act(_("Close without a decision"), _url(page, "close_case"))


def _of_exporter(page: CasePage) -> Iterator[Act]:
    draft = page.draft
    if page.request.is_open:
        yield Act(_("Write a message"), _url(page, "messages") + "#new")
    if page.may_correct and page.correction:
        yield Act(_("Go on with the correction"), reverse("desks:notification", args=[page.correction]))
    elif page.may_correct:
        yield Act(_("Correct this case"), _url(page, "correct"))
    if draft:
        copied = reverse("desks:copy", args=[draft.reference])
        yield Act(_("Copy into a new one"), copied)
    if page.may_withdraw and draft:
        withdrawn = reverse("desks:withdraw_notification", args=[draft.reference])
        yield Act(_("Withdraw"), withdrawn, tone="madder")


def _assign_to_me(page: CasePage, label: str) -> Act:
    fields = (("case", page.request.reference), ("then", "case"), ("act", "mine"))
    return Act(label, reverse("desks:worklist_bulk"), fields)


def _url(page: CasePage, name: str, *more: object) -> str:
    return reverse(f"desks:{name}", args=[page.request.reference, *more])


# --- nobody waits for the reader
def _others_turn(page: CasePage, calendar: Calendar, tab: str, more: tuple[Act, ...]) -> NextStep:
    request = page.request
    if not request.is_open:
        return _ended(page, tab, more)
    if request.status == State.INFORMATION_REQUESTED:
        owed = min((question.due_on for question in page.open_questions), default=None)
        sentence = _("The exporter answers a question; the decision clock stands still until then.")
        return _waiting(sentence, owed, calendar, page.at, more, due="answer")
    sentence = _officers_turn(page) if page.is_officer else _authoritys_turn(page)
    return _waiting(sentence, request.due_on, calendar, page.at, more)


def _waiting(
    sentence: str,
    due_on: date | None,
    calendar: Calendar,
    at: datetime,
    more: tuple[Act, ...],
    due: str = "decision",
) -> NextStep:
    day = day_of(due_on, calendar=calendar, at=at) if due_on else None
    when = day.sentence(due) if day else ""
    is_late = day is not None and day.is_late
    return NextStep(tone="waiting", sentence=sentence, when=when, more=more, is_late=is_late)


def _authoritys_turn(page: CasePage) -> str:
    text = _("%(authority)s decides; you need do nothing.")
    return text % {"authority": page.request.authority.short_name}


def _officers_turn(page: CasePage) -> str:
    request = page.request
    if request.status == State.PROPOSED:
        return _("A second officer approves the proposal or returns it.")
    if request.status == State.UNDER_REVIEW and page.is_mine:
        names = get_text_list([body.name for body in bodies_waited_for(request)], _("and"))
        return _("You wait for the advice of %(bodies)s.") % {"bodies": names}
    if request.status == State.SUBMITTED:
        return _("%(who)s has this case and has not begun the review.") % {"who": request.assignee}
    return _("%(who)s reviews the case and proposes a decision.") % {"who": request.assignee}


def _ended(page: CasePage, tab: str, more: tuple[Act, ...]) -> NextStep:
    sentences = {
        State.REFUSED: _(
            "The export is refused. The refusal stands whatever the other Member States say about the list."
        ),
        State.AUTHORISATION_REQUIRED: _(
            "The export is subject to authorisation. Without an authorisation it must not take place."
        ),
        State.GRANTED: _("The export is authorised."),
        State.NO_AUTHORISATION_REQUIRED: _(
            "No authorisation is required, for this item, this end user and this end use."
        ),
        State.WITHDRAWN: _("The exporter withdrew this before a decision. Nothing is left to do."),
    }
    request = page.request
    sentence = closed_in_words(request) if request.closed_because else sentences[State(request.status)]
    act = None
    if (request.is_decided or request.closed_because) and tab != "decision":
        url = reverse("desks:case_tab", args=[request.reference, "decision"])
        act = Act(_("Read the decision") if request.is_decided else _("Read why"), url)
    return NextStep(tone="done", sentence=sentence, when=_window(page), act=act, more=more)


def _window(page: CasePage) -> str:
    """Until when the other states speak about the list; after a decision nothing else has a day."""
    procedure = page.procedure
    if procedure is None or procedure.status_at(page.at) != "open":
        return ""
    text = _("The other Member States take positions until %(day)s.")
    return text % {"day": last_day(procedure.closes_at)}
