"""Who is not to hear of what. The app that knows the reason registers it when it starts; notices ask here."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from exportctl.core.models import Notice, User

# Each answers rows of (`person`, `about`): that person gets no notice about that reference.
Kept = Callable[[], QuerySet]
_KEPT: list[Kept] = []


def register(kept: Kept) -> None:
    """Register rows of people and references; once, in an app's `ready`."""
    _KEPT.append(kept)


def hidden_notices(user: User) -> Q:
    """The notices that `user` is not to hear of, as a condition made of subqueries."""
    unheard = Q(pk__in=[])
    for kept in _KEPT:
        unheard |= Q(reference__in=kept().filter(person=user.pk).values("about"))
    return unheard


def excluded_recipients(notice: Notice) -> Q:
    """The people who are not to hear of `notice`."""
    deaf = Q(pk__in=[])
    for kept in _KEPT:
        deaf |= Q(pk__in=kept().filter(about=notice.reference).values("person"))
    return deaf
