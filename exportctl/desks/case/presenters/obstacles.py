"""Why an officer cannot go on with what they are writing, who did what meanwhile, and what a decision still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.formatting import long_day, moment
from exportctl.desks.case.presenters.assessments import side_by_side
from exportctl.desks.case.presenters.consultations import Row
from exportctl.desks.case.presenters.history import history
from exportctl.desks.case.queries.cases import Case, CasePage
from licensing.models import Proposal
from licensing.rules.consultations import State as ConsultationState
from licensing.rules.requests import ProposalState, State


@dataclass(frozen=True)
class Point:
    """One thing that a decision rests on: it is there, or it is missing and this is where one gets it."""

    is_done: bool
    sentence: str
    url: str = ""
    label: str = ""


def obstacle_to_proposing(case: Case) -> str:
    """Empty while the officer may propose a decision; else what stands against it, and what happened last."""
    return "" if case.may_work else _with_last_act(case, _state_in_words(case))


def obstacle_to_asking(case: Case) -> str:
    """The same for a question to the exporter."""
    return "" if case.may_ask else _with_last_act(case, _state_in_words(case))


def obstacle_to_closing(case: Case) -> str:
    """The same for ending the case without a decision."""
    if case.may_close:
        return ""
    taken = _("%(name)s has this case now. Ask them to hand it over.") % {"name": case.request.assignee}
    return _with_last_act(case, taken if case.request.is_open else _state_in_words(case))


def obstacle_to_deciding(case: Case, proposal: Proposal) -> str:
    """The same for the second officer, while the proposal waits."""
    if proposal.status == ProposalState.PROPOSED:
        return ""
    return _with_last_act(case, _("This proposal waits for a second officer no more."))


def _state_in_words(case: Case) -> str:
    request = case.request
    if not request.is_open:
        return _("The case is decided, withdrawn or closed: nothing can be added to it.")
    if request.status == State.PROPOSED:
        return _("A decision is proposed already; a second officer approves it or returns it.")
    if request.status == State.INFORMATION_REQUESTED:
        return _(
            "A question to the exporter is open: nothing can be decided before it is answered or taken back."
        )
    if request.assignee is None or case.is_mine:
        return _("The review of this case has not begun. Take it first.")
    return _("%(name)s has this case now. Ask them to hand it over.") % {"name": request.assignee}


def _with_last_act(case: Case, sentence: str) -> str:
    last = history(case)[-1]
    words = {"what": last.what, "who": last.who, "when": moment(last.at)}
    return sentence + " " + _("Last on this case: %(what)s – %(who)s, %(when)s.") % words


# --- what a decision still lacks
def open_points(page: CasePage, consultations: list[Row]) -> list[Point]:
    """For the officers of a case that nobody has proposed to decide yet; in the order of the work."""
    if not page.request.is_open or page.waiting_proposal:
        return []
    points = [_review(page), _questions(page), *_red_flags(page), *_hits(page), *_advice(page, consultations)]
    return [*points, *_returned(page)]


def _review(page: CasePage) -> Point:
    who = page.request.assignee
    if page.request.status == State.SUBMITTED:
        given = _("%(who)s has this case and has not begun the review.") % {"who": who}
        return Point(False, given if who else _("Nobody has taken the case."))
    return Point(
        True, (_("%(who)s has begun the review.") if who else _("The review has begun.")) % {"who": who}
    )


def _questions(page: CasePage) -> Point:
    url = reverse("desks:case_tab", args=[page.request.reference, "conversation"])
    if page.is_asking:
        day = long_day(min(question.due_on for question in page.open_questions))
        waiting = _("The exporter owes an answer, by %(day)s. The decision waits for it.") % {"day": day}
        return Point(False, waiting, f"{url}?show=questions", _("Read the question"))
    if not page.questions:
        return Point(True, _("No question to the exporter is open; none was asked."))
    return Point(True, _("Every question to the exporter is answered."), url, _("Read the answers"))


def _red_flags(page: CasePage) -> Iterator[Point]:
    if not page.has_red_flags:
        return
    sides = side_by_side(page.request, version=page.questionnaire)
    assessed = sum(side.latest is not None for side in sides)
    url = reverse("desks:case_tab", args=[page.request.reference, "due-diligence"])
    words = ngettext(
        "%(n)d of %(all)d due-diligence answers is assessed.",
        "%(n)d of %(all)d due-diligence answers are assessed.",
        assessed,
    )
    yield Point(assessed == len(sides), words % {"n": assessed, "all": len(sides)}, url, _("Due diligence"))


def _hits(page: CasePage) -> Iterator[Point]:
    """A grant waits for every hit of a party (409 `match_open`); without one there is nothing to say."""
    if page.open_matches:
        url = reverse("desks:case_tab", args=[page.request.reference, "due-diligence"])
        words = ngettext(
            "%(n)d hit of a party is open: a grant waits for it.",
            "%(n)d hits of parties are open: a grant waits for them.",
            page.open_matches,
        )
        yield Point(False, words % {"n": page.open_matches}, f"{url}#hits", _("Look at the hits"))


def _advice(page: CasePage, rows: list[Row]) -> Iterator[Point]:
    here = reverse("desks:case_tab", args=[page.request.reference, "decision"]) + "#consultation"
    waited = [
        str(row.consultation.body) for row in rows if row.consultation.status == ConsultationState.ASKED
    ]
    again = [str(row.consultation.body) for row in rows if row.ask_again or row.is_outdated]
    if waited:
        names = {"bodies": get_text_list(waited, _("and"))}
        yield Point(False, _("The advice of %(bodies)s is not here.") % names, here, _("Consultation"))
    if again:
        names = {"bodies": get_text_list(again, _("and"))}
        yield Point(False, _("%(bodies)s advised on what has changed since.") % names, here, _("Ask again"))
    if not waited and not again:
        yield Point(
            True, _("Every body that was asked has advised.") if rows else _("No other body is asked.")
        )


def _returned(page: CasePage) -> Iterator[Point]:
    proposal = page.returned_proposal
    if proposal is None:
        return
    if proposal.status == ProposalState.STALE:
        yield Point(False, _("The exporter corrected the case: the last proposal stands no more."))
    else:
        yield Point(False, _("The last proposal was returned; what is to be improved stands below."))
