"""What waits about entries and their editorial texts, and what entries are called by their codes."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Left

from controllist.models import ControlListEntry, EntryChange, EntryText, TableImport
from controllist.queries.texts import LANGUAGE_NAMES
from controllist.rules import todos
from controllist.rules.entries import Change
from controllist.rules.entries import Status as Listed
from controllist.rules.table_imports import KEEPERS
from controllist.rules.texts import Status
from exportctl.core import access
from exportctl.core.models import User
from exportctl.core.rules.four_eyes import Status as Answered
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source

MOST_WORDS = 300
FACTS_OF_FILE = {
    "title": F("name"),
    "reference": F("keeper__short_name"),
    "who": F("proposed_by__name"),
    "state": Coalesce(F("member_state"), Value("")),
}
YEAR = timedelta(days=365)
REMINDED_BEFORE = timedelta(days=335)  # a month is left then


def sources(user: User, at: datetime) -> Iterator[Source]:
    """Files to confirm; for the Commission changes a colleague proposed, yearly reviews, texts to read or improve."""
    files = TableImport.objects.visible_to(user).may_be_approved_by(user)
    if any(access.has_seat(user, permission) for permission in KEEPERS.values()):
        yield Source(kind=todos.CONFIRM_TABLE, noun="table_import", rows=files, facts=FACTS_OF_FILE)
    if not access.has_seat(user, Permission.ADMINISTER):
        return
    changes = EntryChange.objects.may_be_approved_by(user)
    facts = {"title": F("entry__name"), "reference": F("entry__code"), "who": F("proposed_by__name")}
    removal = Q(kind=Change.DELISTING.value)
    for kind, rows in ((todos.APPROVE_REMOVAL, removal), (todos.APPROVE_ENTRY_CHANGE, ~removal)):
        yield Source(kind=kind, noun="entry_change", rows=changes.filter(rows), facts=facts)
    yield _yearly_reviews(at)
    texts = EntryText.objects.all()
    proposed = texts.filter(status=Status.PROPOSED.value).exclude(writers__contains=[user.pk])
    yield _source(todos.READ_TEXT, proposed)
    returned = texts.filter(status=Status.DRAFT.value, written_by=user).exclude(comment="")
    yield _source(todos.IMPROVE_TEXT, returned, comment=Left("comment", MOST_WORDS))


def _yearly_reviews(at: datetime) -> Source:
    """Law in force that nobody has looked at for eleven months, unless a change of it waits for a second officer."""
    entries = ControlListEntry.objects.exclude(status=Listed.DELISTED.value).filter(in_force=True)
    entries = entries.annotate(looked_at=Coalesce("reviewed_at", "effective_from"))
    waiting = EntryChange.objects.filter(entry=OuterRef("pk"), status=Answered.PROPOSED.value)
    return Source(
        kind=todos.REVIEW_YEARLY,
        noun="entry",
        rows=entries.filter(~Exists(waiting), looked_at__lte=at - REMINDED_BEFORE),
        due_on=Cast(F("looked_at") + YEAR, DateField()),
        facts={"title": F("name"), "reference": F("code"), "who": Value(""), "state": Value("")},
    )


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
