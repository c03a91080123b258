"""The exporter's notification: drafted, changed, sent, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, locks
from exportctl.core.errors import Invalid, NotFound, StaleState, WrongStatus
from exportctl.core.models import User
from exportctl.core.references import next_reference
from exportctl.core.rules.files import Status as FileStatus
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import check, merge
from exportctl.core.transitions import record, transition
from licensing.actions.requests import open_request, withdraw_request
from licensing.errors import Incomplete
from licensing.models import AuthorisationRequest, Document, Exporter
from licensing.models.documents import DocumentKind
from licensing.rules.shapes import JsonObject, notification
from notifications.models import CatchAllNotification, FieldSave
from notifications.rules.completeness import gaps
from notifications.rules.machines import NOTIFICATION, NotificationEvent, NotificationState
from notifications.rules.merging import Clash, changed, patch_of, settle, value_at
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
        body=_clean(body, version),
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
def change_draft(
    *,
    notification_id: UUID,
    body: dict[str, Any],
    actor: User,
    at: datetime,
    expected_revision: int | None = None,
) -> CatchAllNotification:
    """Merge a patch (RFC 7396) into a draft. A change since `expected_revision` raises StaleState."""
    draft = hold_draft(notification_id=notification_id, actor=actor, at=at)
    if expected_revision is not None and expected_revision != draft.revision:
        message = _("%(name)s saved a change after you opened this page. Read it, then save yours again.")
        raise StaleState(message % {"name": draft.changed_by}, revision=draft.revision)
    # What is sent is checked by itself first, so that an error points to it and not to an older value.
    _clean({name: value for name, value in body.items() if value is not None}, draft.questionnaire)
    _store(draft, merge(draft.body, body), actor, at)
    return draft


@dataclass(frozen=True)
class Saved:
    """The draft as it is now, and the fields that wait for a choice: a colleague changed them as well."""

    draft: CatchAllNotification
    clashes: tuple[Clash, ...]


@transaction.atomic
def save_fields(
    *, notification_id: UUID, fields: JsonObject, loaded: Mapping[str, str], actor: User, at: datetime
) -> Saved:
    """Save values by pointer. `loaded` holds the fingerprint of each as its page showed it.

    Two colleagues at different fields never clash; at the same field nothing is overwritten unseen.
    """
    draft = hold_draft(notification_id=notification_id, actor=actor, at=at)
    sent = _clean(patch_of(fields), draft.questionnaire)
    mine = {pointer: value_at(sent, pointer) for pointer in fields}
    settled = settle(draft.body, mine, loaded)
    _store(draft, merge(draft.body, patch_of(settled.taken)), actor, at)
    return Saved(draft, settled.clashes)


def _store(draft: CatchAllNotification, body: dict[str, Any], actor: User, at: datetime) -> None:
    """The new body, and who saved which field; saving what was there already changes nothing."""
    before, draft.body = draft.body, _clean(body, draft.questionnaire)
    if not (pointers := changed(before, draft.body)):
        return
    draft.revision += 1
    draft.changed_by, draft.changed_at = actor, at
    draft.save(update_fields=["body", "revision", "changed_by", "changed_at"])
    FieldSave.objects.bulk_create(
        [FieldSave(notification=draft, pointer=pointer, saved_by=actor, saved_at=at) for pointer in pointers],
        update_conflicts=True,
        unique_fields=["notification", "pointer"],
        update_fields=["saved_by", "saved_at"],
    )


@transaction.atomic
def submit(*, notification_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """Send it to the authority of the exporter's Member State: a request opens, its clock starts.

    Raises Incomplete with every missing field.
    """
    draft = _hold(notification_id, actor, at)
    NOTIFICATION.step(draft.status, NotificationEvent.SUBMIT)
    if missing := gaps(draft.body, version=draft.questionnaire):
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
    _hand_over(draft, request, at)
    return request


def _hand_over(draft: CatchAllNotification, request: AuthorisationRequest, at: datetime) -> None:
    """The draft's files become documents of the case."""
    Document.objects.bulk_create(
        Document(
            request=request,
            kind=DocumentKind.ATTACHMENT.value,
            name=attachment.file.name,
            file=attachment.file,
            created_at=at,
        )
        for attachment in draft.attachments.select_related("file").exclude(
            file__status=FileStatus.REJECTED.value
        )
    )


@transaction.atomic
def withdraw(*, notification_id: UUID, actor: User, at: datetime) -> CatchAllNotification:
    """Withdraw a draft, or with its request what was sent, before the decision."""
    draft = CatchAllNotification.objects.filter(pk=notification_id).first()
    if draft is not None and draft.request_id:
        withdraw_request(request_id=draft.request_id, actor=actor, at=at)
    locked = _hold(notification_id, actor, at)
    changes = {"changed_by": actor, "changed_at": at}
    transition(locked, NotificationEvent.WITHDRAW, machine=NOTIFICATION, actor=actor, at=at, changes=changes)
    return locked


def hold_draft(*, notification_id: UUID, actor: User, at: datetime) -> CatchAllNotification:
    """Seat, then notification, which must still be a draft."""
    draft = _hold(notification_id, actor, at)
    if draft.status != NotificationState.DRAFT:
        raise WrongStatus(_("This notification was sent or withdrawn; it cannot be changed any more."))
    return draft


def _hold(notification_id: UUID, actor: User, at: datetime) -> CatchAllNotification:
    draft = CatchAllNotification.objects.filter(pk=notification_id).first()
    if draft is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[draft.exporter_id], at=at)
    rows = CatchAllNotification.objects.filter(pk=notification_id).select_related(
        "exporter__organisation__member_state", "changed_by"
    )
    locked: CatchAllNotification | None = locks.lock_for_update(rows)
    if locked is None:
        raise NotFound
    return locked


def _clean(body: Any, version: str) -> dict[str, Any]:
    clean, errors = check(body, notification(question_keys(version)))
    if errors:
        raise Invalid(errors=errors)
    given: dict[str, Any] = _without_blanks(clean)
    return given


def _without_blanks(value: Any) -> Any:
    """Nulls and empty texts are gaps, not values: a draft reads as what was said."""
    if isinstance(value, dict):
        members = {name: _without_blanks(each) for name, each in value.items()}
        return {name: each for name, each in members.items() if each not in (None, "", {})}
    return value
