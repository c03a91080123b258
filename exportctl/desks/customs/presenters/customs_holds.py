"""A customs hold in words: what is kept back, on which ground, until when, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.formatting import long_day
from exportctl.core.next_steps import not_counted
from licensing.labels import amount, hold_title
from licensing.models import CustomsEnquiry, CustomsHold
from licensing.models.customs_holds import ACT_LABELS, END_LABELS, GROUND_LABELS, STATUS_LABELS
from licensing.queries.customs_holds import hold_chip, is_act_done, without_act
from licensing.queries.decision_clock import Calendars, Chip
from licensing.rules.customs_holds import Act, End, State

Words = str | Promise
TAGS = {
    State.OPEN: "waiting",
    State.EXTENDED: "waiting",
    State.RELEASED: "done",
    State.NOT_RELEASED: "refused",
}
TONES = {"waiting": "ochre", "done": "pine", "refused": "madder", "uncounted": ""}  # of the one large answer
COLUMNS = (
    "MRN",
    gettext_lazy("Status"),
    gettext_lazy("Authorisation"),
    "EORI",
    gettext_lazy("Customs office"),
    gettext_lazy("Authority"),
    gettext_lazy("Kept back since"),
    gettext_lazy("Last day"),
)


VIEWS: dict[str, Words] = {
    "waiting": gettext_lazy("Waits for the authority"),
    "kept": gettext_lazy("Not released"),
    "released": gettext_lazy("Released"),
    "over": gettext_lazy("Not released, and over"),
}
HEADS: dict[str, Words] = {"due": gettext_lazy("Last day"), "placed": gettext_lazy("Kept back since")}


@dataclass(frozen=True)
class View:
    """A view beside the list, with how many it holds."""

    key: str
    label: Words
    count: int


def views(numbers: Mapping[str, int]) -> list[View]:
    return [View(key, label, numbers[key]) for key, label in VIEWS.items()]


@dataclass(frozen=True)
class Row:
    """One hold as a list shows it."""

    hold: CustomsHold
    tag: str
    label: Words
    lacks_act: bool = False  # kept back, and nothing in law carries it yet
    chip: Chip | None = None  # while the authority has to reply

    @property
    def title(self) -> str:
        return hold_title(self.hold)

    @property
    def tone(self) -> str:
        return TONES[self.tag]


def row_of(hold: CustomsHold, *, at: datetime, lacks_act: bool = False) -> Row:
    state = hold.reads_as(at=at)
    if hold.end:
        return Row(hold, "done" if hold.end == End.LET_GO else "uncounted", END_LABELS[hold.end])
    return Row(hold, TAGS[state], STATUS_LABELS[state.value], lacks_act)


def rows_of(holds: Sequence[CustomsHold], *, at: datetime) -> list[Row]:
    """Those of a list; it is asked once for all of them whose act is missing."""
    ids = [hold.pk for hold in holds if hold.status == State.NOT_RELEASED]
    rows = without_act(CustomsHold.objects.filter(pk__in=ids))
    red = set(rows.values_list("pk", flat=True)) if ids else set()
    calendars = Calendars()
    return [
        replace(row_of(hold, at=at, lacks_act=hold.pk in red), chip=hold_chip(hold, calendars, at=at))
        for hold in holds
    ]


def known(enquiry: CustomsEnquiry) -> dict[str, str]:
    """What is filled in of a hold that is made of an enquiry; ground and reason are asked for."""
    return {
        "mrn": enquiry.mrn,
        "authorisation": enquiry.authorisation.reference if enquiry.authorisation else "",
        "exporter_eori": enquiry.exporter_eori,
        "customs_office": enquiry.customs_office,
    }


def cells(hold: CustomsHold, *, at: datetime) -> list[object]:
    return [
        hold.mrn,
        row_of(hold, at=at).label,
        hold.authorisation.reference if hold.authorisation else "",
        hold.exporter_eori,
        hold.customs_office,
        hold.authority.short_name,
        hold.placed_at,
        hold.due_on,
    ]


def meaning(hold: CustomsHold, *, at: datetime) -> str:
    """What its state means today, in a sentence."""
    match hold.reads_as(at=at):
        case State.OPEN | State.EXTENDED:
            if hold.due_on is None:
                return _day_unknown(hold)
            words = {"authority": hold.authority.short_name, "day": long_day(hold.due_on)}
            return (
                _(
                    "%(authority)s has until %(day)s, by its calendar. Without a reply the items are released the day"
                    " after."
                )
                % words
            )
        case State.RELEASED if hold.replied_at is None:
            return _("Nobody replied by the last day, so the items are released (Article 21(4)).")
        case State.RELEASED:
            return _("The authority released the items: they may leave.")
    if hold.end == End.LET_GO:
        return _("It was not released. Nothing stands against the export any more: it may leave after all.")
    if hold.end and not is_red(hold):
        return _("It was not released, and is over: nothing leaves under this declaration.")
    if hold.act == Act.ARTICLE_4:  # given elsewhere: nothing here says that it was
        return _(
            "The authority does not release the items: it informs the exporter, by a letter of its own, that an"
            " authorisation is required (Article 4(1))."
        )
    if is_act_done(hold):
        return _("The authority does not release the items; the act that keeps them back is done.")
    return _("The authority does not release the items, but the act that keeps them back is not done yet.")


def _day_unknown(hold: CustomsHold) -> str:
    return not_counted(str(hold.authority.member_state_id), since=hold.placed_on)


def is_red(hold: CustomsHold) -> bool:
    """Kept back without its act: nothing in law carries it until somebody opens it."""
    return hold.status == State.NOT_RELEASED and not is_act_done(hold)


def fact_rows(hold: CustomsHold) -> list[Any]:
    """What customs told, and what the authority replied."""
    rows: list[Any] = [(_("Item"), _item(each)) for each in hold.items]
    if hold.exporter:
        rows.append((_("Exporter"), hold.exporter.legal_name))
    rows += [
        (_("Ground"), GROUND_LABELS[hold.ground]),
        (_("What was noticed"), hold.reason),
        (_("Authority asked"), hold.authority.own_name),
        (_("Kept back since"), long_day(hold.placed_on)),
        (_("Last day"), long_day(hold.due_on) if hold.due_on else _day_unknown(hold)),
        (_("Customs office"), f"{hold.office.spoken_name}, {hold.customs_office}"),
        ("MRN", hold.mrn),
    ]
    if hold.exporter_eori:
        rows.append((_("EORI of the declaration"), hold.exporter_eori))
    if hold.extended_because:
        rows.append((_("Why more time"), hold.extended_because))
    if hold.act:
        rows.append((_("The act"), ACT_LABELS[hold.act]))
    if hold.grounds:
        rows.append((_("Why"), hold.grounds))
    if hold.end and hold.ended_on:
        rows.append((_("What came of it"), f"{END_LABELS[hold.end]}, {long_day(hold.ended_on)}"))
        if hold.ended_words:
            rows.append((_("In their words"), hold.ended_words))
    return rows


def _item(item: dict[str, Any]) -> str:
    quantity = amount(item["quantity"], item.get("unit")) if item.get("quantity") else ""
    codes = [item.get("control_entry"), item.get("cn_code")]
    return ", ".join(filter(None, [item["description"], *codes, quantity]))
