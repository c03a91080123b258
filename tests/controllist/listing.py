"""Entries for tests, listed by the product's own action."""

from datetime import UTC, datetime, timedelta
from itertools import count

from controllist.actions.entries import list_item
from controllist.models import ControlListEntry
from controllist.rules.listing import EntryWords, Origin
from exportctl.core.models import MemberState

PARLIAMENT = "European Parliament, January 2018, as its press release describes it"
AGREEMENT = "Regulation (EU) 2021/821, Article 5(5)–(6)"
CLOSED = datetime(2026, 4, 20, 21, 0, tzinfo=UTC)
_numbers = count(1)


def make_state(code: str = "IT", name: str = "Italy") -> MemberState:
    fields = {"names": {"en": name, "de": name, "fr": name}, "timezone": "Europe/Rome", "eori_prefix": code}
    return MemberState.objects.get_or_create(code=code, defaults=fields)[0]


def words(**fields) -> EntryWords:
    given = {
        "name": "Mobile location gateway using SS7 and Diameter signalling",
        "manufacturer": "Vexor Labs",
        "models": ["Halo LX"],
        "functions": ["phone_location"],
        "description": "Obtains the position of a subscriber without that person's knowledge.",
        "cn_code": "85176200",
    }
    return EntryWords(**given | fields)


def origin(**fields) -> Origin:
    given = {
        "procedure": f"IT-OP-2026-{next(_numbers):05d}",
        "notifying_state": make_state().code,
        "opened_at": CLOSED - timedelta(days=48),
        "closed_at": CLOSED,
        "rule_set": "qualified_majority_objection",
        "regime": PARLIAMENT,
        "in_force": False,
        "destination": "",
        "bands": {"states": "under_5", "people": "under_10"},
    }
    return Origin(**given | fields)


def agreed(destination: str) -> Origin:
    """Listed by agreement of all: law in force, for one destination."""
    return origin(
        rule_set="unanimous_agreement",
        regime=AGREEMENT,
        in_force=True,
        destination=destination,
        bands={"states": "under_5", "people": None},
    )


def make_entry(*, at: datetime = CLOSED, by: Origin | None = None, **fields) -> ControlListEntry:
    return list_item(words=words(**fields), origin=by or origin(), at=at)
