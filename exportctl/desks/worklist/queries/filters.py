"""What a worklist's address asks for: view, filters, sort."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from exportctl.core.countries import countries, country
from exportctl.core.formatting import short_day
from exportctl.core.i18n import fill
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from licensing import labels
from licensing.models.requests import KIND_LABELS, STAGE_LABELS

NEAR = 3  # working days
ME, NOBODY = "me", "nobody"
LIST_COOKIE = "worklist"  # the list that a person looked at last: its cases know their place in it

VIEWS = {
    "mine": gettext_lazy("Mine"),
    "unassigned": gettext_lazy("Unassigned"),
    "due": fill(gettext_lazy("Late or due in %(days)d days"), {"days": NEAR}),
    "urgent": pgettext_lazy("cases", "Urgent"),
    "waiting": gettext_lazy("With exporter"),
    "approve": gettext_lazy("To approve"),
    "procedure": gettext_lazy("In procedure"),
    "open": gettext_lazy("All open"),
    "all": gettext_lazy("All cases"),
}
SORTS = {
    "clock": gettext_lazy("Clock"),
    "reference": gettext_lazy("Reference"),
    "item": gettext_lazy("Item"),
    "exporter": gettext_lazy("Exporter"),
    "destination": pgettext_lazy("column", "To"),
    "stage": gettext_lazy("Stage"),
    "submitted": gettext_lazy("Submitted"),
}
FILTERS = {
    "words": gettext_lazy("Words"),
    "function": gettext_lazy("Function"),
    "destination": gettext_lazy("Destination"),
    "status": gettext_lazy("Stage"),
    "kind": gettext_lazy("Kind"),
    "team": pgettext_lazy("a filter", "Team"),
    "assignee": gettext_lazy("Assignee"),
    "tag": gettext_lazy("Tag"),
    "exporter": gettext_lazy("Exporter"),
    "flags": gettext_lazy("Red flags"),
    "since": gettext_lazy("Submitted from"),
    "until": gettext_lazy("Submitted until"),
}


def _assignee(text: str) -> str:
    return text if text in (ME, NOBODY) else fields.key_of(text)


@dataclass(frozen=True, kw_only=True)
class WorklistFilter(ListFilter):
    """What the address of a worklist asks for; a saved view is stored as its query."""

    view: str = fields.code(VIEWS, "open", narrows=False)
    words: str = fields.words(name="q")
    function: str = fields.code(lambda: dict(labels.choices("functions")))
    destination: str = fields.code(lambda: dict(countries()))
    status: str = fields.code(STAGE_LABELS)
    kind: str = fields.code(KIND_LABELS)
    team: str = fields.words()
    assignee: str = fields.parameter("", _assignee)  # `me`, `nobody` or a person's id
    tag: str = fields.words()
    exporter: str = fields.words()
    flags: int | None = fields.number(most=99)  # so many or more
    since: date | None = fields.day()
    until: date | None = fields.day()
    sort: str = fields.sort(SORTS, "clock")
    saved: str = fields.key(narrows=False)  # the saved view that the person came by

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """Views that were saved before sorts had a minus say `order=desc`."""
        if given.get("order") != "desc":
            return super().read(given)
        column = str(given.get("sort") or "clock").removeprefix("-")
        return super().read({**{name: given[name] for name in given}, "sort": f"-{column}"})

    def but(self, **changes: Any) -> Self:
        """Another list is no longer the saved one."""
        return super().but(**{"saved": "", **changes})


def chips(filters: WorklistFilter, *, people: Mapping[str, str]) -> list[dict[str, str]]:
    """What narrows the list now, in words; each links to the list without it."""
    return [
        {
            "label": str(FILTERS[name]),
            "value": _value_label(name, value, people),
            "url": filters.without(name),
        }
        for name, value in filters.narrowing.items()
    ]


def _value_label(name: str, value: Any, people: Mapping[str, str]) -> str:
    if isinstance(value, date):
        return short_day(value)
    if name == "flags":
        return _("%(count)d or more") % {"count": value}
    if name == "assignee":
        return {ME: _("me"), NOBODY: _("nobody")}.get(value) or people.get(value, _("a former colleague"))
    if name in ("function", "destination"):
        return labels.label("functions", value) if name == "function" else country(value)
    words: Mapping[str, Any] = {"status": STAGE_LABELS, "kind": KIND_LABELS}.get(name, {})
    return str(words.get(value, value))
