"""The inbox: what a person's organisations were told."""

from django.db.models import QuerySet

from exportctl.core import access, hearing
from exportctl.core.models import Notice, User


def inbox(user: User) -> QuerySet[Notice]:
    """The notices of every organisation at which the person holds a live seat, newest first.

    One that concerns a single colleague is in that colleague's inbox alone; one about a case that is hidden
    from the person is not there.
    """
    organisations = {seat.content_object_id for seat in access.seats_of(user)}
    told = Notice.objects.filter(organisation__in=organisations).addressed_to(user)
    return told.exclude(hearing.unheard_by(user)).order_by("-created_at", "-pk")


def inbox_count(user: User) -> int:
    """How many notices came since the person last looked, counted up to 100."""
    notices = inbox(user)
    if user.inbox_read_at:
        notices = notices.filter(created_at__gt=user.inbox_read_at)
    return len(notices.values_list("pk", flat=True)[:100])
