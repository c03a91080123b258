"""The accounts that a demonstration offers on its sign-in page."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from exportctl.core import clock
from exportctl.core.models import Seat, User
from exportctl.core.queries.reference import member_states
from exportctl.core.rules.permissions import Permission

ROLES = ("officer", "approver", "delegate", "customs", "exporter")
FIRST = ("DE", "FR", "IT")  # these three have cases in every stage


def offered() -> QuerySet[User]:
    """Invented people only: their addresses end in `.example`, which nobody can own (RFC 2606)."""
    return User.objects.filter(email__endswith=".example", is_active=True)


def demo_accounts() -> dict[str, list[dict[str, Any]]]:
    """`people`: accounts with a name of their own, `states`: five for each Member State, `tour`: where to begin.

    Nothing outside a demonstration.
    """
    if not clock.is_demonstration():
        return {"people": [], "states": [], "tour": []}
    by_state: dict[str, dict[str, str]] = defaultdict(dict)
    people = []
    for seat in _seats():
        role, _dot, state = seat.user.email.partition("@")[0].partition(".")
        if role not in ROLES and role.rstrip("0123456789") in ROLES:
            continue  # a colleague of the officer who is offered
        if role in ROLES and state and seat.user.email.endswith("@demo.example"):
            by_state[state.upper()][role] = seat.user.email
        else:
            people.append(_person(seat))
    states = [
        {"code": state.code, "name": state.name, "accounts": by_state[state.code]}
        for state in sorted(member_states(), key=lambda state: _place(state.code))
        if state.code in by_state
    ]
    return {"people": people, "states": states, "tour": _tour(people, by_state)}


def _tour(people: list[dict[str, Any]], by_state: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """One account of each side, in the order in which a case meets them; of a company that has been here longest."""
    first, second, _third = FIRST
    filing = [person for person in people if person["may_file"]]
    exporter = min(filing, key=lambda person: person["since"])["email"] if filing else None
    stops = [
        ("officer", by_state[first].get("officer")),
        ("exporter", exporter),
        ("approver", by_state[first].get("approver")),
        ("delegate", by_state[second].get("delegate")),
        ("customs", by_state[first].get("customs")),
        ("commission", next((person["email"] for person in people if person["administers"]), None)),
    ]
    return [{"role": role, "email": email} for role, email in stops if email]


def _seats() -> list[Seat]:
    seats = Seat.objects.live(at=clock.now()).filter(user__in=offered())
    related = ("user", "permission", "content_object__member_state")
    order = ("content_object__name", "user__created_at", "user__email", "pk")
    first: dict[UUID, Seat] = {}  # somebody who may do several things is offered once
    for seat in seats.select_related(*related).order_by(*order):
        first.setdefault(seat.user_id, seat)
    return list(first.values())


def _person(seat: Seat) -> dict[str, Any]:
    organisation = seat.organisation
    return {
        "email": seat.user.email,
        "name": seat.user.name,
        "organisation": organisation.spoken_long_name,
        "kind": organisation.get_kind_display(),
        "state": organisation.member_state.name if organisation.member_state else "",
        "may_file": seat.permission.codename == Permission.FILE,
        "since": seat.user.created_at,
        "administers": seat.permission.codename == Permission.ADMINISTER,
    }


def _place(code: str) -> int:
    """The three best-filled states come first; the rest keep the order of the reader's language."""
    return FIRST.index(code) if code in FIRST else len(FIRST)
