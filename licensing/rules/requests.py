"""The life of an authorisation request, and of a proposal to decide it."""

from collections.abc import Iterable
from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Date, Object, Text


class Kind(StrEnum):
    NOTIFICATION = "notification"
    INDIVIDUAL = "individual"
    GLOBAL = "global"
    LARGE_PROJECT = "large_project"


class Form(StrEnum):
    """What an export authorisation covers: one end user or consignee, or several, or whole countries (Article 2)."""

    INDIVIDUAL = "individual"
    GLOBAL = "global"


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    INFORMATION_REQUESTED = "information_requested"
    PROPOSED = "proposed"
    GRANTED = "granted"
    REFUSED = "refused"
    NO_AUTHORISATION_REQUIRED = "no_authorisation_required"
    AUTHORISATION_REQUIRED = "authorisation_required"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    SUBMIT = "submit"
    AMEND = "amend"
    TAKE = "take"
    ASK = "ask"
    ANSWER = "answer"
    RESUME = "resume"
    # The values of these three are what the legal trail has stored since the first cases: they stay as they are.
    WITHDRAW_QUESTION = "retract"
    CONTINUE_WITHOUT_ANSWER = "proceed"
    PROPOSE = "propose"
    RETURN = "return"
    GRANT = "grant"
    REFUSE = "refuse"
    NO_AUTHORISATION_REQUIRED = "release"
    AUTHORISATION_REQUIRED = "require"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    CLOSE = "close"  # by its authority, without a decision


FILE, HANDLE = Permission.FILE, Permission.HANDLE

REQUEST = Machine(
    "authorisation request",
    (
        # source                      event                            target                           who
        (State.DRAFT,                 Event.SUBMIT,                    State.SUBMITTED,                 FILE),
        (State.SUBMITTED,             Event.TAKE,                      State.UNDER_REVIEW,              HANDLE),
        (State.SUBMITTED,             Event.AMEND,                     State.SUBMITTED,                 FILE),
        (State.UNDER_REVIEW,          Event.AMEND,                     State.UNDER_REVIEW,              FILE),
        (State.INFORMATION_REQUESTED, Event.AMEND,                     State.INFORMATION_REQUESTED,     FILE),
        (State.PROPOSED,              Event.AMEND,                     State.UNDER_REVIEW,              FILE),
        (State.UNDER_REVIEW,          Event.ASK,                       State.INFORMATION_REQUESTED,     HANDLE),
        (State.INFORMATION_REQUESTED, Event.ASK,                       State.INFORMATION_REQUESTED,     HANDLE),
        (State.INFORMATION_REQUESTED, Event.ANSWER,                    State.INFORMATION_REQUESTED,     FILE),
        (State.INFORMATION_REQUESTED, Event.RESUME,                    State.UNDER_REVIEW,              FILE),
        (State.INFORMATION_REQUESTED, Event.WITHDRAW_QUESTION,         State.INFORMATION_REQUESTED,     HANDLE),
        (State.INFORMATION_REQUESTED, Event.CONTINUE_WITHOUT_ANSWER,   State.UNDER_REVIEW,              HANDLE),
        (State.UNDER_REVIEW,          Event.PROPOSE,                   State.PROPOSED,                  HANDLE),
        (State.PROPOSED,              Event.RETURN,                    State.UNDER_REVIEW,              HANDLE),
        (State.PROPOSED,              Event.GRANT,                     State.GRANTED,                   HANDLE),
        (State.PROPOSED,              Event.REFUSE,                    State.REFUSED,                   HANDLE),
        (State.PROPOSED,              Event.NO_AUTHORISATION_REQUIRED, State.NO_AUTHORISATION_REQUIRED, HANDLE),
        (State.PROPOSED,              Event.AUTHORISATION_REQUIRED,    State.AUTHORISATION_REQUIRED,    HANDLE),
        (State.REFUSED,               Event.REOPEN,                    State.UNDER_REVIEW,              HANDLE),
        (State.AUTHORISATION_REQUIRED, Event.REOPEN,                   State.UNDER_REVIEW,              HANDLE),
        (State.DRAFT,                 Event.WITHDRAW,                  State.WITHDRAWN,                 FILE),
        (State.SUBMITTED,             Event.WITHDRAW,                  State.WITHDRAWN,                 FILE),
        (State.UNDER_REVIEW,          Event.WITHDRAW,                  State.WITHDRAWN,                 FILE),
        (State.INFORMATION_REQUESTED, Event.WITHDRAW,                  State.WITHDRAWN,                 FILE),
        (State.PROPOSED,              Event.WITHDRAW,                  State.WITHDRAWN,                 FILE),
        (State.SUBMITTED,             Event.CLOSE,                     State.WITHDRAWN,                 HANDLE),
        (State.UNDER_REVIEW,          Event.CLOSE,                     State.WITHDRAWN,                 HANDLE),
        (State.INFORMATION_REQUESTED, Event.CLOSE,                     State.WITHDRAWN,                 HANDLE),
        (State.PROPOSED,              Event.CLOSE,                     State.WITHDRAWN,                 HANDLE),
    ),
    initial=State.DRAFT,
    label=pgettext_lazy("thing", "authorisation request"),
    words={
        State.DRAFT: pgettext_lazy("status", "a draft"),
        State.SUBMITTED: pgettext_lazy("status", "submitted"),
        State.UNDER_REVIEW: pgettext_lazy("status", "under review"),
        State.INFORMATION_REQUESTED: pgettext_lazy("status", "waiting for information"),
        State.PROPOSED: pgettext_lazy("status", "proposed"),
        State.GRANTED: pgettext_lazy("status", "granted"),
        State.REFUSED: pgettext_lazy("status", "refused"),
        State.NO_AUTHORISATION_REQUIRED: pgettext_lazy("status", "answered: no authorisation required"),
        State.AUTHORISATION_REQUIRED: pgettext_lazy("status", "made subject to authorisation"),
        State.WITHDRAWN: pgettext_lazy("status", "withdrawn"),
    },
)  # fmt: skip

# How people read a withdrawn case that its authority ended without a decision: a word of its own, no further status.
CLOSED = "closed"
ASSIGN = "assign"  # an act that leaves the status as it is
URGENCY = Object(
    members={
        "due_on": Date(gap=_("Say by which day it is to be decided")),
        "reason": Text(most=1000, gap=_("Say why it goes first")),
    }
)
URGENT, NOT_URGENT = "urge", "end_urgency"  # likewise

OPEN = frozenset({State.SUBMITTED, State.UNDER_REVIEW, State.INFORMATION_REQUESTED, State.PROPOSED})
DECIDED = frozenset(
    {State.GRANTED, State.REFUSED, State.NO_AUTHORISATION_REQUIRED, State.AUTHORISATION_REQUIRED}
)

# What happens between two officers of the authority, and how far its exporter may know it.
INSIDE = {State.PROPOSED: State.UNDER_REVIEW}


def visible_status(status: str, *, to_officer: bool) -> State:
    """The status as a reader may know it: to the exporter, what waits for a second officer is still reviewed."""
    stored = State(status)
    return stored if to_officer else INSIDE.get(stored, stored)


def stored_statuses(visible: Iterable[str]) -> list[str]:
    """Every stored status that an exporter reads as one of `visible`."""
    wanted = set(visible)
    return [state.value for state in State if visible_status(state, to_officer=False) in wanted]


def _stays_inside(source: str, target: str) -> bool:
    """Does this step change nothing that the exporter may know, though the stored status changes?"""
    before, after = (visible_status(status, to_officer=False) for status in (source, target))
    return source != target and before == after


INSIDE_EVENTS = frozenset(
    Event(event)
    for event in {row.event for row in REQUEST.rows}
    if all(_stays_inside(row.source, row.target) for row in REQUEST.rows if row.event == event)
)


class Outcome(StrEnum):
    """What an authority may answer (Regulation (EU) 2021/821, Articles 5(2), 12 and 16)."""

    GRANT = "grant"
    GRANT_WITH_CONDITIONS = "grant_with_conditions"
    REFUSE = "refuse"
    NO_AUTHORISATION_REQUIRED = "no_authorisation_required"
    AUTHORISATION_REQUIRED = (
        "authorisation_required"  # the answer of Articles 4(2) and 5(2) to a notification
    )


GRANTS = frozenset({Outcome.GRANT, Outcome.GRANT_WITH_CONDITIONS})

DECIDING_EVENT = {
    Outcome.GRANT: Event.GRANT,
    Outcome.GRANT_WITH_CONDITIONS: Event.GRANT,
    Outcome.REFUSE: Event.REFUSE,
    Outcome.NO_AUTHORISATION_REQUIRED: Event.NO_AUTHORISATION_REQUIRED,
    Outcome.AUTHORISATION_REQUIRED: Event.AUTHORISATION_REQUIRED,
}


class LegalBasis(StrEnum):
    HUMAN_RIGHTS = "human_rights"  # the Parliament's catch-all of 2018
    ANNEX_I = "annex_i"
    ARTICLE_4 = "article_4"
    ARTICLE_5 = "article_5"
    ARTICLE_9 = "article_9"
    ARTICLE_10 = "article_10"
    EU_LIST = "eu_list"


PUT_TO_STATES = frozenset({LegalBasis.HUMAN_RIGHTS, LegalBasis.ARTICLE_5})


def opens_procedure(*, outcome: str, legal_basis: str) -> bool:
    """Is this decision put to the other Member States (Article 5(4)–(5))?

    A refusal of cyber-surveillance items is, and a requirement that is imposed under Article 5 on its own.
    """
    if outcome == Outcome.AUTHORISATION_REQUIRED:
        return legal_basis == LegalBasis.ARTICLE_5
    return outcome == Outcome.REFUSE and legal_basis in PUT_TO_STATES


# On what a requirement may rest that an authority imposes on items that are not listed.
CATCH_ALL = frozenset({LegalBasis.ARTICLE_4, LegalBasis.ARTICLE_5})


def imposes_requirement(*, kind: str, outcome: str, legal_basis: str) -> bool:
    """Does it make an export of items that are not listed subject to authorisation (Articles 4(4) and 5(4))?

    An answer to a notification does, whether it says so or refuses; a request was made because it is required already.
    """
    return kind == Kind.NOTIFICATION and outcome in WITH_WORDS and legal_basis in CATCH_ALL


# What these burden their addressee with, others may read of: they carry reasons, and words for states and public.
WITH_WORDS = frozenset({Outcome.REFUSE, Outcome.AUTHORISATION_REQUIRED})


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    STALE = "stale"  # the exporter corrected the case meanwhile


class ProposalEvent(StrEnum):
    APPROVE = "approve"
    RETURN = "return"
    TAKE_BACK = "take_back"  # by whoever proposed it
    WITHDRAW = "withdraw"  # with the case, by its exporter
    OUTDATE = "outdate"  # by the exporter's correction of the case
    CLOSE = "close"  # with the case, by its authority


SECOND = "second"  # an approval that does not decide yet: a third officer does
PROPOSAL = Machine(
    "proposal",
    (
        (ProposalState.PROPOSED, ProposalEvent.APPROVE,  ProposalState.APPROVED,  HANDLE),
        (ProposalState.PROPOSED, ProposalEvent.RETURN,   ProposalState.RETURNED,  HANDLE),
        (ProposalState.PROPOSED, ProposalEvent.TAKE_BACK, ProposalState.WITHDRAWN, HANDLE),
        (ProposalState.PROPOSED, ProposalEvent.WITHDRAW, ProposalState.WITHDRAWN, FILE),
        (ProposalState.PROPOSED, ProposalEvent.OUTDATE,  ProposalState.STALE,     FILE),
        (ProposalState.PROPOSED, ProposalEvent.CLOSE,    ProposalState.WITHDRAWN, HANDLE),
    ),
    initial=ProposalState.PROPOSED,
    label=pgettext_lazy("thing", "proposal"),
    words={
        ProposalState.PROPOSED: pgettext_lazy("status", "proposed"),
        ProposalState.APPROVED: pgettext_lazy("status", "approved"),
        ProposalState.RETURNED: pgettext_lazy("status", "returned"),
        ProposalState.WITHDRAWN: pgettext_lazy("status", "withdrawn"),
        ProposalState.STALE: pgettext_lazy("status", "outdated by a correction of the exporter"),
    },
)  # fmt: skip
