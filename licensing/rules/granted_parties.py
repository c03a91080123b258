"""Whom an authorisation was granted for, and whether a declaration names somebody else. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self

from licensing.rules.party_names import likeness


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom it names; nobody where a global one names destinations alone."""

    end_users: tuple[str, ...] = ()
    consignees: tuple[str, ...] = ()
    # Of a global one: where it goes without naming an end user. Any is meant there (Article 2(13)).
    open_in: Collection[str] = ()

    def known_as(self, role: str) -> tuple[str, ...]:
        """Who may be declared in this role: the end user, too, may be the consignee, who receives the items."""
        return self.end_users if role == "end_user" else (*self.consignees, *self.end_users)

    def at(self, destination: str) -> Self:
        """Those that count for a declared destination; where none is declared, all."""
        return replace(self, end_users=()) if destination in self.open_in else self


def other_party(role: str, name: str, parties: Parties) -> bool:
    """Is somebody else named than it was granted for?"""
    known = parties.known_as(role)
    return bool(name and known) and not any(likeness(name, each).is_match for each in known)
