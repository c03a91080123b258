"""What resembles the item of a procedure: entries of the list and earlier procedures, each with why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from controllist.queries.entries import similar
from controllist.queries.reasons import sentence, sign_of
from controllist.rules.likeness import ItemQuery, Reason
from controllist.rules.resemblance import Resemblance
from exportctl.core.access import Reader
from exportctl.core.countries import of_state
from notifications.models import ObjectionProcedure
from notifications.rules.machines import State

MOST_ENTRIES, MOST_PROCEDURES = 5, 5
CANDIDATES = 60  # the newest that share maker, model or function


@dataclass
class Item:
    """A procedure's item, as it is compared."""

    name: str
    manufacturer: str
    model_names: Sequence[str]
    functions: Sequence[str]
    description: str
    cn_code: str


def similar_entries(procedure: ObjectionProcedure) -> list[dict[str, Any]]:
    """Entries of the list, in the shape of the look's "similar, and why"."""
    item = procedure.dossier["item"]
    matches = similar(
        name=item["name"],
        manufacturer=item["manufacturer"],
        model=item["model"],
        description=item["description"],
        functions=item["functions"],
        cn_code=item["cn_code"] or "",
        most=MOST_ENTRIES,
    )
    return [
        {
            "title": f"{each.entry.code} {each.entry.name}",
            "url": reverse("controllist:entry", args=[each.entry.code]),
            "reasons": _reasons(each.reasons),
            "warning": _("It is this item: the list has it already.") if each.is_the_item else "",
        }
        for each in matches
    ]


def earlier_procedures(procedure: ObjectionProcedure, reader: Reader) -> list[dict[str, Any]]:
    """Other procedures about the same or a similar item, the likest first, as the reader may know them."""
    others = _candidates(procedure, reader)
    item = procedure.dossier["item"]
    question = ItemQuery(
        item["manufacturer"],
        item["model"],
        item["name"],
        item["description"],
        item["cn_code"] or "",
        tuple(item["functions"]),
    )
    matches = Resemblance([_item(other) for other in others]).find(
        question, most=MOST_PROCEDURES, widely=True
    )
    return [_shown(others[match.place], match.reasons, match.is_the_item) for match in matches]


def _candidates(procedure: ObjectionProcedure, reader: Reader) -> list[ObjectionProcedure]:
    item = procedure.dossier["item"]
    kin = Q(item_key=procedure.item_key) | Q(dossier__item__manufacturer=item["manufacturer"])
    for function in item["functions"]:
        kin |= Q(dossier__item__functions__contains=function)
    others = ObjectionProcedure.objects.visible_to(reader).exclude(pk=procedure.pk).filter(kin)
    others = others.select_related("notifying_state").defer("frozen", "entry")
    return list(others.order_by("-opened_at", "-pk")[:CANDIDATES])


def _item(procedure: ObjectionProcedure) -> Item:
    item = procedure.dossier["item"]
    return Item(
        item["name"],
        item["manufacturer"],
        [item["model"]],
        item["functions"],
        item["description"],
        item["cn_code"] or "",
    )


def _shown(other: ObjectionProcedure, reasons: Sequence[Reason], same: bool) -> dict[str, Any]:
    ended = other.get_outcome_display() if other.outcome else other.get_status_display()
    sentence = _("Procedure %(of_state)s · %(ended)s")
    is_open = other.status == State.OPEN
    return {
        "kind": sentence % {"of_state": of_state(other.notifying_state_id), "ended": str(ended)},
        "title": f"{other.reference} {other.dossier['item']['name']}",
        "url": other.get_absolute_url(),
        "reasons": _reasons(reasons),
        "warning": _("The same item, refused before.") if same and not is_open else "",
    }


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, str]]:
    return [{"sign": sign_of(reason), "text": sentence(reason)} for reason in reasons]
