"""The list as it stood with one of its editions: the fold of the log up to there. What was cited stays to be read."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from controllist.models import Edition, LogHead
from controllist.rules.entries import Status
from exportctl.core.canonical import rfc3339
from exportctl.core.errors import NotFound

PER_PAGE = 100


@dataclass(frozen=True)
class EditionOfList:
    """Number, instant, signed head, and every entry in the words it had, those taken off included, by code."""

    number: int
    at: datetime
    root: str
    checkpoint: str
    newest: int

    @property
    def tag(self) -> str:
        return f"{self.number}-{self.root[:16]}"

    @property
    def _latest(self) -> QuerySet[Edition]:
        """Of each entry the edition that counted, in the order of the list."""
        each = Edition.objects.filter(number__lte=self.number).order_by("entry_id", "-number")
        counted = each.distinct("entry_id").values("number")
        return Edition.objects.filter(number__in=counted).order_by("content__listed_on", "entry__code")

    @cached_property
    def contents(self) -> list[dict[str, Any]]:
        """The entries as REST shows them."""
        return list(self._latest.values_list("content", flat=True))

    def page(self, number: int) -> list[dict[str, Any]]:
        """Some of them, for a page of the edition."""
        return list(
            self._latest.values_list("content", flat=True)[(number - 1) * PER_PAGE : number * PER_PAGE]
        )

    @cached_property
    def size(self) -> int:
        """How many entries it has, those taken off included."""
        return self._latest.count()

    @cached_property
    def listed(self) -> int:
        """How many of them were on the list then."""
        return self._latest.exclude(content__status=Status.DELISTED.value).count()

    def as_rest(self) -> dict[str, Any]:
        """With the head that the log was signed with then."""
        return {
            "edition": self.number,
            "at": rfc3339(self.at),
            "entries": self.contents,
            "root_hash": self.root,
            "checkpoint": self.checkpoint,
        }


def edition_of_list(number: int) -> EditionOfList:
    """Raises NotFound for a number that the list has not reached."""
    edition = Edition.objects.filter(number=number).first()
    head = LogHead.objects.filter(size=number).first()  # each edition is one leaf
    newest = Edition.objects.order_by("-number").values_list("number", flat=True).first()
    if edition is None or head is None or newest is None:
        raise NotFound
    return EditionOfList(number, edition.at, head.root, head.checkpoint, newest)


def content_as_of(code: str, edition: int) -> dict[str, Any]:
    """The entry as it stood with that edition of the list. Raises NotFound before it was listed."""
    editions = Edition.objects.filter(entry__code=code, number__lte=edition).order_by("-number")
    content: dict[str, Any] | None = editions.values_list("content", flat=True).first()
    if content is None or not Edition.objects.filter(number=edition).exists():
        raise NotFound
    return content
