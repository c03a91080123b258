"""The list of procedures as a table to take along: one row a procedure, words as on the page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from exportctl.core.calendar import event_day
from exportctl.core.countries import country
from exportctl.core.formatting import moment, percent
from exportctl.core.models import MemberState
from licensing.labels import label
from notifications.models import ObjectionProcedure
from notifications.models.procedures import STATE_LABELS
from notifications.queries.procedure_list import STANCES
from notifications.queries.tally_page import positions_of
from notifications.queries.windows import last_day_of, participation
from notifications.rules.rule_sets import RULE_SETS

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
    _("Rule"),
    _("Regime"),
    _("In force"),
)

STANDING_HEAD = (_("Code"), _("State"), _("Position"), _("People"), _("Last day"))
RECORD_HEAD = (
    _("Code"),
    _("State"),
    _("Order"),
    _("Position"),
    _("Grounds"),
    _("Reason"),
    _("Recorded"),
    _("Receipt"),
)
NOT_COUNTED = pgettext_lazy("position", "Not counted")


def table_rows(
    procedures: QuerySet[ObjectionProcedure], *, state: MemberState | None, at: datetime
) -> Iterator[list[Any]]:
    """Read in portions: a long list is never whole in memory. Needs what `with_own` adds."""
    procedure: Any
    for procedure in procedures.defer("frozen", "entry").iterator(chunk_size=200):
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
            procedure.own_last_day or last_day_of(procedure),
            last_day_of(procedure),
            str(STATE_LABELS[procedure.status_at(at)]),
            str(procedure.get_outcome_display()) if procedure.outcome else "",
            str(STANCES[procedure.own_stance or "none"]) if part else "",
            percent(part.people / total) if part else "",
            procedure.rule_set,
            gettext(RULE_SETS[procedure.rule_set].regime),
            _("yes") if RULE_SETS[procedure.rule_set].in_force else _("no"),
        ]


def standing_rows(found: ObjectionProcedure) -> Iterator[list[Any]]:
    """Where every state stands, in the words of the page."""
    for each in positions_of(found):
        counted = each["stance"] != "notifies"
        said = str(STANCES[each["stance"] or "none"] if counted else NOT_COUNTED)
        yield [each["code"], each["name"], said, each["population"] or "", each["last_day"] or ""]


def record_rows(found: ObjectionProcedure) -> Iterator[list[Any]]:
    """Every position on record, the replaced ones too."""
    for position in found.positions.all():
        yield [
            position.member_state_id,
            position.member_state.name,
            position.sequence,
            str(STANCES[position.stance]),
            ", ".join(label("objection_grounds", ground) for ground in position.grounds),
            position.reason,
            moment(position.cast_at),
            position.receipt,
        ]
