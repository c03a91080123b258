"""One case, for whoever acts on it, and as its pages show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.db.models.functions import JSONObject

from exportctl.core import access
from exportctl.core.compiled import Compiled
from exportctl.core.models import User
from exportctl.core.queries.statements import rows_of
from exportctl.core.rules.permissions import Permission
from exportctl.desks.kinds import DRAFTS, CaseKind, draft_of, kind_of
from licensing.models import (
    AuthorisationRequest,
    ConditionsDraft,
    Conflict,
    Consultation,
    Document,
    Draft,
    InformationRequest,
    Proposal,
    ProposalDraft,
    RequestLine,
)
from licensing.models.amendments import open_correction
from licensing.models.end_use_statements import signed_statement
from licensing.models.messages import thread_count, unread_count
from licensing.models.notes import note_count
from licensing.models.party_matches import confirmed_numbers, open_match_count
from licensing.models.sanctions_lists import list_in_use_facts
from licensing.models.tags import tag_labels
from licensing.queries.absences import acts_for_assignee
from licensing.queries.catalogue import classified_lines
from licensing.rules.messages import Side
from licensing.rules.requests import ProposalState, State
from notifications.models import ObjectionProcedure
from notifications.rules.red_flags import current_version, questionnaire


@dataclass(frozen=True)
class Case:
    """A request and the person who looks at it: what an act needs to know, in one query and the viewer's rights."""

    request: AuthorisationRequest
    viewer: User
    is_officer: bool
    stands_in: bool  # for the colleague who took the case and is away
    at: datetime  # the product's time of the call

    @property
    def kind(self) -> CaseKind:
        return kind_of(self.request)

    @property
    def tabs(self) -> tuple[str, ...]:
        """The keys of the pages that the case has for the viewer."""
        return tuple(tab.key for tab in self.kind.tabs_for(is_officer=self.is_officer))

    @property
    def has_red_flags(self) -> bool:
        return self.kind.has_red_flags

    @property
    def draft(self) -> Draft | None:
        """What its exporter wrote it as."""
        return draft_of(self.request)

    @property
    def lines(self) -> list[RequestLine]:
        """Every item, in order: one query more where a kind has several."""
        return self.request.lines if self.kind.has_lines else [self.request.line]

    @property
    def body(self) -> dict[str, Any]:
        return self.request.body

    @property
    def questionnaire(self) -> str:
        """The version of the due-diligence questions that the exporter answered."""
        return getattr(draft_of(self.request), "questionnaire", "")

    @property
    def question_count(self) -> int:
        """How many due-diligence questions that version asks."""
        return len(questionnaire(self.questionnaire or current_version())["questions"])

    @property
    def status(self) -> State:
        """As far as the viewer may know it: a proposal is a step inside the authority."""
        return self.request.status_for(is_officer=self.is_officer)

    @property
    def status_label(self) -> str:
        return self.request.status_label_for(is_officer=self.is_officer)

    @property
    def is_mine(self) -> bool:
        """Theirs to work on: taken by them, or by the colleague in whose place they act."""
        return self.request.assigned_to_id == self.viewer.pk or self.stands_in

    @property
    def may_take(self) -> bool:
        """A colleague who was given the case takes it alone."""
        free = self.request.assignee is None or self.is_mine
        return self.is_officer and free and self.request.status == State.SUBMITTED

    @property
    def may_have(self) -> bool:
        """An open case that is not one's own may be assigned to oneself; a new one is taken."""
        return self.is_officer and self.request.is_open and not self.is_mine and not self.may_take

    @property
    def may_work(self) -> bool:
        return self.is_officer and self.is_mine and self.request.status == State.UNDER_REVIEW

    @property
    def may_ask(self) -> bool:
        """Any officer of the authority, as over REST: who stands in need not take the case for a question."""
        return self.is_officer and self.request.status in {State.UNDER_REVIEW, State.INFORMATION_REQUESTED}

    @property
    def may_close(self) -> bool:
        """Without a decision: whoever has the case, or any officer while nobody has it."""
        free = self.request.assignee is None or self.is_mine
        return self.is_officer and free and self.request.is_open

    @property
    def may_consult(self) -> bool:
        """Only the officer who has the case asks other bodies and drafts its conditions."""
        return self.may_ask and self.is_mine

    @property
    def is_asking(self) -> bool:
        """Does the exporter owe an answer? An open question of a case that ended is owed no more."""
        return self.request.status == State.INFORMATION_REQUESTED

    @property
    def may_withdraw(self) -> bool:
        return not self.is_officer and self.request.is_open


@dataclass(frozen=True)
class CasePage(Case):
    """The case with everything that its pages show. The exporter reads of proposals the approved one alone."""

    procedure: ObjectionProcedure | None
    unread: int  # messages of the other side that the viewer has not read yet
    thread_count: int
    note_count: int
    open_matches: int  # hits of parties that ask; of officers alone
    signed_statement: (
        dict[str, Any] | None
    )  # of the newest end-use statement signed online: who, when, whether it holds
    listed_numbers: list[str]  # under which parties of the case were found on the sanctions list
    list_in_use: (
        dict[str, Any] | None
    )  # that parties are compared with: its day, number of names, whether a sample
    present: dict[
        str, bool
    ]  # of what most cases have none of, whether this one has: no page reads what is not there
    tags: list[str]  # the authority's own words for the case
    classified: list[dict[str, Any]]  # {line, control_entry}: how an officer classified which line
    correction: (
        str  # reference of the working copy in which its exporter corrects the case; empty without one
    )

    @property
    def questions(self) -> list[InformationRequest]:
        return list(self.request.information_requests.all())

    @property
    def open_questions(self) -> list[InformationRequest]:
        return [question for question in self.questions if question.is_open]

    @cached_property
    def documents(self) -> list[Document]:
        """Those the viewer may know of, read by the pages that show them."""
        shown = Document.objects.shown_to(is_officer=self.is_officer).standing().filter(request=self.request)
        return list(shown.select_related("file__uploaded_by"))

    @cached_property
    def conditions_drafts(self) -> list[ConditionsDraft]:
        """The newest first."""
        if not self.present["conditions_drafts"]:
            return []
        return list(self.request.conditions_drafts.select_related("written_by").order_by("-version"))

    @property
    def proposals(self) -> list[Proposal]:
        every = list(self.request.proposals.all())
        return every if self.is_officer else [p for p in every if p.status == ProposalState.APPROVED]

    @property
    def waiting_proposal(self) -> Proposal | None:
        return next((p for p in self.proposals if p.status == ProposalState.PROPOSED), None)

    @property
    def returned_proposal(self) -> Proposal | None:
        """The last one, as long as it is to be improved: returned or stale, and nothing proposed since."""
        last = self.proposals[-1] if self.proposals else None
        to_improve = (ProposalState.RETURNED, ProposalState.STALE)
        is_open = last is not None and last.status in to_improve and self.request.is_open
        return last if is_open else None

    @property
    def decision(self) -> Proposal | None:
        """The approved proposal that stands; a withdrawn refusal stands no more."""
        approved = [p for p in self.proposals if p.status == ProposalState.APPROVED]
        return approved[-1] if approved and self.request.is_decided else None

    @property
    def may_correct(self) -> bool:
        """The exporter, while nothing is decided and no other state has read what was sent."""
        return not self.is_officer and self.request.is_amendable

    @property
    def may_take_back(self) -> bool:
        waiting = self.waiting_proposal
        return self.is_officer and waiting is not None and waiting.was_proposed_by(self.viewer)

    @property
    def may_approve(self) -> bool:
        waiting = self.waiting_proposal
        if not self.is_officer or waiting is None:
            return False
        return not (waiting.was_proposed_by(self.viewer) or waiting.was_seconded_by(self.viewer))


def _case(
    *, reference: str, exporters: list[UUID], authorities: list[UUID], officer: UUID | None, at: datetime
) -> QuerySet[AuthorisationRequest]:
    visible = AuthorisationRequest.objects.visible_at(
        exporters=exporters, authorities=authorities, officer=officer
    ).filter(reference=reference)
    related = visible.select_related("exporter__organisation", "authority__member_state", "version", *DRAFTS)
    return related.with_assignee(at=at).as_listed()


CASE = Compiled(_case)  # widely joined, and read by every page and act of a case


def find_case(user: User, reference: str, *, at: datetime) -> Case | None:
    """The case, or None when the person may not know of it."""
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    request = CASE.first(
        reference=reference,
        exporters=access.organisation_ids_of(user, Permission.FILE),
        authorities=authorities,
        officer=user.pk if authorities else None,
        at=at,
    )
    if request is None or request.version is None:  # a draft is written on pages of its own
        return None
    is_officer = access.may(user, Permission.HANDLE, request)
    others = is_officer and request.is_open and request.assignee not in (None, user)
    stands_in = others and acts_for_assignee(request, user, at=at)
    return Case(request, user, is_officer, stands_in, at)


def case_page(case: Case) -> CasePage:
    """What the pages show besides, read in a fixed number of queries."""
    prefetch_related_objects(
        [case.request],
        Prefetch("information_requests", InformationRequest.objects.select_related("asked_by")),
        "clock_stops",
        Prefetch("proposals", Proposal.objects.select_related("proposed_by", "approved_by")),
    )
    return CasePage(
        request=case.request,
        viewer=case.viewer,
        is_officer=case.is_officer,
        stands_in=case.stands_in,
        at=case.at,
        procedure=_procedure(case.request) if _was_decided(case.request) else None,
        **_head(case),
    )


def _head(case: Case) -> dict[str, Any]:
    """What the head of the page counts. Notes and tags are the authority's; the exporter never reads them."""
    counted = _counted(case)

    def build(*, case_key: UUID) -> QuerySet[Any, Any]:
        counts = (count() for count in counted.values())
        return AuthorisationRequest.objects.filter(pk=case_key).values_list(*counts)

    name = f"head {[*counted]} {case.is_officer}"
    (row,) = rows_of(case.viewer, name, build, at=case.at, case_key=case.request.pk)
    found = dict(zip(counted, row, strict=True))
    return {
        "note_count": 0,
        "open_matches": 0,
        "listed_numbers": [],
        "list_in_use": None,
        "signed_statement": None,
        "tags": [],
        "present": dict.fromkeys(PRESENT, False),
        **found,
        "correction": found.get("correction") or "",
    }


def _counted(case: Case) -> dict[str, Callable[[], Any]]:
    """Of each number how it is asked: made when the statement is written, not for each page."""
    side = Side.AUTHORITY if case.is_officer else Side.EXPORTER
    counted: dict[str, Callable[[], Any]] = {
        "unread": partial(unread_count, case.viewer, side=side),
        "thread_count": thread_count,
        "classified": classified_lines,
    }
    if case.kind.has_lines:
        counted["signed_statement"] = signed_statement
    if not case.is_officer:
        return counted | {"correction": open_correction}
    counted |= {"note_count": note_count, "tags": tag_labels, "open_matches": open_match_count}
    counted |= {"listed_numbers": confirmed_numbers, "list_in_use": list_in_use_facts}
    return counted | {"present": partial(_present, case.viewer)}


PRESENT: dict[str, Any] = {
    "conflicts": Conflict.objects.standing(),
    "conditions_drafts": ConditionsDraft.objects.all(),
    "consultations": Consultation.objects.all(),
    "proposal_draft": ProposalDraft.objects.all(),  # the viewer's own
}


def _present(viewer: User) -> JSONObject:
    """Of each noun of PRESENT whether the case has one, in the query that counts."""
    rows = {name: each.filter(request=OuterRef("pk")) for name, each in PRESENT.items()}
    rows["proposal_draft"] = rows["proposal_draft"].filter(officer=viewer)
    return JSONObject(**{name: Exists(each) for name, each in rows.items()})


def _was_decided(request: AuthorisationRequest) -> bool:
    """Once, at least: a refusal that was withdrawn since had its window, too. Read from what is prefetched."""
    return any(proposal.status == ProposalState.APPROVED for proposal in request.proposals.all())


def _procedure(request: AuthorisationRequest) -> ObjectionProcedure | None:
    """The latest window of this refusal, or the one it was linked to."""
    procedures = ObjectionProcedure.objects.select_related("notifying_state").with_extent()
    own = procedures.filter(request=request).order_by("-opened_at").first()
    return own or procedures.filter(linked_refusals__decision__request=request).order_by("-opened_at").first()
