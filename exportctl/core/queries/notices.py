"""The inbox: the notices of a person's organisations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, notice_exclusions
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.models import MutedCase, Notice, NoticeRead, User
from exportctl.core.notices import kinds_of
from exportctl.core.rules.mailing import Group
from exportctl.core.todos import declared
from exportctl.core.vocabulary import before_seats


def inbox(user: User) -> QuerySet[Notice]:
    """The notices of every organisation at which the person holds a live seat, and invitations, newest first.

    One that concerns a single colleague is in that colleague's inbox alone; one about a case that is hidden
    from the person is not there.
    """
    organisations = {seat.content_object_id for seat in access.seats_of(user)}
    invited = Q(person=user.pk, kind__in=before_seats())
    notices = Notice.objects.filter(Q(organisation__in=organisations) | invited).addressed_to(user)
    return notices.exclude(notice_exclusions.hidden_notices(user)).order_by("-created_at", "-pk")


EVERYTHING = "all"
GROUPS = {
    Group.LEGAL.value: _("Deadlines and decisions"),
    Group.TASK.value: _("To do"),
    Group.NEWS.value: _("For your information"),
    EVERYTHING: _("Every message, also of what is done"),
}


@dataclass(frozen=True, kw_only=True)
class InboxFilter(ListFilter):
    """What narrows the inbox."""

    words: str = fields.words(name="q", longest=30)  # of references
    group: str = fields.code(GROUPS)
    unread: bool = fields.switch("yes")


def inbox_rows(user: User, filters: InboxFilter, *, muted: set[str]) -> QuerySet[Notice]:
    """The news or, where the address asks for more, every message; each knows whether it was read (`is_read`)."""
    notices = with_read(user, inbox(user) if filters.narrowing else news(user))
    if filters.words:
        notices = notices.filter(reference__icontains=filters.words)
    if filters.group and filters.group != EVERYTHING:
        notices = notices.filter(kind__in=kinds_of(filters.group))
    if filters.unread:
        notices = _unread(user, notices).exclude(reference__in=muted).exclude(kind__in=declared().messages)
    return notices


def muted_by(user: User) -> set[str]:
    return set(MutedCase.objects.filter(person=user).values_list("reference", flat=True))


def with_read(user: User, notices: QuerySet[Notice, Any]) -> QuerySet[Notice, Any]:
    """Each knows whether the person read it, or a thing to do stands for it (`is_read`)."""
    is_read = Q(_is_read_by(user)) | Q(kind__in=declared().messages)
    return notices.annotate(is_read=ExpressionWrapper(is_read, output_field=BooleanField()))


def news(user: User) -> QuerySet[Notice]:
    """The inbox without the messages that a thing to do stands for: what is to be read, not done."""
    return inbox(user).exclude(kind__in=declared().messages)


def unread_news(user: User) -> QuerySet[Notice, Any]:
    """What came since the person last looked; muted cases are no news."""
    muted = MutedCase.objects.filter(person=user).values("reference")
    return _unread(user, news(user)).exclude(reference__in=muted)


def unread_to_dos(user: User) -> QuerySet[Notice, Any]:
    """Messages that are done by opening the very page they lead to, and are not yet."""
    return _unread(user, inbox(user).filter(kind__in=declared().read_messages))


def _unread(user: User, notices: QuerySet[Notice, Any]) -> QuerySet[Notice, Any]:
    if user.inbox_read_at:
        notices = notices.filter(created_at__gt=user.inbox_read_at)
    return notices.exclude(_is_read_by(user))


def _is_read_by(user: User) -> Exists:
    return Exists(NoticeRead.objects.filter(person=user, notice=OuterRef("pk")))
