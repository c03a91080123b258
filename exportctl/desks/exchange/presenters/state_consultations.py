"""A question between authorities in words: what it is about, what silence means, what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.core.i18n import fill
from exportctl.core.next_steps import not_counted
from licensing.labels import amount
from licensing.models import StateConsultation
from licensing.models.state_consultations import ARTICLE_LABELS, STANDING_LABELS
from licensing.models.versions import ROLE_LABELS
from licensing.rules.state_consultations import DAYS, Article, Standing, locations_of

Words = str | Promise
TAGS = {
    Standing.OPEN: "waiting",
    Standing.EXTENDED: "waiting",
    Standing.ANSWERED: "done",
    Standing.SILENT: "uncounted",
    Standing.ENDED: "uncounted",
}
SILENCE: dict[str, Words] = {
    Article.LOCATION.value: gettext_lazy(
        "Silence counts as no objection. An objection binds the state that asks."
    ),
    Article.INTERESTS.value: fill(
        gettext_lazy(
            "The consultation ends after %(days)d working days. It does not bind the state that is asked."
        ),
        {"days": DAYS},
    ),
    Article.UNDERCUTTING.value: gettext_lazy(
        "Silence counts as: not essentially identical. The answer does not bind; a grant is explained to everybody."
    ),
}
COLUMNS = (
    gettext_lazy("Article"),
    gettext_lazy("From"),
    gettext_lazy("To"),
    gettext_lazy("Case"),
    gettext_lazy("Item"),
    gettext_lazy("Recipients"),
    gettext_lazy("Asked"),
    gettext_lazy("Last day"),
    gettext_lazy("Status"),
)


@dataclass(frozen=True)
class Row:
    """One question as a list and the case page show it."""

    consultation: StateConsultation
    tag: str
    label: Words
    answer: str


def silence_of(consultation: StateConsultation) -> Words:
    """What silence means; of a question that a newer one stands in the place of, nothing."""
    if consultation.is_overtaken:
        return _("The case was corrected since and asked about anew: the newer question counts.")
    return SILENCE[consultation.article]


def row_of(consultation: StateConsultation, *, at: datetime) -> Row:
    code = consultation.standing(at=at)
    return Row(consultation, TAGS[code], STANDING_LABELS[code.value], answer_words(consultation, at=at))


def answer_words(consultation: StateConsultation, *, at: datetime) -> str:
    """What came of it; nothing while it waits."""
    standing = consultation.standing(at=at)
    if standing == Standing.SILENT:
        return {
            Article.LOCATION.value: _("No answer: no objection"),
            Article.INTERESTS.value: _("Ended without an answer"),
            Article.UNDERCUTTING.value: _("No answer: not essentially identical"),
        }[consultation.article]
    if consultation.objects_to_it is not None and consultation.article == Article.INTERESTS:
        return _("Does what was asked") if consultation.objects_to_it else _("Does not do what was asked")
    if consultation.objects_to_it is not None:
        return _("Objects") if consultation.objects_to_it else _("Does not object")
    if consultation.finds_identical is not None:
        return _("Essentially identical") if consultation.finds_identical else _("Not essentially identical")
    return ""


def cells(consultation: StateConsultation, *, at: datetime) -> list[object]:
    row, content = row_of(consultation, at=at), consultation.content
    return [
        consultation.article,
        consultation.asking_authority.short_name,
        consultation.asked_state.name,
        consultation.reference,
        "; ".join(each["name"] for each in content.get("items", [])),
        "; ".join(each["name"] for each in content.get("parties", [])),
        consultation.asked_at,
        consultation.due_on,
        row.answer or row.label,
    ]


def fact_rows(consultation: StateConsultation) -> list[Any]:
    """What the state that is asked reads."""
    asking = consultation.asking_authority
    rows: list[Any] = [
        (_("On the ground of"), ARTICLE_LABELS[consultation.article]),
        (_("From"), f"{asking.own_name}, {asking.member_state}"),
        (_("To"), consultation.asked_state.name),
        *content_rows(consultation.content),
    ]
    if consultation.question:
        rows.append((_("Question"), consultation.question))
    if consultation.received_on:
        text = _("%(number)s; it reached us on %(day)s")
        paper = {"number": consultation.received_number, "day": long_day(consultation.received_on)}
        rows.append((_("Came on paper"), text % paper))
    rows.append((_("Last day"), last_day_of(consultation)))
    if consultation.request and consultation.request.urgent_on:
        text = _("To be decided by %(day)s: an early answer counts at once.")
        rows.append((_("Urgent"), text % {"day": long_day(consultation.request.urgent_on)}))
    if consultation.more_time_because:
        rows.append((_("Why more time"), consultation.more_time_because))
    return rows


def content_rows(content: dict[str, Any]) -> list[Any]:
    """What it is about: everything but who exports."""
    rows: list[Any] = [
        *((_("Item"), _item(each)) for each in content.get("items", [])),
        *((ROLE_LABELS[each["role"]], _party(each)) for each in content.get("parties", [])),
    ]
    if codes := content.get("destinations"):
        rows.append((_("Destination"), ", ".join(map(country, codes))))
    if end_use := content.get("end_use"):
        rows.append((_("End use"), end_use))
    if places := locations_of(content):
        rows.append((_("Where the items lie"), ", ".join(map(country, places))))
    return rows


def last_day_of(consultation: StateConsultation) -> str:
    """In words, or why nobody can count it yet."""
    if consultation.due_on is None:
        return not_counted(str(consultation.asked_state_id), since=consultation.asked_on)
    return long_day(consultation.due_on)


def _item(item: dict[str, Any]) -> str:
    quantity = amount(item["quantity"], item.get("unit")) if item.get("quantity") else ""
    maker = f"{item.get('manufacturer', '')} {item.get('model', '')}".strip()
    parts = [item["name"], maker, item.get("control_entry", ""), quantity, item.get("description", "")]
    return ", ".join(filter(None, parts))


def _party(party: dict[str, Any]) -> str:
    where = country(party["country"]) if party.get("country") else ""
    return ", ".join(filter(None, [party["name"], party.get("address", ""), where]))
