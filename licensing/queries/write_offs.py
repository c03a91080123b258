"""The ledger of an authorisation, and what of it counted on which day."""

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from exportctl.core.access import Reader
from exportctl.core.canonical import rfc3339
from exportctl.core.rules.decimals import shortest
from licensing.models import Authorisation, CustomsHold, Remedy, WriteOff
from licensing.rules.authorisations import State
from licensing.rules.remedies import State as RemedyState
from licensing.rules.write_offs import MRN, Step


def steps_of(authorisation: Authorisation) -> list[Step]:
    """What it was from which day on, in the order in which it was done; without what a remedy took away."""
    rows = list(authorisation.steps.all())
    burdens = {each.change_id for each in rows if each.state != State.VALID} - {None}
    annulled, lodged = _annulled(burdens)
    return [
        Step(each.state, each.on)
        for each in rows
        if each.change_id not in annulled and lodged.get(each.remedy_id) not in annulled
    ]


def declared_under(mrn: str, *, reader: Reader) -> set[UUID]:
    """The authorisations from which a declaration was written off, or under which it was kept back: what of it the
    reader may know. None for what is no MRN."""
    if not re.fullmatch(MRN, mrn):
        return set()
    taken = WriteOff.objects.visible_to(reader).filter(mrn=mrn)
    held = CustomsHold.objects.visible_to(reader).filter(mrn=mrn).exclude(authorisation=None)
    return {key for rows in (taken, held) for key in rows.values_list("authorisation", flat=True)}


def _annulled(changes: Collection[Any]) -> tuple[set[Any], dict[Any, Any]]:
    """Of these acts those that were never lawful, by the outcome of a remedy; and the act of every remedy.

    What another remedy had made of such an act, suspending it or letting it count again, goes with it.
    """
    if not changes:
        return set(), {}
    rows = list(Remedy.objects.filter(change__in=changes).values_list("pk", "change_id", "status"))
    annulled = {change for _pk, change, status in rows if status == RemedyState.ANNULLED}
    return annulled, {pk: change for pk, change, _status in rows}


def used_by_unit(authorisation: Authorisation) -> dict[int, list[tuple[Decimal, str]]]:
    """What left of each line that is granted in no unit, as customs declared it: one figure for each of their units."""
    numbers = [line.number for line in authorisation.lines if not line.unit]
    if not numbers:
        return {}
    standing = authorisation.write_offs.filter(line__in=numbers, reversal=None).order_by("line", "unit")
    used: dict[int, list[tuple[Decimal, str]]] = {}
    for row in standing.values("line", "unit").annotate(quantity=Sum("quantity")):
        used.setdefault(row["line"], []).append((row["quantity"], row["unit"]))
    return used


def ledger_of(authorisation: Authorisation, *, reader: Reader) -> QuerySet[WriteOff]:
    """What was deducted and taken back, as far as the reader may know it, the newest first."""
    rows = WriteOff.objects.visible_to(reader).filter(authorisation=authorisation)
    return rows.select_related("reversal", "office").order_by("-recorded_at", "-pk")


def show_entry(write_off: WriteOff) -> dict[str, Any]:
    """One deduction of the ledger, as REST shows it."""
    return {
        "id": str(write_off.pk),
        "line": write_off.line,
        "mrn": write_off.mrn,
        "own_reference": write_off.own_reference or None,
        "recipient": write_off.recipient or None,
        "accepted_on": write_off.accepted_on.isoformat(),
        "customs_office": write_off.customs_office,
        "quantity": shortest(write_off.quantity),
        "unit": write_off.unit,
        "value": None if write_off.value is None else shortest(write_off.value),
        "currency": write_off.currency or None,
        "left": None if write_off.left is None else shortest(write_off.left),
        "value_left": None if write_off.value_left is None else shortest(write_off.value_left),
        "recorded_at": rfc3339(write_off.recorded_at),
        "reversed_at": rfc3339(write_off.reversal.reversed_at) if write_off.is_reversed else None,
    }
