"""Whose items an entry of the list means, or would mean: catalogues, open requests, live authorisations.

Exporters are not named in the figures; what is theirs they and their authority learn in their own notices.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from controllist.models import ControlListEntry
from controllist.rules.likeness import ItemQuery
from controllist.rules.resemblance import Item, Resemblance
from licensing.models import AuthorisationLine, CatalogueItem, RequestLine
from licensing.models.general_registrations import LIVE
from licensing.rules.requests import OPEN

HIT = 0.7  # the same maker and model, the same model, or one that is spelt alike (docs/matching.md)
Row = tuple[UUID, UUID, UUID | None, str, str, str]  # its object, exporter, authority, maker, model, name


@dataclass(frozen=True)
class Wanted:
    """An item that is not on the list yet, in the list's words."""

    name: str
    manufacturer: str
    model_names: tuple[str, ...]
    functions: tuple[str, ...] = ()
    description: str = ""
    cn_code: str = ""


@dataclass
class Impact:
    """Whose items are meant: by exporter how many of the catalogue, and which requests and authorisations."""

    items: dict[UUID, int] = field(default_factory=dict)
    requests: dict[UUID, UUID] = field(default_factory=dict)  # to its exporter
    authorisations: dict[UUID, UUID] = field(default_factory=dict)
    authorities: dict[UUID, int] = field(
        default_factory=dict
    )  # how many requests and authorisations of theirs

    @property
    def exporters(self) -> set[UUID]:
        return {*self.items, *self.requests.values(), *self.authorisations.values()}

    @property
    def numbers(self) -> dict[str, int]:
        return {
            "items": sum(self.items.values()),
            "catalogues": len(self.items),
            "open_requests": len(self.requests),
            "authorisations": len(self.authorisations),
            "exporters": len(self.exporters),
        }


def impact_of(items: Iterable[Item | ControlListEntry]) -> Impact:
    """What these items, each in the list's words, mean of all that exporters keep, have asked and were granted."""
    index, impact = Resemblance(list(items)), Impact()
    for _item, exporter, _authority in _hits(index, _catalogue()):
        impact.items[exporter] = impact.items.get(exporter, 0) + 1
    for request, exporter, authority in _hits(index, _requests()):
        if request not in impact.requests:
            _count(impact, authority)
        impact.requests[request] = exporter
    for authorisation, exporter, authority in _hits(index, _authorisations()):
        if authorisation not in impact.authorisations:
            _count(impact, authority)
        impact.authorisations[authorisation] = exporter
    return impact


def _count(impact: Impact, authority: UUID | None) -> None:
    if authority:
        impact.authorities[authority] = impact.authorities.get(authority, 0) + 1


def _hits(index: Resemblance, rows: Iterable[Row]) -> Iterator[tuple[UUID, UUID, UUID | None]]:
    known: dict[tuple[str, str, str], bool] = {}  # many lines are about the same item
    for key, exporter, authority, *words in rows:
        asking = (words[0] or "", words[1] or "", words[2] or "")
        if asking not in known:
            matches = index.find(ItemQuery(*asking), most=1)
            known[asking] = bool(matches) and matches[0].score >= HIT
        if known[asking]:
            yield key, exporter, authority


def _catalogue() -> Iterator[Row]:
    rows = CatalogueItem.objects.active().order_by()
    for key, exporter, body in rows.values_list("pk", "exporter_id", "body").iterator():
        yield key, exporter, None, body.get("manufacturer"), body.get("model"), body.get("name")


def _requests() -> Iterator[Row]:
    states = [state.value for state in OPEN]
    rows = RequestLine.objects.filter(version__counts_for__status__in=states).order_by()
    columns = (
        "request_id",
        "version__counts_for__exporter_id",
        "authority_id",
        "manufacturer",
        "model",
        "name",
    )
    yield from rows.values_list(*columns).iterator()


def _authorisations() -> Iterator[Row]:
    rows = AuthorisationLine.objects.filter(version__counts_for__status__in=LIVE).order_by()
    columns = ("holder_id", "authority_id")
    joined = [f"version__counts_for__{column}" for column in ("pk", *columns)]
    yield from rows.values_list(*joined, "manufacturer", "model", "name").iterator()
