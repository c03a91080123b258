"""What each version of an authorisation says, and what a further one says differently."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exportctl.core.canonical import rfc3339
from licensing.models import Authorisation, AuthorisationChange, AuthorisationVersion
from licensing.queries.authorisations import party_in
from licensing.rules.authorisation_terms import (
    PARTIES,
    Contents,
    Difference,
    LineContents,
    changed,
    differences,
)
from licensing.rules.authorisations import KEEPS_NUMBER, conditions_of
from licensing.rules.kinds import KINDS
from licensing.rules.requests import Kind
from licensing.rules.versions import Role
from licensing.rules.write_offs import InForce


@dataclass(frozen=True)
class VersionEntry:
    """A version, and what it says otherwise than the one before; the first says everything for the first time."""

    version: AuthorisationVersion
    differences: list[Difference]


def contents_of(version: AuthorisationVersion) -> Contents:
    """What a version of something granted says, as far as two officers may change it."""
    assert version.valid_until
    parties = {role: party_in(version, Role(role)) for role in PARTIES}
    return Contents(
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        lines=tuple(
            LineContents(
                number=line.number,
                name=line.name,
                description=line.description,
                cn_code=line.cn_code,
                control_entry=line.control_entry,
                quantity=line.quantity,
                unit=line.unit,
                value=line.value,
                limits_value=line.limits_value,
                currency=line.currency,
            )
            for line in version.lines.all()
        ),
        conditions=tuple(each.text for each in conditions_of(version.conditions)),
        parties={role: (party.name, party.address) for role, party in parties.items() if party},
        longest_months=KINDS[Kind(version.authorisation.kind)].longest_months,
    )


def versions_of(authorisation: Authorisation) -> list[VersionEntry]:
    """All of them, the newest first."""
    if authorisation.is_general:
        return []  # it has one, which nobody changes
    rows = authorisation.versions.select_related("change__change_request", "request_version")
    return _entries(rows.prefetch_related("lines", "request_version__parties").order_by("number"))


def _entries(rows: Iterable[AuthorisationVersion]) -> list[VersionEntry]:
    entries: list[VersionEntry] = []
    before: Contents | None = None
    for version in rows:
        after = contents_of(version)
        entries.append(VersionEntry(version, differences(before, after) if before else []))
        before = after
    return entries[::-1]


def proposed_differences(authorisation: Authorisation, change: AuthorisationChange) -> list[Difference]:
    """What a proposal would change in the version that counts now; nothing of an act that adds none."""
    if change.event not in KEEPS_NUMBER or authorisation.version is None:
        return []
    before = contents_of(authorisation.version)
    return differences(before, changed(before, change.terms))


def in_force(authorisation: Authorisation) -> list[InForce]:
    """From which day each version counts."""
    rows = authorisation.versions.values_list("number", "counts_from", "valid_until")
    return [InForce(number, first, last) for number, first, last in rows]


def show_version(entry: VersionEntry) -> dict[str, Any]:
    """A version as REST shows it, with what it changed."""
    version = entry.version
    return {
        "version": version.number,
        "change": version.change.event if version.change else None,
        "counts_from": version.counts_from.isoformat(),
        "valid_from": version.valid_from.isoformat(),
        "valid_until": version.valid_until.isoformat() if version.valid_until else None,
        "created_at": rfc3339(version.created_at),
        "differences": [show_difference(each) for each in entry.differences],
    }


def show_difference(each: Difference) -> dict[str, Any]:
    return {"member": each.member, "line": each.line, "before": each.before, "after": each.after}
