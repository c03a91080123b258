"""Deciding with four eyes: one officer proposes, another approves what was proposed, word for word."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core.actions.four_eyes import Waiting, hold_act, propose_act, require_other_officer
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import transition
from licensing.actions.advice import require_advice
from licensing.actions.disclosures import refuse_names
from licensing.actions.duty_turns import tell_second_officers
from licensing.actions.explained_grants import require_explanation
from licensing.actions.party_matches import hits_stay, require_no_open_match
from licensing.actions.prohibitions import require_not_prohibited
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import update_search_documents
from licensing.actions.state_consultations import require_answers
from licensing.actions.versions import require_version_read
from licensing.errors import NotAssigned, NotLaw, NotThisRegime
from licensing.models import AuthorisationRequest, Proposal, ProposalDraft
from licensing.models.proposals import OUTCOME_LABELS
from licensing.models.requests import LEGAL_BASIS_LABELS
from licensing.queries.absences import acts_for_assignee
from licensing.queries.proposals import burdens_of, refused_of
from licensing.queries.recipients import colleagues_of
from licensing.queries.regimes import is_law_for, regime_chosen
from licensing.rules.authorisations import months_of
from licensing.rules.kinds import authorises, legal_bases_of, outcomes_of
from licensing.rules.proposal_shapes import PROPOSAL as PROPOSAL_SHAPE
from licensing.rules.proposals import (
    destination_errors,
    dossier_words,
    entry_words,
    form_errors,
    hash_of,
    limit_errors,
    limitation_errors,
    read_by_others,
    read_of_denials,
    terms_of,
    validity_errors,
)
from licensing.rules.regimes import starts_from_article_5
from licensing.rules.requests import (
    GRANTS,
    PROPOSAL,
    REQUEST,
    WITH_WORDS,
    Event,
    ProposalEvent,
    ProposalState,
)
from licensing.rules.requirements import confidence_errors
from licensing.rules.shapes import JsonObject


@hits_stay()
@transaction.atomic
def propose(
    *,
    request_id: UUID,
    actor: User,
    at: datetime,
    outcome: str,
    legal_basis: str,
    grounds: str,
    conditions: Sequence[str] = (),
    entry: JsonObject | None = None,
    dossier: JsonObject | None = None,
    hearing: JsonObject | None = None,
    without_advice: str = "",
    expected_version: int | None = None,
    terms: JsonObject | None = None,
) -> Proposal:
    """Propose a decision. A refusal: proposing confirms the words that states and public will read.

    Whoever took the case proposes, or the colleague who stands in while they are away.
    `expected_version`: the number of the request's version that the officer read. `terms`: what it carries besides
    (`licensing/rules/proposals.py`, TERMS); nothing of it has to be recorded. Raises StaleState for another version,
    NotAssigned, WrongStatus, Invalid, NamesExporter (with pointers), ConsultationOpen, ConsultationPending,
    ObjectionBinds, NotLaw, NotThisRegime, MatchOpen, Prohibited.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    asked = [each.country for each in request.destinations]
    carried = terms_of(terms or {}, outcome=outcome, destinations=asked)
    plain = _plain(request, outcome, legal_basis, grounds, conditions, carried)
    content = plain | _words(request, plain, carried, entry, dossier)
    _refuse_names_of_denials(request, content, carried)
    REQUEST.step(request.status, Event.PROPOSE)
    if not acts_for_assignee(request, actor, at=at):
        raise NotAssigned
    require_no_open_match(request=request, outcome=outcome, at=at)
    require_not_prohibited(request=request, outcome=outcome, terms=carried, at=at)
    require_answers(request=request, outcome=outcome, at=at)
    require_explanation(request=request, outcome=outcome, grounds=grounds)
    reason = require_advice(
        request=request, outcome=outcome, conditions=content["conditions"], reason=without_advice, at=at
    )
    corrected = _("The exporter corrected this case while you wrote. Read what changed, then propose again.")
    require_version_read(request=request, expected=expected_version, message=corrected)
    content |= {**carried, **_bound(request, content, hearing, carried), "without_advice": reason}
    proposal = _put_forward(request, content, actor, at)
    update_search_documents(request_ids=[request.pk])
    return proposal


def _put_forward(
    request: AuthorisationRequest, content: Mapping[str, Any], actor: User, at: datetime
) -> Proposal:
    """Write it, and tell the colleagues who may approve it: of an urgent case those on duty that it is theirs."""
    proposal = Proposal(request=request, proposed_by=actor, **content)
    on_duty = tell_second_officers(request=request, proposal=proposal, at=at)
    others = [each for each in colleagues_of(actor, request=request, at=at) if each not in on_duty]
    waiting = Waiting("proposal_waiting", [request.authority], request.reference, _path(request), others)
    propose_act(act=proposal, machine=PROPOSAL, at=at, waiting=waiting, content_hash=proposal.content_hash)
    changes = {"changed_at": at}
    transition(
        request,
        Event.PROPOSE,
        machine=REQUEST,
        actor=actor,
        at=at,
        changes=changes,
        proposal=str(proposal.pk),
    )
    ProposalDraft.objects.filter(request=request, officer=actor).delete()
    return proposal


def _bound(
    request: AuthorisationRequest,
    content: Mapping[str, Any],
    hearing: JsonObject | None,
    terms: JsonObject,
) -> dict[str, Any]:
    """What binds the approval besides: the hearing, the version decided on, and the hash over all of it."""
    heard = {name: value for name, value in (hearing or {}).items() if value} or None
    version = request.version.number if request.version else 1
    digest = hash_of(content, hearing=heard, version=version, terms=terms)
    return {"hearing": heard, "version": version, "content_hash": digest}


def _plain(
    request: AuthorisationRequest,
    outcome: str,
    legal_basis: str,
    grounds: str,
    conditions: Sequence[str],
    terms: JsonObject,
) -> dict[str, Any]:
    """What is decided, on which basis and why, checked against what the kind of request allows."""
    plain = {"outcome": outcome, "legal_basis": legal_basis, "grounds": grounds}
    texts = [{"text": each} for each in conditions]
    if missing := PROPOSAL_SHAPE.missing({**plain, "conditions": texts}, ""):
        raise Invalid(errors=missing)
    _refuse_outcome(request, outcome)
    _refuse_basis(request, legal_basis)
    _refuse_lines(request, terms)
    because = terms["confidential_because"]
    if wrong := confidence_errors(because, outcome=outcome, legal_basis=legal_basis):
        raise Invalid(errors=wrong)
    _refuse_terms(request, outcome, conditions, terms)
    require_law(request=request, legal_basis=legal_basis)
    return {**plain, "conditions": list(conditions)}


def _words(
    request: AuthorisationRequest,
    plain: JsonObject,
    terms: JsonObject,
    entry: JsonObject | None,
    dossier: JsonObject | None,
) -> dict[str, Any]:
    """The words that states and public will read of what burdens its addressee; they name no exporter."""
    if plain["outcome"] not in WITH_WORDS:
        return {"entry": None, "dossier": None}
    item = request.lines[(terms["line"] or 1) - 1]
    words = entry_words(item, entry)
    states = dossier_words(item, plain["grounds"], dossier)
    end_users = [each.name for each in request.end_users]
    texts = read_by_others(item, end_users, words, states)
    refuse_names(exporter=request.exporter, texts=texts)
    return {"entry": words, "dossier": states}


def _refuse_names_of_denials(request: AuthorisationRequest, content: JsonObject, terms: JsonObject) -> None:
    """Every line that is refused, wholly or for a destination, becomes a denial, which states read (Article 16(1))."""
    if not authorises(request.kind):
        return
    asked = [each.country for each in request.destinations]
    left_out = [code for code in asked if terms["destinations"] and code not in terms["destinations"]]
    parts = refused_of(request, content["outcome"], lines=terms["lines"], left_out=left_out)
    items = {part.line - 1: request.lines[part.line - 1] for part in parts}
    end_users = [each.name for each in request.end_users]
    ground = (content["dossier"] or {}).get("grounds") or content["grounds"]
    texts = read_of_denials(items, end_users, ground)
    if because := terms["substantial_because"]:
        every = dict(enumerate(request.lines))
        texts = {**read_of_denials(every, end_users, ground), **texts, "/substantial_because": because}
    refuse_names(exporter=request.exporter, texts=texts)


def _refuse_outcome(request: AuthorisationRequest, outcome: str) -> None:
    """Raise Invalid at `/outcome` unless a case of this kind can be answered so."""
    allowed = outcomes_of(request.kind)
    if outcome not in allowed:
        words = ", ".join(str(label) for code, label in OUTCOME_LABELS.items() if code in allowed)
        message = _("A case of this kind is answered with one of these: %(outcomes)s.")
        raise Invalid(errors=[error("/outcome", message % {"outcomes": words})])


def _refuse_lines(request: AuthorisationRequest, terms: JsonObject) -> None:
    """Raise Invalid where a line or destination is named that the request has not, or more than was asked for."""
    asked = [each.country for each in request.destinations]
    wrong = limit_errors(terms["lines"], request.lines) + destination_errors(terms["destinations"], asked)
    if terms["line"] and terms["line"] > len(request.lines):
        text = _("This request has lines 1 to %(n)d.")
        wrong.append(error("/line", text % {"n": len(request.lines)}))
    if wrong:
        raise Invalid(errors=wrong)


def _refuse_terms(
    request: AuthorisationRequest, outcome: str, conditions: Sequence[str], terms: JsonObject
) -> None:
    """Raise Invalid where a grant is longer than its kind allows, or carries what its form or its limits do not."""
    if outcome not in GRANTS or not authorises(request.kind):
        return
    reason = terms["longer_because"] or (request.body.get("project") or {}).get("why_longer") or ""
    months = months_of(terms["valid_for_months"], request.body.get("valid_for_months"))
    wrong = validity_errors(request.kind, months=months, reason=reason) + form_errors(request.form, terms)
    burdens = burdens_of(Proposal(request=request, outcome=outcome, **terms))
    because = terms["substantial_because"]
    wrong += limitation_errors(because, burdens=burdens, has_conditions=bool(conditions))
    if wrong:
        raise Invalid(errors=wrong)


def _refuse_basis(request: AuthorisationRequest, legal_basis: str) -> None:
    """Raise Invalid at `/legal_basis` unless the kind of this request is decided on that basis."""
    allowed = legal_bases_of(request.kind)
    if legal_basis not in allowed:
        words = {
            "basis": LEGAL_BASIS_LABELS[legal_basis],
            "bases": ", ".join(str(label) for code, label in LEGAL_BASIS_LABELS.items() if code in allowed),
        }
        message = _("A case of this kind is not decided under “%(basis)s”. Choose one of these: %(bases)s.")
        raise Invalid(errors=[error("/legal_basis", message % words)])


def require_law(*, request: AuthorisationRequest, legal_basis: str) -> None:
    """Asked when proposed and again when approved. Raises NotThisRegime, NotLaw (with a pointer)."""
    if starts_from_article_5(regime=regime_chosen(), legal_basis=legal_basis):
        raise NotThisRegime(errors=[error("/legal_basis", NotThisRegime.default_message)])
    if not is_law_for(legal_basis, authority=request.authority):
        raise NotLaw(errors=[error("/legal_basis", NotLaw.default_message)])


@transaction.atomic
def return_proposal(
    *, request_id: UUID, proposal_id: UUID, comment: str, actor: User, at: datetime
) -> Proposal:
    """The second officer sends the proposal back; the case is under review again."""
    request, proposal = hold_proposal(request_id=request_id, proposal_id=proposal_id, actor=actor, at=at)
    require_other_officer(act=proposal, actor=actor)
    changes: dict[str, Any] = {"comment": comment, "settled_at": at}
    transition(proposal, ProposalEvent.RETURN, machine=PROPOSAL, actor=actor, at=at, changes=changes)
    changes = {"changed_at": at}
    transition(request, Event.RETURN, machine=REQUEST, actor=actor, at=at, changes=changes)
    owe_notice(
        kind="proposal_returned",
        organisations=[request.authority],
        people=[
            person for person in (proposal.proposed_by, request.assigned_to) if person not in (actor, None)
        ],
        reference=request.reference,
        path=_path(request),
        at=at,
    )
    return proposal


@transaction.atomic
def take_back_proposal(*, request_id: UUID, proposal_id: UUID, actor: User, at: datetime) -> Proposal:
    """Whoever proposed it takes it back while nobody has settled it; the case is under review again.

    Raises Forbidden for anybody else, WrongStatus once a second officer was quicker.
    """
    request, proposal = hold_proposal(request_id=request_id, proposal_id=proposal_id, actor=actor, at=at)
    if not proposal.was_proposed_by(actor):
        raise Forbidden(
            _("Only whoever proposed it takes a proposal back. Return it with a comment instead.")
        )
    changes: dict[str, Any] = {"settled_at": at}
    transition(proposal, ProposalEvent.TAKE_BACK, machine=PROPOSAL, actor=actor, at=at, changes=changes)
    changes = {"changed_at": at}
    facts = {"taken_back": True}
    transition(request, Event.RETURN, machine=REQUEST, actor=actor, at=at, changes=changes, **facts)
    owe_notice(
        kind="proposal_taken_back",
        organisations=[request.authority],
        people=colleagues_of(actor, request=request, at=at),
        reference=request.reference,
        path=_path(request),
        at=at,
    )
    return proposal


def outdate_proposals(*, request: AuthorisationRequest, actor: User, at: datetime) -> None:
    """A waiting proposal is about what stands no more: it becomes stale, and whoever wrote it proposes anew.

    The caller holds the request, which its exporter corrects.
    """
    for waiting in request.proposals.filter(status=ProposalState.PROPOSED.value):
        settled = {"settled_at": at}
        transition(waiting, ProposalEvent.OUTDATE, machine=PROPOSAL, actor=actor, at=at, changes=settled)
        owe_notice(
            kind="proposal_stale",
            organisations=[request.authority],
            people=[waiting.proposed_by],
            reference=request.reference,
            path=_path(request),
            at=at,
        )


def hold_proposal(
    *, request_id: UUID, proposal_id: UUID, actor: User, at: datetime
) -> tuple[AuthorisationRequest, Proposal]:
    """Seat, request, proposal: the locks of every act on a proposal. Raises NotFound, Forbidden."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    proposal = hold_act(acts=request.proposals.all(), act_id=proposal_id)
    proposal.request = request
    return request, proposal


def _path(request: AuthorisationRequest) -> str:
    return f"{request.get_absolute_url()}/decision"
