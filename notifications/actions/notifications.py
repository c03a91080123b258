"""The exporter's notification: drafted, copied, sent, withdrawn. What every kind's draft does is licensing's."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from exportctl.core import access
from exportctl.core.errors import NotFound
from exportctl.core.models import User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, transition
from licensing.actions import drafts
from licensing.actions.documents import hand_over
from licensing.actions.hearings import deny_after_withdrawal
from licensing.actions.requests import open_request, withdraw_request
from licensing.actions.search_documents import update_search_documents
from licensing.actions.state_consultations import ask_states
from licensing.errors import Incomplete
from licensing.models import AuthorisationRequest, Exporter
from licensing.rules.drafts import copy_of
from licensing.rules.shapes import notification
from notifications.models import CatchAllNotification
from notifications.rules.machines import NOTIFICATION, NotificationEvent, NotificationState
from notifications.rules.notifications import COPYABLE
from notifications.rules.red_flags import current_version, flagged, question_keys


@transaction.atomic
def create_draft(
    *, exporter: Exporter, body: dict[str, Any], actor: User, at: datetime, copied_from: str = ""
) -> CatchAllNotification:
    """A draft from the first field on. It may be incomplete, never wrong: Invalid keeps nothing.

    `copied_from` is the reference of the notification whose words it starts with.
    """
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter.pk], at=at)
    version = current_version()
    draft = CatchAllNotification.objects.create(
        reference=next_reference(prefix="N", at=at, digits=6),
        exporter=exporter,
        body=drafts.clean_body(body=body, shape=notification(question_keys(version))),
        questionnaire=version,
        created_by=actor,
        created_at=at,
        changed_by=actor,
        changed_at=at,
    )
    facts = {"copied_from": copied_from} if copied_from else {}
    record(draft, "create", machine=NOTIFICATION, actor=actor, at=at, target=NotificationState.DRAFT, **facts)
    return draft


@transaction.atomic
def copy_notification(
    *, notification_id: UUID, parts: Collection[str], actor: User, at: datetime
) -> CatchAllNotification:
    """A draft with the chosen parts of an earlier notification of the same exporter; the trail says of which."""
    source = (
        CatchAllNotification.objects.filter(pk=notification_id)
        .select_related("exporter", "request__version")
        .first()
    )
    if source is None:
        raise NotFound
    body = copy_of(source.newest_body, parts, members=COPYABLE)
    return create_draft(exporter=source.exporter, body=body, actor=actor, at=at, copied_from=source.reference)


def change_draft(
    *,
    notification_id: UUID,
    body: dict[str, Any],
    actor: User,
    at: datetime,
    expected_revision: int | None = None,
) -> CatchAllNotification:
    """Merge a patch (RFC 7396) into a draft. A change since `expected_revision` raises StaleState."""
    return drafts.change_body(
        model=CatchAllNotification,
        draft_id=notification_id,
        body=body,
        actor=actor,
        at=at,
        expected_revision=expected_revision,
    )


@transaction.atomic
def submit(*, notification_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """Send it to the authority of the exporter's Member State: a request opens, its clock starts.

    Raises Incomplete with every missing field.
    """
    draft = drafts.hold_own(model=CatchAllNotification, draft_id=notification_id, actor=actor, at=at)
    NOTIFICATION.step(draft.status, NotificationEvent.SUBMIT)
    if missing := draft.gaps:
        raise Incomplete(errors=missing)
    flags = flagged(draft.body, version=draft.questionnaire)
    request = open_request(exporter=draft.exporter, body=draft.body, red_flags=len(flags), actor=actor, at=at)
    changes = {"request": request, "changed_by": actor, "changed_at": at}
    transition(
        draft,
        NotificationEvent.SUBMIT,
        machine=NOTIFICATION,
        actor=actor,
        at=at,
        changes=changes,
        request=request.reference,
    )
    hand_over(draft=draft, request=request, at=at)
    ask_states(request=request, at=at)
    update_search_documents(request_ids=[request.pk])
    return request


@transaction.atomic
def withdraw(*, notification_id: UUID, actor: User, at: datetime) -> CatchAllNotification:
    """Withdraw a draft, or with its request what was sent, before the decision."""
    requests = CatchAllNotification.objects.filter(pk=notification_id).values_list("request_id", flat=True)
    if request_id := requests.first():
        request = withdraw_request(request_id=request_id, actor=actor, at=at)
        deny_after_withdrawal(request=request, actor=actor, at=at)
    draft = drafts.hold_own(model=CatchAllNotification, draft_id=notification_id, actor=actor, at=at)
    changes = {"changed_by": actor, "changed_at": at}
    transition(draft, NotificationEvent.WITHDRAW, machine=NOTIFICATION, actor=actor, at=at, changes=changes)
    return draft
