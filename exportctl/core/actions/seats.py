"""Seats: given and taken away here alone. Taking one away ends its keys and the person's sessions at once."""

from datetime import datetime

from django.contrib.auth.models import Permission as PermissionRow
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import ApiKey, Organisation, Seat, User
from exportctl.core.rules.accounts import ACCOUNT, KINDS_OF, separate
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record


@transaction.atomic
def grant_seat(
    *,
    user: User,
    permission: Permission,
    organisation: Organisation,
    at: datetime,
    granted_by: User | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    is_agent: bool = False,
) -> Seat:
    """Give a person a seat, from `starts_at` (default: now) to `ends_at`. Holding it already is no error."""
    row = User.objects.select_for_update().get(pk=user.pk)  # two grants at once see each other
    _check(row, permission, organisation)
    permission_row = PermissionRow.objects.get(codename=permission, content_type__app_label="core")
    seat, created = Seat.objects.get_or_create(
        user=user,
        permission=permission_row,
        content_object=organisation,
        removed_at=None,
        defaults={
            "starts_at": starts_at or at,
            "ends_at": ends_at,
            "granted_by": granted_by,
            "is_agent": is_agent,
        },
    )
    if created:
        record(
            user,
            "grant_seat",
            machine=ACCOUNT,
            actor=granted_by,
            at=at,
            seat=seat.pk,
            permission=str(permission),
            organisation=str(organisation.pk),
        )
    access.reload_seats(user)
    return seat


@transaction.atomic
def remove_seat(*, seat_id: int, at: datetime, removed_by: User | None = None) -> None:
    """Take a seat away: its keys and the person's sessions end in the same transaction."""
    seat = locks.lock_for_update(Seat.objects.filter(pk=seat_id, removed_at=None))
    if seat is None:
        raise NotFound
    Seat.objects.filter(pk=seat.pk).update(removed_at=at)
    ApiKey.objects.filter(seat=seat, revoked_at=None).update(revoked_at=at)
    User.objects.filter(pk=seat.user_id).update(session_epoch=F("session_epoch") + 1)
    record(
        seat.user,
        "remove_seat",
        machine=ACCOUNT,
        actor=removed_by,
        at=at,
        seat=seat.pk,
        organisation=str(seat.content_object_id),
    )


def _check(user: User, permission: Permission, organisation: Organisation) -> None:
    if organisation.kind not in KINDS_OF[permission]:
        raise Invalid(
            _("%(organisation)s cannot give this seat.") % {"organisation": organisation.short_name}
        )
    kinds = set(
        Seat.objects.filter(user=user, removed_at=None).values_list("content_object__kind", flat=True)
    )
    if not separate(kinds, organisation.kind):
        message = _(
            "Whoever files for an exporter holds no seat of an authority, nor the reverse. Use two accounts."
        )
        raise Invalid(message)
