"""An end-use statement signed online from abroad: its link's life, what is signed, when it still counts. Pure.

Article 12(4): an individual export authorisation needs an end-use statement, unless the authority waives it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from exportctl.core.canonical import content_hash
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Errors, Object, Text, error

LANGUAGES = ("en", "de", "fr")  # in which a statement can be read and signed
LASTS = timedelta(days=30)  # a link, from its sending on
MOST_A_DAY = 20  # links that one company sends: each is a mail to a stranger
MOST_NAME = 200
MOST_REFUSAL = 2000
STATEMENT = "/end_use_statement"


class State(StrEnum):
    SENT = "sent"
    OPENED = "opened"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"


class Event(StrEnum):
    SEND = "send"
    OPEN = "open"
    SIGN = "sign"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    OVERTAKE = "overtake"  # by a version of the request that says something else


LINK = Machine(
    "end-use statement link",
    (
        (State.SENT,   Event.OPEN,     State.OPENED,    SYSTEM),
        (State.SENT,   Event.WITHDRAW, State.WITHDRAWN, Permission.FILE),
        (State.SENT,   Event.OVERTAKE, State.OVERTAKEN, Permission.FILE),
        (State.OPENED, Event.SIGN,     State.SIGNED,    SYSTEM),
        (State.OPENED, Event.REFUSE,   State.REFUSED,   SYSTEM),
        (State.OPENED, Event.WITHDRAW, State.WITHDRAWN, Permission.FILE),
        (State.OPENED, Event.OVERTAKE, State.OVERTAKEN, Permission.FILE),
        (State.SIGNED, Event.OVERTAKE, State.OVERTAKEN, Permission.FILE),
    ),
    initial=State.SENT,
    label=pgettext_lazy("thing", "link to sign an end-use statement"),
    words={
        State.SENT: pgettext_lazy("status of a link", "sent"),
        State.OPENED: pgettext_lazy("status of a link", "opened"),
        State.SIGNED: pgettext_lazy("status of a link", "used to sign"),
        State.REFUSED: pgettext_lazy("status of a link", "answered with a refusal"),
        State.WITHDRAWN: pgettext_lazy("status of a link", "withdrawn"),
        State.OVERTAKEN: pgettext_lazy("status of a link", "overtaken by a newer version"),
    },
)  # fmt: skip

USABLE = frozenset({State.SENT, State.OPENED})


class Standing(StrEnum):
    """How a link reads now: what was done to it, and what time and later versions did."""

    SENT = "sent"
    OPENED = "opened"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    EXPIRED = "expired"
    OVER = "over"  # its case is decided, withdrawn or closed


def standing(
    status: str, *, expires_at: datetime, is_current: bool, is_pending: bool, at: datetime
) -> Standing:
    """`is_current`: the request still says what the link asks to sign. `is_pending`: it is not decided yet."""
    if State(status) not in USABLE:
        if status == State.SIGNED and not is_current:
            return Standing.OVERTAKEN
        return Standing(status)
    if not is_pending:
        return Standing.OVER
    if not is_current:
        return Standing.OVERTAKEN
    return Standing.EXPIRED if at >= expires_at else Standing(status)


LINK_SHAPE = Object(
    members={
        "email": Text(most=254, gap=_("Give the e-mail address of the person who signs")),
        "language": Choice(options=LANGUAGES, required=False),
    }
)

_PARTY = ("name", "address", "country")
_ITEM = ("name", "manufacturer", "model", "description", "quantity", "unit")
_SIGNED = (
    *("/items", "/destination", "/destinations"),
    *("/end_user", "/end_users", "/consignee", "/end_use"),
)


def declared(body: Mapping[str, Any], *, exporter: str) -> dict[str, Any]:
    """What the end user signs about: who exports what to whom for which use. No price, no classification.

    A global request names several end users or destinations: those, where it does.
    """
    several: dict[str, Any] = {}
    if body.get("destinations"):
        several["destinations"] = list(body["destinations"])
    if body.get("end_users"):
        several["end_users"] = [_members(party, _PARTY) for party in body["end_users"]]
    return {
        "exporter": exporter,
        "destination": body.get("destination"),
        "end_user": _members(body.get("end_user"), _PARTY),
        "consignee": _members(body.get("consignee"), _PARTY),
        "items": [_item(item) for item in body.get("items") or []],
        "end_use": body.get("end_use"),
        **several,
    }


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """As it is declared; a whole category, which has no name, by its entry."""
    return {name: item.get(name) for name in _ITEM} | {"name": item.get("name") or item.get("control_entry")}


def _members(value: Mapping[str, Any] | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    return {name: value.get(name) for name in names} if value else None


def digest(body: Mapping[str, Any], *, exporter: str) -> str:
    """SHA-256 of what is signed about: the version's hash. Another one makes a signature stale."""
    return content_hash(declared(body, exporter=exporter))


def unsaid(gaps: Errors) -> Errors:
    """Of what a request lacks, what has to be said before anybody can sign it."""
    wanted = []
    for gap in gaps:
        pointer = gap["pointer"]
        _root, *path = pointer.split("/")
        if f"/{path[0]}" not in _SIGNED:
            continue
        if path[0] == "items" and path[-1] not in ("items", *_ITEM):
            continue
        if path[-1] == "kind":
            continue
        wanted.append(gap)
    return wanted


def without_statement(gaps: Errors) -> Errors:
    """What is missing, the end-use statement aside: a signature stands for it."""
    return [gap for gap in gaps if not gap["pointer"].startswith(STATEMENT)]


def asks_for_statement(gaps: Errors) -> bool:
    return len(without_statement(gaps)) < len(gaps)


def token_hash(token: str) -> str:
    """How a link's token is stored and looked up."""
    return sha256(token.encode()).hexdigest()


UNDERTAKINGS = (
    _("The items named above are meant for the end user named above, at the address given there."),
    _("They will be used for the end use stated above and for no other."),
    _(
        "They will not be used in connection with chemical, biological or nuclear weapons or other nuclear explosive"
        " devices, nor with missiles that can deliver such weapons."
    ),
    _(
        "They will not be used for internal repression or for serious violations of human rights or of international"
        " humanitarian law."
    ),
    _(
        "They will be neither re-exported nor passed on to anybody else, in this country or outside it, without the"
        " approval that the law of the exporting Member State asks for."
    ),
    _("The authority may ask for proof of delivery and of use, and will be told if any of this changes."),
    _(
        "I may sign for the organisation named below, and what is said here is true to the best of my knowledge."
    ),
)


def unsigned(*, name: str, function: str, organisation: str) -> Errors:
    """What a signature lacks."""
    wanted = (
        ("/name", name, _("Give your name")),
        ("/function", function, _("Give your function")),
        ("/organisation", organisation, _("Give the organisation that you sign for")),
    )
    return [error(pointer, text) for pointer, value, text in wanted if not value.strip()]


def refusal_gap(reason: str) -> Errors:
    return [] if reason.strip() else [error("/reason", _("Say why you do not sign"))]
