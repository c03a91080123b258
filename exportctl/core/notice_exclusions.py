"""Who gets no notice about what: a conflict of interest, for example. The app that knows says so in settings.

`settings.NOTICE_EXCLUSIONS` names a function that answers QuerySets with rows of (`person`, `about`): that person
gets no notice about that reference, in the inbox, by mail or in a digest.
"""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from exportctl.core.models import Notice, User


def hidden_notices(user: User) -> Q:
    """The notices that `user` is not to get, as a condition made of subqueries."""
    hidden = Q(pk__in=[])
    for rows in _exclusions():
        hidden |= Q(reference__in=rows.filter(person=user.pk).values("about"))
    return hidden


def excluded_recipients(notice: Notice) -> Q:
    """The people who are not to get `notice`."""
    excluded = Q(pk__in=[])
    for rows in _exclusions():
        excluded |= Q(pk__in=rows.filter(about=notice.reference).values("person"))
    return excluded


def _exclusions() -> list[QuerySet[Any]]:
    return list(import_string(settings.NOTICE_EXCLUSIONS)())
