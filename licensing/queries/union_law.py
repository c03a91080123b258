"""The Union's restrictive measures as one process holds them: read once a version, checked at every question."""

from uuid import UUID

from django.db import connection

from exportctl.core.prepared import prepared
from licensing.queries.measures import law_for
from licensing.rules.measures import Measure

_HEAD = "SELECT version FROM licensing_lawhead"


class UnionLaw:
    """What is confirmed and counts everywhere in the Union, of whatever day."""

    def __init__(self, version: UUID | None, measures: list[Measure]) -> None:
        self.version, self.measures = version, measures
        self._of: dict[str, list[Measure]] = {}

    def of(self, country: str) -> list[Measure]:
        """What may meet an export to `country`, in the order in which it is stored."""
        if country not in self._of:
            self._of[country] = [each for each in self.measures if each.country in ("", country)]
        return self._of[country]


_latest = UnionLaw(None, [])


def union_law() -> UnionLaw:
    """The law as it stands; one small statement where this process knows it already."""
    global _latest
    with connection.cursor() as cursor:
        cursor.execute(prepared(_HEAD, connection))
        (version,) = cursor.fetchone()
    if _latest.version != version:
        _latest = UnionLaw(version, law_for(None))
    return _latest
