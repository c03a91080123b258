"""What a worklist's address asks for: view, filters, sort. Whatever came in is made harmless, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.countries import countries, country
from exportctl.core.errors import fill
from exportctl.core.formatting import short_day
from exportctl.core.forms.fields import YEARS
from exportctl.core.shapes import FORBIDDEN
from licensing import labels as words
from licensing.models.requests import KIND_LABELS, STATE_LABELS

LONGEST = 100
MOST_PAGES = 200  # further in, a filter leads quicker
NEAR = 3  # working days
ME, NOBODY = "me", "nobody"

VIEWS = {
    "mine": gettext_lazy("Mine"),
    "unassigned": gettext_lazy("Unassigned"),
    "due": fill(gettext_lazy("Due in %(days)d days"), {"days": NEAR}),
    "waiting": gettext_lazy("Waiting for the exporter"),
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
    "destination": gettext_lazy("To"),
    "stage": gettext_lazy("Stage"),
    "submitted": gettext_lazy("Submitted"),
}
FILTERS = {
    "q": gettext_lazy("Words"),
    "function": gettext_lazy("Function"),
    "destination": gettext_lazy("Destination"),
    "status": gettext_lazy("Stage"),
    "kind": gettext_lazy("Kind"),
    "assignee": gettext_lazy("Assignee"),
    "tag": gettext_lazy("Tag"),
    "exporter": gettext_lazy("Exporter"),
    "flags": gettext_lazy("Red flags"),
    "since": gettext_lazy("Submitted from"),
    "until": gettext_lazy("Submitted until"),
}


@dataclass(frozen=True)
class WorklistFilter:
    """Empty texts and None filter nothing."""

    view: str = "open"
    q: str = ""
    function: str = ""
    destination: str = ""
    status: str = ""
    kind: str = ""
    assignee: str = ""  # `me`, `nobody` or a person's id
    tag: str = ""
    exporter: str = ""
    flags: int | None = None  # so many or more
    since: date | None = None
    until: date | None = None
    sort: str = "clock"
    order: str = ""  # `desc`: the other way round
    saved: str = ""  # the saved view that the person came by
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """Unknown codes, impossible days and the like are left out."""
        text = {name: _text(given.get(name)) for name in (field.name for field in fields(cls))}
        return cls(
            view=_known(text["view"], VIEWS) or "open",
            function=_known(text["function"], dict(words.choices("functions"))),
            destination=_known(text["destination"], dict(countries())),
            status=_known(text["status"], STATE_LABELS),
            kind=_known(text["kind"], KIND_LABELS),
            assignee=text["assignee"] if text["assignee"] in (ME, NOBODY) else _key(text["assignee"]),
            flags=_number(text["flags"], most=99) or None,
            since=_day(text["since"]),
            until=_day(text["until"]),
            sort=_known(text["sort"], SORTS) or "clock",
            order="desc" if text["order"] == "desc" else "",
            saved=_key(text["saved"]),
            page=min(_number(text["page"], most=99_999) or 1, MOST_PAGES),
            **{name: text[name] for name in ("q", "tag", "exporter")},
        )

    def but(self, **changed: Any) -> "WorklistFilter":
        """The same question with something else in it, from its first page on."""
        return replace(self, **{"page": 1, "saved": "", **changed})

    @property
    def query(self) -> str:
        """As it stands in an address, without what is as it comes."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = {field.name: field.default for field in fields(self)}
        return urlencode({name: value for name, value in given.items() if value and value != plain[name]})

    @property
    def address(self) -> str:
        return f"?{self.query}"

    @property
    def kept(self) -> str:
        """What a saved view keeps: not the page, nor by which view one came."""
        return self.but().query

    @property
    def filters(self) -> dict[str, Any]:
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    @property
    def cleared(self) -> str:
        """The view without any filter."""
        return WorklistFilter(view=self.view, sort=self.sort, order=self.order).address

    def sorted_by(self, sort: str) -> str:
        """Where a click on the column's head leads: once up, once more down."""
        again = sort == self.sort and not self.order
        return self.but(sort=sort, order="desc" if again else "", saved=self.saved).address

    @property
    def direction(self) -> str:
        return "descending" if self.order else "ascending"


def chips(asked: WorklistFilter, *, people: Mapping[str, str]) -> list[dict[str, str]]:
    """What narrows the list now, in words; each links to the list without it."""
    return [
        {
            "label": str(FILTERS[name]),
            "value": _said(name, value, people),
            "url": asked.but(**{name: _empty(value)}).address,
        }
        for name, value in asked.filters.items()
    ]


def _empty(value: Any) -> Any:
    return "" if isinstance(value, str) else None


def _said(name: str, value: Any, people: Mapping[str, str]) -> str:
    if isinstance(value, date):
        return short_day(value)
    if name == "flags":
        return _("%(count)d or more") % {"count": value}
    if name == "assignee":
        return {ME: _("me"), NOBODY: _("nobody")}.get(value) or people.get(value, _("a former colleague"))
    if name in ("function", "destination"):
        return words.label("functions", value) if name == "function" else country(value)
    labels: Mapping[str, Any] = {"status": STATE_LABELS, "kind": KIND_LABELS}.get(name, {})
    return str(labels.get(value, value))


def _text(value: Any) -> str:
    return " ".join(FORBIDDEN.sub(" ", str(value or ""))[:LONGEST].split())


def _known(code: str, codes: Mapping[str, Any]) -> str:
    return code if code in codes else ""


def _number(text: str, *, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _day(text: str) -> date | None:
    """The calendar's last day has none after it, so it ends no list."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _key(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
