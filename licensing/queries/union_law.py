"""The Union's restrictive measures as one process holds them: read once a version, checked at every question."""

from uuid import UUID

from django.db import connection

from controllist.queries.snapshot import HEAD, Snapshot, head_of, snapshot
from exportctl.core.prepared import prepared
from licensing.queries.measures import law_for
from licensing.rules.measures import Measure

_HEAD = "SELECT version FROM licensing_lawhead"
_BOTH = f"SELECT law.version, list.* FROM licensing_lawhead law LEFT JOIN ({HEAD}) AS list (edition, root) ON true"


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
    with connection.cursor() as cursor:
        cursor.execute(prepared(_HEAD, connection))
        (version,) = cursor.fetchone()
    return law_of(version)


def law_of(version: UUID) -> UnionLaw:
    """The law as it stands, which has just been read to be this version."""
    global _latest
    if _latest.version != version:
        _latest = UnionLaw(version, law_for(None))
    return _latest


def list_and_law() -> tuple[Snapshot, UnionLaw]:
    """Both as they stand; one statement where this process knows both already."""
    with connection.cursor() as cursor:
        cursor.execute(prepared(_BOTH, connection))
        version, edition, root = cursor.fetchone()
    return snapshot(head_of(edition, root)), law_of(version)
