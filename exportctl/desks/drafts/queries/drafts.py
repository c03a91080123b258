"""Who worked on a draft, and what two people did to the same field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.formatting import moment
from notifications.models import CatchAllNotification, FieldSave
from notifications.rules.merging import Clash


@dataclass(frozen=True)
class Work:
    """Somebody's last change, with its time in words."""

    who: str
    when: str


def last_work(notification: CatchAllNotification, *, at: datetime) -> list[Work]:
    """Who saved last, and who before that."""
    before = (
        FieldSave.objects.filter(notification=notification)
        .exclude(saved_by=notification.changed_by_id)
        .select_related("saved_by")
        .order_by("-saved_at")
        .first()
    )
    last = Work(str(notification.changed_by), in_short(notification.changed_at, at=at))
    return [last, *([Work(str(before.saved_by), in_short(before.saved_at, at=at))] if before else [])]


def colleague_saved(notification: CatchAllNotification, user: Any, *, at: datetime) -> str:
    """What somebody who resumes should know: a colleague was here after them."""
    if notification.changed_by_id == user.pk:
        return ""
    told = {"name": notification.changed_by, "when": in_short(notification.changed_at, at=at)}
    return _("%(name)s saved a change %(when)s.") % told


def said_by(notification: CatchAllNotification, clashes: Iterable[Clash], *, at: datetime) -> dict[str, str]:
    """For each clash, by pointer: who changed the field, and when."""
    pointers = [clash.pointer for clash in clashes]
    saves = FieldSave.objects.filter(notification=notification, pointer__in=pointers)
    by_pointer = {row.pointer: row for row in saves.select_related("saved_by")}
    said = _("%(name)s changed this %(when)s, after you opened the page.")
    found = {}
    for pointer in pointers:
        row = by_pointer.get(pointer)
        name = row.saved_by if row else notification.changed_by
        when = row.saved_at if row else notification.changed_at
        found[pointer] = said % {"name": name, "when": in_short(when, at=at)}
    return found


def in_short(when: datetime, *, at: datetime) -> str:
    """`at 12:04` today, `on` the whole moment on any other day (Brussels)."""
    if local_date(when, BRUSSELS) == local_date(at, BRUSSELS):
        return _("at %(time)s") % {"time": f"{when.astimezone(BRUSSELS):%H:%M}"}
    return _("on %(moment)s") % {"moment": moment(when)}
