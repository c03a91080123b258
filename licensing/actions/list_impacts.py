"""After each edition of the list: what it means is looked for once, and everybody concerned is told once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from controllist.models import Edition
from controllist.rules.entries import Event, Status
from controllist.rules.listing import words_of
from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.models import Organisation
from licensing.models import ListImpact
from licensing.queries.list_impacts import Impact, Wanted, impact_of

NOTICES = {Event.LIST: "items_listed", Event.CORRECT: "items_corrected", Event.DELIST: "items_delisted"}
RECENT = timedelta(days=14)
ALONE = 0x11577  # the advisory lock of whoever compares again


def editions_to_compare() -> list[int]:
    """Editions of which nobody has been told yet, in their order."""
    last = ListImpact.objects.aggregate(last=Max("edition"))["last"] or 0
    return list(Edition.objects.filter(number__gt=last).order_by("number").values_list("number", flat=True))


def compare_again(*, edition: int, at: datetime) -> ListImpact | None:
    """Re-check catalogues, open requests and live authorisations against one edition; None where it was done.

    A correction concerns those whose items the entry meant before as well: they are told that it changed.
    """
    with locks.alone(ALONE):
        if ListImpact.objects.filter(edition=edition).exists():
            return None
        row = Edition.objects.select_related("entry").get(number=edition)
        impact = impact_of(_words(row))
        return _tell(row, impact, at)


@transaction.atomic
def _tell(row: Edition, impact: Impact, at: datetime) -> ListImpact:
    """The figures and the notices owed, together: nobody is told twice."""
    stored = ListImpact.objects.create(edition=row.number, code=row.content["code"], at=at, **impact.numbers)
    common: dict[str, Any] = {
        "reference": row.content["code"],
        "path": row.entry.get_absolute_url(),
        "at": at,
    }
    kind = NOTICES.get(Event(row.event))
    if kind is None:
        return stored  # a review or a translation: what the entry covers stays as it is
    if row.at < at - RECENT:
        return stored  # of old: the first time that an instance compares at all
    counts = {exporter: _of_exporter(impact, exporter) for exporter in impact.exporters} | impact.authorities
    organisations = Organisation.objects.in_bulk(counts)
    for key, count in counts.items():
        owe_notice(
            kind=kind,
            organisations=[organisations[key]],
            facts={"count": count, "edition": row.number},
            **common,
        )
    return stored


def _of_exporter(impact: Impact, exporter: Any) -> int:
    cases = [*impact.requests.values(), *impact.authorisations.values()]
    return impact.items.get(exporter, 0) + cases.count(exporter)


def _words(row: Edition) -> list[Wanted]:
    """The entry as this edition has it, and as it was before; what was taken off, as it was."""
    before = Edition.objects.filter(entry=row.entry_id, number__lt=row.number).order_by("-number").first()
    rows = [each for each in (row, before) if each]
    if row.content["status"] == Status.DELISTED:
        rows = rows[-1:]
    words = [words_of(each.content) for each in rows]
    return [Wanted(each.name, each.manufacturer, tuple(each.models), (), each.description) for each in words]
