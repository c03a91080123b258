"""The inbox: what a person's organisations were told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, notice_exclusions
from exportctl.core.models import MutedCase, Notice, NoticeRead, User
from exportctl.core.notices import kinds_of
from exportctl.core.rules.mailing import Group


def inbox(user: User) -> QuerySet[Notice]:
    """The notices of every organisation at which the person holds a live seat, newest first.

    One that concerns a single colleague is in that colleague's inbox alone; one about a case that is hidden
    from the person is not there.
    """
    organisations = {seat.content_object_id for seat in access.seats_of(user)}
    told = Notice.objects.filter(organisation__in=organisations).addressed_to(user)
    return told.exclude(notice_exclusions.hidden_notices(user)).order_by("-created_at", "-pk")


GROUPS = {
    Group.LEGAL.value: _("Deadlines and decisions"),
    Group.TASK.value: _("To do"),
    Group.NEWS.value: _("For your information"),
}


@dataclass(frozen=True)
class InboxFilter:
    """What narrows the inbox."""

    words: str = ""  # of references
    group: str = ""
    unread: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "InboxFilter":
        group = given.get("group", "")
        words = given.get("q", "").strip()[:30]
        return cls(words, group if group in GROUPS else "", given.get("unread", "") == "yes")

    @property
    def parameters(self) -> dict[str, str]:
        given = {"q": self.words, "group": self.group, "unread": "yes" if self.unread else ""}
        return {name: value for name, value in given.items() if value}


def found_in_inbox(user: User, asked: InboxFilter, *, muted: set[str]) -> QuerySet[Notice]:
    """The inbox, narrowed; each notice knows whether the person read it by itself (`is_read`)."""
    read = NoticeRead.objects.filter(person=user, notice=OuterRef("pk"))
    found: Any = inbox(user).annotate(is_read=Exists(read))
    if asked.words:
        found = found.filter(reference__icontains=asked.words)
    if asked.group:
        found = found.filter(kind__in=kinds_of(asked.group))
    if asked.unread:
        found = _unread(user, found).exclude(reference__in=muted)
    return found


def muted_by(user: User) -> set[str]:
    return set(MutedCase.objects.filter(person=user).values_list("reference", flat=True))


def inbox_count(user: User) -> int:
    """How many notices came since the person last looked, counted up to 100; muted cases do not count."""
    muted = MutedCase.objects.filter(person=user).values("reference")
    read = NoticeRead.objects.filter(person=user, notice=OuterRef("pk"))
    notices = _unread(user, inbox(user).annotate(is_read=Exists(read))).exclude(reference__in=muted)
    return len(notices.values_list("pk", flat=True)[:100])


def _unread(user: User, notices: Any) -> QuerySet[Notice]:
    if user.inbox_read_at:
        notices = notices.filter(created_at__gt=user.inbox_read_at)
    return notices.filter(is_read=False)
