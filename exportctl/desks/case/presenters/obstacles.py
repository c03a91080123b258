"""Why an officer cannot go on with what they are writing, and who did what meanwhile."""

from django.utils.translation import gettext as _

from exportctl.core.formatting import moment
from exportctl.desks.case.presenters.history import history
from exportctl.desks.case.queries.cases import Case
from licensing.models import Proposal
from licensing.rules.requests import ProposalState, State


def obstacle_to_proposing(case: Case) -> str:
    """Empty while the officer may propose a decision; else what stands against it, and what happened last."""
    return "" if case.may_work else _with_last_act(case, _state_in_words(case))


def obstacle_to_asking(case: Case) -> str:
    """The same for a question to the exporter."""
    return "" if case.may_ask else _with_last_act(case, _state_in_words(case))


def obstacle_to_deciding(case: Case, proposal: Proposal) -> str:
    """The same for the second officer, while the proposal waits."""
    if proposal.status == ProposalState.PROPOSED:
        return ""
    return _with_last_act(case, _("This proposal waits for a second officer no more."))


def _state_in_words(case: Case) -> str:
    request = case.request
    if not request.is_open:
        return _("The case is decided or withdrawn: nothing can be added to it.")
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
