"""Who worked on a draft, and who changed a field that somebody else changed as well."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.formatting import moment
from exportctl.core.models import User
from licensing.models import Draft
from licensing.rules.drafts import Clash


@dataclass(frozen=True)
class Work:
    """Somebody's last change, with its time in words."""

    who: str
    when: str


def last_work(draft: Draft, *, at: datetime) -> list[Work]:
    """Who saved last, and who before that."""
    before = (
        draft.field_saves.exclude(saved_by=draft.changed_by_id)
        .select_related("saved_by")
        .order_by("-saved_at")
        .first()
    )
    last = Work(str(draft.changed_by), in_short(draft.changed_at, at=at))
    return [last, *([Work(str(before.saved_by), in_short(before.saved_at, at=at))] if before else [])]


def colleague_change(draft: Draft, user: User, *, at: datetime) -> str:
    """What somebody who resumes should know: a colleague was here after them. Empty if nobody was."""
    if draft.changed_by_id == user.pk:
        return ""
    words = {"name": draft.changed_by, "when": in_short(draft.changed_at, at=at)}
    return _("%(name)s saved a change %(when)s.") % words


def clash_sentences(draft: Draft, clashes: Iterable[Clash], *, at: datetime) -> dict[str, str]:
    """For each clash, by pointer: who changed the field, and when."""
    pointers = [clash.pointer for clash in clashes]
    saves = draft.field_saves.filter(pointer__in=pointers).select_related("saved_by")
    by_pointer = {row.pointer: (row.saved_by, row.saved_at) for row in saves}
    text = _("%(name)s changed this %(when)s, after you opened the page.")
    sentences = {}
    for pointer in pointers:
        name, when = by_pointer.get(pointer, (draft.changed_by, draft.changed_at))
        sentences[pointer] = text % {"name": name, "when": in_short(when, at=at)}
    return sentences


def in_short(when: datetime, *, at: datetime) -> str:
    """`at 12:04` today, `on` the whole moment on any other day (Brussels)."""
    if local_date(when, BRUSSELS) == local_date(at, BRUSSELS):
        return _("at %(time)s") % {"time": f"{when.astimezone(BRUSSELS):%H:%M}"}
    return _("on %(moment)s") % {"moment": moment(when)}
