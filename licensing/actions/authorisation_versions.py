"""A further version of an authorisation: written by an act of two officers, only ever added; its number stays."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from exportctl.core import locks
from exportctl.core.models import User
from licensing.actions.documents import owe_document
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    AuthorisationLine,
    AuthorisationVersion,
    LineBalance,
)
from licensing.models.documents import DocumentKind
from licensing.queries.authorisation_versions import contents_of
from licensing.queries.decision_periods import today_of
from licensing.rules.authorisation_terms import Contents, LineContents, changed
from licensing.rules.authorisations import Event


def hold_balances(*, authorisation: Authorisation) -> dict[int, LineBalance]:
    """The balances of an authorisation that is held, locked by ascending id: the next of the lock order."""
    rows: list[LineBalance] = locks.lock_all_for_update(
        LineBalance.objects.filter(authorisation=authorisation)
    )
    return {row.number: row for row in rows}


def write_further_version(
    *,
    authorisation: Authorisation,
    change: AuthorisationChange,
    balances: Mapping[int, LineBalance],
    actor: User,
    at: datetime,
) -> AuthorisationVersion:
    """Carry out the terms of the change: the next version, its lines, what is granted of each, and its paper.

    The caller holds authorisation and balances, and has asked `gaps` of the terms.
    """
    former = authorisation.version
    assert former  # what is changed was issued
    after = changed(contents_of(former), change.terms)
    version = _version(former, after, change, actor, at)
    lines = [_line(line, told, version) for line, told in zip(former.lines.all(), after.lines, strict=True)]
    AuthorisationLine.objects.bulk_create(lines)
    _point_to(authorisation, version)
    for line in lines:
        _grant(balances[line.number], line, at)
    owe_paper(authorisation=authorisation, version=version, at=at)
    return version


def owe_paper(*, authorisation: Authorisation, version: AuthorisationVersion, at: datetime) -> None:
    """The sealed paper of a version; a former one keeps its own."""
    number = "" if version.number == 1 else f"-{version.number}"
    owe_document(
        request=authorisation.case,
        kind=DocumentKind.AUTHORISATION.value,
        about=version.pk,
        at=at,
        name=f"{authorisation.reference}{number}.pdf",
    )


def _version(
    former: AuthorisationVersion, after: Contents, change: AuthorisationChange, actor: User, at: datetime
) -> AuthorisationVersion:
    same_conditions = change.terms.get("conditions") is None
    return AuthorisationVersion.objects.create(
        authorisation_id=former.authorisation_id,
        number=former.number + 1,
        request_version=former.request_version,
        left_out=former.left_out,
        valid_from=after.valid_from,
        valid_until=after.valid_until,
        counts_from=_counts_from(former, change, at),
        words={role: {"name": words[0], "address": words[1]} for role, words in after.parties.items()},
        conditions=former.conditions if same_conditions else list(after.conditions),
        change=change,
        reason=change.grounds,
        created_by=actor,
        created_at=at,
    )


def _counts_from(former: AuthorisationVersion, change: AuthorisationChange, at: datetime) -> date:
    """A correction counts as if the error had never been made."""
    if change.event == Event.CORRECT:
        return former.counts_from
    return today_of(change.authorisation.authority, at=at)


def _line(former: AuthorisationLine, told: LineContents, version: AuthorisationVersion) -> AuthorisationLine:
    same = ("number", "declared_id", "manufacturer", "model", "unit", "limits_value", "currency")
    copied: dict[str, Any] = {name: getattr(former, name) for name in same}
    return AuthorisationLine(
        version=version,
        name=told.name,
        description=told.description,
        cn_code=told.cn_code,
        control_entry=told.control_entry,
        quantity=told.quantity,
        value=told.value,
        **copied,
    )


def _grant(balance: LineBalance, line: AuthorisationLine, at: datetime) -> None:
    value = line.value if line.limits_value else None
    if (balance.granted, balance.value_granted) == (line.quantity, value):
        return
    balance.granted, balance.value_granted, balance.changed_at = line.quantity, value, at
    balance.save(update_fields=["granted", "value_granted", "changed_at"])


def _point_to(authorisation: Authorisation, version: AuthorisationVersion) -> None:
    Authorisation.objects.filter(pk=authorisation.pk).update(version=version)
    authorisation.version = version
    authorisation.__dict__.pop("lines", None)  # those of the former one


def share_of(*, value: Decimal | None, part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """What is expected to be paid for a part, where the value does not limit the line: in proportion, to the cent."""
    if value is None or part is None or not whole:
        return value
    return (value * part / whole).quantize(Decimal("0.01"))
