"""Which messages ask for something that is done by now: they are news no more. The apps that know say so in settings.

Each function that `settings.OPEN_TASKS` names answers, for some kinds of messages, the rows of which nothing is left
to be done, and how a message's reference is found there.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

Task: TypeAlias = tuple[tuple[str, ...], QuerySet[Any, Any], str]


def done_by_now() -> Q:
    """The notices whose task is done, taken back or out of reach."""
    done = Q(pk__in=[])
    for kinds, settled, reference in _tasks():
        done |= Q(kind__in=kinds) & Q(Exists(settled.filter(**{reference: OuterRef("reference")})))
    return done


def _tasks() -> Iterable[Task]:
    for name in settings.OPEN_TASKS:
        yield from import_string(name)()
