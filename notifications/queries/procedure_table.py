"""The list of procedures as a table to take along: one row a procedure, words as on the page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exportctl.core.calendar import event_day
from exportctl.core.models import MemberState
from exportctl.core.words import percent
from licensing.words import country
from notifications.models import ObjectionProcedure
from notifications.models.procedures import STATE_LABELS
from notifications.queries.delegate import last_day_of, participation
from notifications.queries.procedure_list import STANCES

HEAD = (
    _("Reference"),
    _("Item"),
    _("Maker"),
    _("Model"),
    _("Notified by"),
    _("Destination"),
    _("Opened"),
    _("Last day"),
    _("Closes for all"),
    _("Status"),
    _("Outcome"),
    _("Own position"),
    _("People"),
)


def table_rows(
    found: QuerySet[ObjectionProcedure], *, state: MemberState | None, at: datetime
) -> Iterator[list[Any]]:
    """Read in portions: a long list is never whole in memory. Needs what `with_own` adds."""
    procedure: Any
    for procedure in found.defer("frozen", "entry").iterator(chunk_size=200):
        item, part = procedure.dossier["item"], participation(procedure, state)
        total = sum(each.people for each in procedure.participants.all())
        yield [
            procedure.reference,
            item["name"],
            item["manufacturer"],
            item["model"],
            procedure.notifying_state.name,
            country(procedure.dossier["destination"]),
            event_day(procedure.opened_at),
            procedure.own_last_day or last_day_of(procedure, None),
            last_day_of(procedure, None),
            str(STATE_LABELS[procedure.status_at(at)]),
            str(procedure.get_outcome_display()) if procedure.outcome else "",
            str(STANCES[procedure.own_stance or "none"]) if part else "",
            percent(part.people / total) if part else "",
        ]
