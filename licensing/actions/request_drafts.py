"""A request for an authorisation on its exporter's side: begun, copied, changed, sent, withdrawn."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, error
from licensing.actions import drafts
from licensing.actions.documents import hand_over
from licensing.actions.hearings import deny_after_withdrawal
from licensing.actions.requests import enter_request, hold_request, send_request, withdraw_request
from licensing.actions.search_documents import update_search_documents
from licensing.actions.state_consultations import ask_states
from licensing.errors import Incomplete
from licensing.models import AuthorisationRequest, Exporter, RequestDraft
from licensing.models.amendments import declaration_of
from licensing.queries.catalogue import with_items
from licensing.rules.drafts import copy_of
from licensing.rules.export_requests import COPYABLE, OF_THE_KIND, kind_in
from licensing.rules.kinds import KINDS, is_open_to_third_countries
from licensing.rules.requests import REQUEST, Event, Kind


@transaction.atomic
def create_request_draft(
    *, exporter: Exporter, body: dict[str, Any], actor: User, at: datetime, copied_from: str = ""
) -> RequestDraft:
    """A request under its number from the first field on. It may be incomplete, never wrong: Invalid keeps nothing.

    `copied_from` is the reference of the request whose words it starts with.
    """
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter.pk], at=at)
    kind = kind_in(body)
    require_open(exporter=exporter, kind=kind, body=body)
    clean = drafts.clean_body(body=body, shape=_shape_of(kind))
    clean = with_items(exporter_id=exporter.pk, body=clean)
    basis = KINDS[kind].first_basis
    assert basis  # a request is filed under one
    facts: dict[str, Any] = {"copied_from": copied_from} if copied_from else {}
    about: dict[str, Any] = {"exporter": exporter, "kind": kind, "legal_basis": basis, "body": clean}
    request = enter_request(**about, actor=actor, at=at, **facts)
    draft = RequestDraft(
        reference=request.reference,
        request=request,
        exporter=exporter,
        body=clean,
        created_by=actor,
        created_at=at,
        changed_by=actor,
        changed_at=at,
    )
    drafts.require_known_file(draft=draft, before={})
    draft.save(force_insert=True)
    return draft


def require_open(*, exporter: Exporter, kind: str, body: Mapping[str, Any]) -> None:
    """Raises Invalid where the law gives this exporter no authorisation of that kind (Article 12(2))."""
    if exporter.established_in and not is_open_to_third_countries(kind, body.get("form") or ""):
        message = _(
            "Your company is established in no Member State: it can ask for individual authorisations alone"
            " (Article 12(2))."
        )
        raise Invalid(message, errors=[error("/kind" if kind == Kind.GLOBAL else "/form", message)])


def _shape_of(kind: Kind) -> Object:
    return declaration_of(kind).shape("")


@transaction.atomic
def copy_request_draft(*, draft_id: UUID, parts: Collection[str], actor: User, at: datetime) -> RequestDraft:
    """A draft with the chosen parts of an earlier request of the same exporter; the trail says of which."""
    source = RequestDraft.objects.filter(pk=draft_id).select_related("exporter", "request__version").first()
    if source is None:
        raise NotFound
    kept = {name: source.newest_body[name] for name in OF_THE_KIND if name in source.newest_body}
    body = kept | copy_of(source.newest_body, parts, members=COPYABLE)
    return create_request_draft(
        exporter=source.exporter, body=body, actor=actor, at=at, copied_from=source.reference
    )


def change_request_draft(
    *,
    draft_id: UUID,
    body: dict[str, Any],
    actor: User,
    at: datetime,
    expected_revision: int | None = None,
) -> RequestDraft:
    """Merge a patch (RFC 7396) into the draft. Raises Invalid, WrongStatus once it was sent or withdrawn.

    A change since `expected_revision` raises StaleState.
    """
    return drafts.change_body(
        model=RequestDraft,
        draft_id=draft_id,
        body=body,
        actor=actor,
        at=at,
        expected_revision=expected_revision,
    )


@transaction.atomic
def submit_request_draft(*, draft_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """Send it to the authority of the exporter's Member State, or of that where the items lie: its clock starts.

    Raises Incomplete with every missing field, WrongStatus once it was sent or withdrawn.
    """
    request, draft = _hold(draft_id, actor, at)
    REQUEST.step(request.status, Event.SUBMIT)
    if missing := draft.gaps:
        raise Incomplete(errors=missing)
    require_open(exporter=request.exporter, kind=request.kind, body=draft.body)
    send_request(request=request, body=draft.body, actor=actor, at=at)
    _close(draft, actor, at)
    hand_over(draft=draft, request=request, at=at)
    ask_states(request=request, at=at)
    update_search_documents(request_ids=[request.pk])
    return request


@transaction.atomic
def withdraw_request_draft(*, draft_id: UUID, actor: User, at: datetime) -> RequestDraft:
    """Discard a draft or, before the decision, withdraw what was sent."""
    request, draft = _hold(draft_id, actor, at)
    draft.request = withdraw_request(request_id=request.pk, actor=actor, at=at)
    deny_after_withdrawal(request=draft.request, actor=actor, at=at)
    if draft.is_open:
        _close(draft, actor, at)
    return draft


def _hold(draft_id: UUID, actor: User, at: datetime) -> tuple[AuthorisationRequest, RequestDraft]:
    """Seat, request, draft: the locks of every act that ends a draft. Raises NotFound, Forbidden."""
    request_id = RequestDraft.objects.filter(pk=draft_id).values_list("request_id", flat=True).first()
    if request_id is None:
        raise NotFound
    request = hold_request(request_id=request_id, permission=Permission.FILE, actor=actor, at=at)
    draft = drafts.hold_own(model=RequestDraft, draft_id=draft_id, actor=actor, at=at)
    draft.request = request
    return request, draft


def _close(draft: RequestDraft, actor: User, at: datetime) -> None:
    draft.closed_at, draft.changed_by, draft.changed_at = at, actor, at
    draft.save(update_fields=["closed_at", "changed_by", "changed_at"])
