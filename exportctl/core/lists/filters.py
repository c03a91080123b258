"""What the address of a list asks for: filters, order, page. A list declares a frozen dataclass of `ListFilter`."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, replace
from dataclasses import fields as fields_of
from typing import Any, Self
from urllib.parse import parse_qsl

from django.utils.http import urlencode

from exportctl.core.lists import fields

LONGEST_CURSOR = 2000  # characters


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """What an address asks of a list. Whatever came in is made harmless, never an error."""

    sort: str = fields.parameter("", lambda _text: "", narrows=False)
    page: int = fields.parameter(1, fields.number_of, narrows=False)
    after: str = fields.parameter("", str, narrows=False, longest=LONGEST_CURSOR)  # behind this row
    before: str = fields.parameter("", str, narrows=False, longest=LONGEST_CURSOR)  # up to this row

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        values: dict[str, Any] = {}
        for each in fields_of(cls):
            text = fields.plain(given.get(_name(each)), longest=each.metadata["longest"])
            values[each.name] = each.metadata["read"](text) or each.default
        return cls(**values)

    @classmethod
    def read_query(cls, query: str) -> Self:
        """A list that was stored as the query of its address."""
        return cls.read(dict(parse_qsl(query)))

    def but(self, **changes: Any) -> Self:
        """The same list with something else in its address, from its first page on."""
        return replace(self, **{"page": 1, "after": "", "before": "", **changes})

    def at(self, page: int, *, after: str = "", before: str = "") -> Self:
        """Another place in the same list."""
        return replace(self, page=page, after=after, before=before)

    @property
    def query(self) -> str:
        """As it stands in an address: without the defaults, the order and the place in the list last."""
        values = [
            (_name(each), each.metadata["write"](value))
            for each in sorted(fields_of(self), key=lambda each: each.name in PLACE)
            if (value := getattr(self, each.name)) != each.default
        ]
        return urlencode(values)

    @property
    def address(self) -> str:
        return f"?{self.query}"

    @property
    def narrowing(self) -> dict[str, Any]:
        """The fields that leave fewer rows, with their values."""
        values = {each.name: getattr(self, each.name) for each in fields_of(self) if each.metadata["narrows"]}
        return {name: value for name, value in values.items() if value}

    @property
    def cleared(self) -> str:
        """The address of the same view with nothing narrowing it."""
        return self.without(*self.narrowing)

    def without(self, *names: str) -> str:
        defaults = {each.name: each.default for each in fields_of(self)}
        return self.but(**{name: defaults[name] for name in names}).address

    @property
    def sort_column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def is_descending(self) -> bool:
        return self.sort.startswith("-")

    def sorted_by(self, column: str) -> str:
        """Where a click on the column's head leads: once up, once more down."""
        return replace(self.at(1), sort=f"-{column}" if self.sort == column else column).address


PLACE = {each.name for each in fields_of(ListFilter)}


def _name(each: Field[Any]) -> str:
    return str(each.metadata["name"] or each.name)


@dataclass(frozen=True)
class SortHead:
    """The head of a column that sorts: where a click leads, and how it is sorted now."""

    label: str
    url: str
    direction: str  # as ARIA calls it; "" where another column sorts


def sort_heads(filters: ListFilter, labels: Mapping[str, Any]) -> dict[str, SortHead]:
    directions = {filters.sort_column: "descending" if filters.is_descending else "ascending"}
    return {
        column: SortHead(str(label), filters.sorted_by(column), directions.get(column, ""))
        for column, label in labels.items()
    }
