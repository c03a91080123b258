"""Correcting what was sent, before the decision: a working copy, then a version of the same request under its number.

The first version stays as it was sent. The decision clock goes on, or starts
anew by the authority's stored rule (docs/adr, "a correction is a further version").
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.canonical import iso_or_none
from exportctl.core.errors import Invalid, NotFound, StaleState, WrongStatus
from exportctl.core.formatting import moment
from exportctl.core.i18n import fill
from exportctl.core.models import User
from exportctl.core.rules.files import Status as FileStatus
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error, merge
from exportctl.core.transitions import record, transition
from licensing.actions import drafts
from licensing.actions.consultations import tell_waiting_bodies
from licensing.actions.decision_clock import restart_clock
from licensing.actions.documents import hand_over, owe_document
from licensing.actions.end_use_statements import overtake_links
from licensing.actions.information_requests import answer_by_correction
from licensing.actions.proposals import outdate_proposals
from licensing.actions.request_drafts import require_open
from licensing.actions.requests import hold_request, tell_officers
from licensing.actions.routing_rules import assign_team
from licensing.actions.search_documents import update_search_documents
from licensing.actions.state_consultations import ask_states
from licensing.actions.versions import require_version_read, write_version
from licensing.errors import Incomplete
from licensing.models import Amendment, AuthorisationRequest, RequestVersion
from licensing.models.amendments import declaration_of
from licensing.models.documents import DocumentKind
from licensing.models.end_use_statements import gaps_after_signing
from licensing.queries.decision_clock import begins_anew
from licensing.queries.regimes import regime_chosen
from licensing.queries.routing_rules import state_of
from licensing.rules.amendments import AMENDMENT, MOST_REASON, Event, State
from licensing.rules.drafts import differences
from licensing.rules.kinds import authorises
from licensing.rules.requests import REQUEST
from licensing.rules.requests import Event as RequestEvent
from licensing.rules.shapes import JsonObject
from licensing.rules.versions import body_commitment


@transaction.atomic
def start_amendment(*, request_id: UUID, actor: User, at: datetime) -> Amendment:
    """A working copy of what counts, with everything filled in; the one that is open already, if there is one.

    Raises WrongStatus once the case is decided, withdrawn or was put to the other Member States.
    """
    request = hold_request(request_id=request_id, permission=Permission.FILE, actor=actor, at=at)
    require_amendable(request=request)
    assert request.version  # what is amendable was sent
    if begun := request.amendments.filter(status=State.DRAFT.value).first():
        return begun
    amendment = Amendment.objects.create(
        request=request,
        reference=f"{request.reference}-A{request.amendments.count() + 1}",
        exporter=request.exporter,
        questionnaire=declaration_of(request.kind).questionnaire_of(request),
        based_on=request.version,
        body=request.body,
        created_by=actor,
        created_at=at,
        changed_by=actor,
        changed_at=at,
    )
    facts: dict[str, Any] = {"request": request.reference, "version": request.version.number}
    record(amendment, "create", machine=AMENDMENT, actor=actor, at=at, target=State.DRAFT, **facts)
    return amendment


@transaction.atomic
def send_amendment(*, draft_id: UUID, reason: str, actor: User, at: datetime) -> AuthorisationRequest:
    """What the working copy says becomes the next version of its request.

    Raises Invalid, Incomplete, WrongStatus once the case is decided, StaleState when somebody corrected it meanwhile.
    """
    found = Amendment.objects.filter(pk=draft_id).first()
    if found is None:
        raise NotFound
    request = hold_request(request_id=found.request_id, permission=Permission.FILE, actor=actor, at=at)
    amendment = drafts.hold_draft(model=Amendment, draft_id=draft_id, actor=actor, at=at)
    attached = amendment.attachments.exclude(file__status=FileStatus.REJECTED.value)
    _require_newest(amendment, request)
    version = _write(request, amendment.body, reason, actor, at, files=attached.count())
    hand_over(draft=amendment, request=request, about=version.pk, at=at)
    changes = {"version": version, "reason": version.reason, "changed_by": actor, "changed_at": at}
    transition(amendment, Event.SEND, machine=AMENDMENT, actor=actor, at=at, changes=changes)
    update_search_documents(request_ids=[request.pk])
    return request


@transaction.atomic
def discard_amendment(*, draft_id: UUID, actor: User, at: datetime) -> Amendment:
    """The working copy is not wanted; what was sent stays as it is."""
    amendment = drafts.hold_own(model=Amendment, draft_id=draft_id, actor=actor, at=at)
    changes = {"changed_by": actor, "changed_at": at}
    transition(amendment, Event.DISCARD, machine=AMENDMENT, actor=actor, at=at, changes=changes)
    return amendment


@transaction.atomic
def amend(
    *,
    request_id: UUID,
    body: Mapping[str, Any],
    reason: str,
    actor: User,
    at: datetime,
    expected_version: int | None = None,
) -> RequestVersion:
    """Correct what was sent at once. `body` is merged into what counts (RFC 7396): a whole one, or what changes.

    `expected_version`: the number of the version that the caller read. Raises StaleState for another, Invalid,
    Incomplete, WrongStatus once the case is decided, withdrawn or was put to the other states.
    """
    request = hold_request(request_id=request_id, permission=Permission.FILE, actor=actor, at=at)
    declared = declaration_of(request.kind)
    shape = declared.shape(declared.questionnaire_of(request))
    merged = drafts.clean_body(body=merge(request.body, body), shape=shape)
    version = _write(request, merged, reason, actor, at, expected=expected_version)
    update_search_documents(request_ids=[request.pk])
    return version


def require_amendable(*, request: AuthorisationRequest) -> None:
    """Raise WrongStatus, and why, for a case that is no longer its exporter's to correct (`is_amendable`)."""
    if request.is_decided and request.decided_at:
        text = _("%(reference)s was decided on %(moment)s; what was sent cannot be corrected any more.")
        raise WrongStatus(
            fill(text, {"reference": request.reference, "moment": moment(request.decided_at)}),
            current=request.status,
        )
    if request.was_put_to_states:
        raise WrongStatus(
            _(
                "This case was put to the other Member States; what they read cannot be corrected any more."
                " Write to the authority, or withdraw the case and notify anew."
            ),
            current=request.status,
        )
    REQUEST.step(request.status, RequestEvent.AMEND)


def _write(
    request: AuthorisationRequest,
    body: JsonObject,
    reason: str,
    actor: User,
    at: datetime,
    *,
    files: int = 0,
    expected: int | None = None,
) -> RequestVersion:
    """The next version and what follows from it; the caller holds the request."""
    declared, reason = declaration_of(request.kind), reason.strip()
    questionnaire = declared.questionnaire_of(request)
    _require_content(request, body, reason, files)
    _require_competent(request, body)
    if missing := gaps_after_signing(request, declared.gaps(body, questionnaire)):
        raise Incomplete(errors=missing)
    require_amendable(request=request)
    newer = _("This case was corrected after you read it. Read what changed, then correct it again.")
    require_version_read(request=request, expected=expected, message=newer)
    anew = begins_anew(request, body)
    version = write_version(request=request, body=body, reason=reason, actor=actor, at=at)
    assign_team(request=request)
    outdate_proposals(request=request, actor=actor, at=at)
    overtake_links(request=request, body=body, actor=actor, at=at)
    changes: dict[str, Any] = {"changed_at": at, "red_flag_count": declared.signs(body, questionnaire)}
    changes["is_enquiry"] = bool(body.get("enquiry"))
    changes["asks_to_be_urgent"] = bool(body.get("urgent_because"))
    facts: dict[str, Any] = {
        "version": version.number,
        "body": body_commitment(version.body, salt=version.pk.bytes),
    }
    if files:
        facts["files"] = files
    transition(request, RequestEvent.AMEND, machine=REQUEST, actor=actor, at=at, changes=changes, **facts)
    answer_by_correction(request=request, answer=reason, actor=actor, at=at)
    if anew:
        restart_clock(request=request, actor=actor, at=at)
    tell_waiting_bodies(request=request, at=at)
    owe_document(
        request=request,
        kind=DocumentKind.RECEIPT.value,
        about=version.pk,
        name=f"{request.reference}-receipt-{version.number}.pdf",
        facts=_on_receipt(request),
        at=at,
    )
    ask_states(request=request, at=at)
    tell_officers(kind="request_amended", request=request, actor=actor, at=at)
    return version


def _on_receipt(request: AuthorisationRequest) -> dict[str, Any]:
    """What the receipt says as it stands now, whenever it is rendered: the rules, and the clock's last day."""
    now = AuthorisationRequest.objects.only("status", "due_on").get(pk=request.pk)
    clock = {"due_on": iso_or_none(now.due_on), "uncounted": now.awaits_calendar}
    return {**regime_chosen().as_facts(), **clock}


def _require_content(request: AuthorisationRequest, body: JsonObject, reason: str, files: int) -> None:
    """Raise Invalid without a reason, or where nothing differs."""
    errors = []
    if not reason:
        errors.append(error("/reason", _("Say why you correct it.")))
    if len(reason) > MOST_REASON:
        text = _("This has %(n)d characters; %(most)d are possible.")
        errors.append(error("/reason", text % {"n": len(reason), "most": MOST_REASON}))
    if not files and not differences(request.body, body):
        errors.append(error("/body", _("Nothing differs from what was sent. Change something first.")))
    if errors:
        raise Invalid(errors=errors)


def _require_competent(request: AuthorisationRequest, body: JsonObject) -> None:
    """Of whoever is established in no Member State: by a correction, too, the same authority grants it, and may.

    Raises Invalid for a kind that is closed to them, and where the items lie in another state now (Article 12(2)).
    """
    exporter = request.exporter
    if not exporter.established_in or not authorises(request.kind):
        return
    require_open(exporter=exporter, kind=request.kind, body=body)
    if state_of(exporter, body) != str(request.authority.member_state_id):
        message = _(
            "The authority of the Member State where the items lie is competent (Article 12(2)), and that is another"
            " one now. Withdraw this request and send a new one there."
        )
        raise Invalid(message, errors=[error("/location", message)])


def _require_newest(amendment: Amendment, request: AuthorisationRequest) -> None:
    if amendment.based_on_id != request.version_id:
        raise StaleState(
            _(
                "This case was corrected after you began: there is a newer version. Discard this correction and"
                " begin another one, so that nothing of it is lost."
            )
        )
