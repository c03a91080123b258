"""A page of a list. After the first it starts at a row, not at a count: what is added meanwhile moves nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Self, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.core.signing import BadSignature, Signer
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from exportctl.core.lists.filters import ListFilter

Row = TypeVar("Row")
Stored = TypeVar("Stored", bound=Model)


@dataclass(frozen=True)
class ListPage(Generic[Row]):
    """Some rows of a list, with the addresses of the pages beside them ("" where there is none)."""

    rows: list[Row]
    number: int
    size: int
    total: int
    previous: str = ""
    next: str = ""

    @property
    def first(self) -> int:
        """The number of its first row, from 1; 0 where there is no row."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def label(self) -> str:
        places = {"first": self.first, "last": self.last, "total": self.total}
        return _("%(first)d–%(last)d of %(total)d") % places


def page_of(
    rows: QuerySet[Stored], filters: ListFilter, *, size: int, total: int | None = None
) -> ListPage[Stored]:
    """The page that the address asks for; `rows` come in a total order of named fields and annotations.

    `after` and `before` lead on from a row; a number alone is counted off, to the last page at most.
    """
    total = rows.count() if total is None else total
    order = Order.of(rows)
    number, shown, is_last = _led_to(rows, order, filters, size)
    if not shown:
        number = min(filters.page, max(1, -(-total // size)))
        shown = list(rows[(number - 1) * size : number * size + 1])
        shown, is_last = shown[:size], len(shown) <= size
    return _beside(shown, order, filters, number, size, total, is_last=is_last)


def first_page(
    rows: Sequence[Stored], order: "Order", filters: ListFilter, *, size: int, total: int
) -> ListPage[Stored]:
    """The same of rows that have been read: those of the first page, and one more where there is one."""
    return _beside(list(rows[:size]), order, filters, 1, size, total, is_last=len(rows) <= size)


def _beside(
    shown: list[Stored],
    order: "Order",
    filters: ListFilter,
    number: int,
    size: int,
    total: int,
    *,
    is_last: bool,
) -> ListPage[Stored]:
    """The page with the addresses of those before and after it."""
    previous = following = ""
    if number > 1:
        start = order.write(shown[0]) if number > 2 and shown else ""
        previous = filters.at(number - 1, before=start).address
    if not is_last:
        following = filters.at(number + 1, after=order.write(shown[-1])).address
    return ListPage(shown, number, size, total, previous, following)


def numbered(rows: list[Row], filters: ListFilter, *, size: int, total: int) -> ListPage[Row]:
    """The same for rows that no field orders, such as the best hits of a search: counted off already."""
    number = filters.page
    previous = filters.at(number - 1).address if number > 1 else ""
    following = filters.at(number + 1).address if number * size < total else ""
    return ListPage(rows, number, size, total, previous, following)


def _led_to(
    rows: QuerySet[Stored], order: "Order", filters: ListFilter, size: int
) -> tuple[int, list[Stored], bool]:
    """The page behind or before a row, its number, and whether it is the last; no row where nothing leads there."""
    if values := order.read(filters.after):
        shown = list(order.behind(rows, values)[: size + 1])
        return max(filters.page, 2), shown[:size], len(shown) <= size
    if values := order.read(filters.before):
        shown = list(order.turned.behind(rows, values)[:size])
        return filters.page, shown[::-1] if len(shown) == size else [], False
    return filters.page, [], False


@dataclass(frozen=True)
class Key:
    """One part of an order: the path of a field or an annotation."""

    path: str
    descending: bool
    nulls_first: bool
    nullable: bool

    @classmethod
    def of(cls, part: Any, model: type[Model]) -> Self:
        """`part` as `order_by` takes it, by name."""
        if isinstance(part, str):
            part = OrderBy(F(part.removeprefix("-")), descending=part.startswith("-"))
        elif isinstance(part, F):
            part = OrderBy(part)
        path, nulls_first = part.expression.name, bool(part.nulls_first)
        if not part.nulls_first and not part.nulls_last:
            nulls_first = part.descending  # PostgreSQL's own place for them
        return cls(path, part.descending, nulls_first, _is_nullable(path, model))

    @property
    def turned(self) -> "Key":
        return Key(self.path, not self.descending, not self.nulls_first, self.nullable)

    @property
    def expression(self) -> OrderBy:
        first, last = self.nullable and self.nulls_first, self.nullable and not self.nulls_first
        return OrderBy(F(self.path), self.descending, nulls_first=first or None, nulls_last=last or None)

    def value(self, row: Any) -> Any:
        """As JSON holds it."""
        for name in self.path.split("__"):
            row = row.get(name) if isinstance(row, dict) else getattr(row, name, None)
        if isinstance(row, date):  # instants, too
            return row.isoformat()
        return row if row is None or isinstance(row, int | str) else str(row)

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def behind(self, value: Any) -> Q:
        nulls = Q(**{f"{self.path}__isnull": True})
        if value is None:
            return ~nulls if self.nulls_first else Q(pk__in=[])
        behind = Q(**{f"{self.path}__{'lt' if self.descending else 'gt'}": value})
        return behind if self.nulls_first or not self.nullable else behind | nulls

    def start(self, value: Any) -> Q:
        """Where an index may begin to read; everything where it has to look at the missing values as well."""
        if value is None or (self.nullable and not self.nulls_first):
            return Q()
        return Q(**{f"{self.path}__{'lte' if self.descending else 'gte'}": value})


@dataclass(frozen=True)
class Order:
    """A total order of a model's rows. A cursor holds a row's values in it, signed: good for this order alone."""

    model: type[Model]
    keys: tuple[Key, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> Self:
        return cls.by(rows.model, rows.query.order_by)

    @classmethod
    def by(cls, model: type[Model], parts: Iterable[Any]) -> Self:
        """`parts` as `order_by` takes them."""
        return cls(model, tuple(Key.of(part, model) for part in parts))

    @property
    def turned(self) -> "Order":
        return Order(self.model, tuple(key.turned for key in self.keys))

    def behind(self, rows: QuerySet[Stored], values: Sequence[Any]) -> QuerySet[Stored]:
        """The rows behind the one with these values, in this order."""
        behind = Q(pk__in=[])
        for key, value in reversed(list(zip(self.keys, values, strict=True))):
            behind = key.behind(value) | (key.same(value) & behind)
        start = self.keys[0].start(values[0])
        return rows.filter(start, behind).order_by(*(key.expression for key in self.keys))

    def write(self, row: Model) -> str:
        return self._signer.sign_object([key.value(row) for key in self.keys])

    def read(self, cursor: str) -> list[Any]:
        """The row's values; none where the cursor is empty, another order's, or not one of ours."""
        try:
            values: list[Any] = self._signer.unsign_object(cursor) if cursor else []
        except BadSignature:
            return []
        return values

    @property
    def _signer(self) -> Signer:
        return Signer(salt=repr((self.model._meta.label, self.keys)))


def _is_nullable(path: str, model: type[Model]) -> bool:
    """A column says so; an annotation or another table's column may always be missing."""
    try:
        return path != "pk" and bool(getattr(model._meta.get_field(path), "null", True))
    except FieldDoesNotExist:
        return True
