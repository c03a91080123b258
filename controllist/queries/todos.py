"""What waits about entries and their editorial texts, and what entries are called by their codes."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Left

from controllist.models import ControlListEntry, EntryChange, EntryText
from controllist.queries.texts import LANGUAGE_NAMES
from controllist.rules import todos
from controllist.rules.texts import Status
from exportctl.core import access
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source

MOST_WORDS = 300


def sources(user: User, _at: datetime) -> Iterator[Source]:
    """For the Commission: a change a colleague proposed, a text nobody has read yet, one that came back."""
    if not access.has_seat(user, Permission.ADMINISTER):
        return
    changes = EntryChange.objects.may_be_approved_by(user)
    facts = {"title": F("entry__name"), "reference": F("entry__code"), "who": F("proposed_by__name")}
    yield Source(kind=todos.APPROVE_ENTRY_CHANGE, noun="entry_change", rows=changes, facts=facts)
    texts = EntryText.objects.all()
    proposed = texts.filter(status=Status.PROPOSED.value).exclude(writers__contains=[user.pk])
    yield _source(todos.READ_TEXT, proposed)
    returned = texts.filter(status=Status.DRAFT.value, written_by=user).exclude(comment="")
    yield _source(todos.IMPROVE_TEXT, returned, comment=Left("comment", MOST_WORDS))


def titles(references: Collection[str]) -> Mapping[str, str]:
    """The name of each entry, by its code."""
    return dict(ControlListEntry.objects.filter(code__in=references).values_list("code", "name"))


def _source(kind: Any, rows: Any, **facts: Any) -> Source:
    languages = [When(language=code, then=Value(str(name))) for code, name in LANGUAGE_NAMES.items()]
    facts |= {
        "title": F("entry__name"),
        "reference": F("entry__code"),
        "language": F("language"),
        "in_language": Case(*languages, default=F("language"), output_field=CharField()),
        "who": F("written_by__name"),
    }
    return Source(kind=kind, noun="text", rows=rows, facts=facts)
