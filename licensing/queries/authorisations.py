"""An authorisation as REST shows it, to its holder, its authority and customs."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct
from exportctl.core.rules.decimals import shortest
from exportctl.core.rules.permissions import Permission
from licensing.labels import line_name
from licensing.models import (
    Authorisation,
    AuthorisationLine,
    AuthorisationVersion,
    LineBalance,
)
from licensing.queries.decision_periods import today_of
from licensing.queries.regimes import basis_of
from licensing.rules.authorisations import Condition, Standing, conditions_of
from licensing.rules.granted_parties import Parties
from licensing.rules.requests import Form
from licensing.rules.versions import Recipient, Role, party_members


def show_authorisation(authorisation: Authorisation, *, at: datetime, reader: Reader) -> dict[str, Any]:
    """In the contract's shape, as it stands at that instant. Customs read the conditions that are meant for them."""
    basis = basis_of(authorisation.legal_basis, authority=authorisation.authority)
    return {
        "reference": authorisation.reference,
        "version": authorisation.version.number if authorisation.version else None,
        "kind": authorisation.kind,
        "form": authorisation.form,
        "general_authorisation": authorisation.code or None,
        "status": standing_of(authorisation, at=at).value,
        "valid_from": authorisation.valid_from.isoformat(),
        "valid_until": authorisation.valid_until.isoformat() if authorisation.valid_until else None,
        "request": _request_for(authorisation, reader),
        "holder": {"name": authorisation.holder.legal_name, "eori": authorisation.holder.eori},
        "authority": {
            "name": authorisation.authority.own_name,
            "member_state": str(authorisation.authority.member_state_id),
        },
        "destinations": authorisation.destinations,
        "end_user": _party(authorisation, Role.END_USER),
        "end_users": [party_members(each) for each in parties_of(authorisation, Role.END_USER)],
        "consignee": _party(authorisation, Role.CONSIGNEE),
        "customs_document_code": authorisation.customs_document_code or None,
        "legal_basis": authorisation.legal_basis,
        "basis": str(basis.text),
        "in_force": authorisation.in_force,
        "conditions": [each.text for each in conditions_shown(authorisation, reader=reader)],
        "replaces": authorisation.predecessor.reference if authorisation.predecessor else None,
        "replaced_by": [each.reference for each in authorisation.successors.all()],
        "lines": [_line(line, authorisation.balance_of[line.number]) for line in authorisation.lines],
    }


def standing_of(authorisation: Authorisation, *, at: datetime) -> Standing:
    """What it is now, by the day at its authority."""
    return authorisation.standing(on=today_of(authorisation.authority, at=at))


def _request_for(authorisation: Authorisation, reader: Reader) -> str | None:
    """The case that it was granted on; customs know of none."""
    if authorisation.is_general or not knows_case(authorisation, reader):
        return None
    return authorisation.case.reference


def knows_case(authorisation: Authorisation, reader: Reader) -> bool:
    """Is the reader its holder or its authority, not customs with the paper before them?"""
    return any(access.may(reader, side, authorisation) for side in (Permission.FILE, Permission.HANDLE))


def opens_case(authorisation: Authorisation, reader: Reader) -> bool:
    """Is the case on which it was granted the reader's, too? Not where it passed on to a legal successor."""
    case = authorisation.request
    return case is not None and any(
        access.may(reader, side, case) for side in (Permission.FILE, Permission.HANDLE)
    )


def conditions_shown(authorisation: Authorisation, *, reader: Reader) -> list[Condition]:
    """Every condition to holder and authority; to customs alone those that are not for the holder alone."""
    assert authorisation.version
    every = conditions_of(authorisation.version.conditions)
    if knows_case(authorisation, reader):
        return every
    return [each for each in every if each.for_customs]


@dataclass(frozen=True)
class NamedAnew:
    """A party of the request, with the name and address that a later version of the authorisation gives it."""

    name: str
    address: str
    country: str
    kind: str


def parties_of(authorisation: Authorisation, role: Role) -> list[Recipient]:
    """Who receives the items, as the request that was granted had them, in the words of the version.

    A general one names nobody.
    """
    assert authorisation.version
    return parties_in(authorisation.version, role)


def named_parties(authorisation: Authorisation) -> Parties:
    """The names of end users and consignees, in the words of the version that counts."""
    end_users = parties_of(authorisation, Role.END_USER)
    named_in = {each.country for each in end_users}
    is_global = authorisation.form == Form.GLOBAL
    return Parties(
        end_users=tuple(each.name for each in end_users),
        consignees=tuple(each.name for each in parties_of(authorisation, Role.CONSIGNEE)),
        open_in=[code for code in authorisation.destinations if code not in named_in] if is_global else (),
    )


def party_of(authorisation: Authorisation, role: Role) -> Recipient | None:
    """The first of them; a global authorisation may have several, or none."""
    return next(iter(parties_of(authorisation, role)), None)


def party_in(version: AuthorisationVersion, role: Role) -> Recipient | None:
    """The first of any of its versions."""
    return next(iter(parties_in(version, role)), None)


def parties_in(version: AuthorisationVersion, role: Role) -> list[Recipient]:
    """Those of any of its versions where what was granted goes; a version that names one anew names the first."""
    if version.request_version is None:
        return []
    declared = (each for each in version.request_version.parties.all() if each.role == role)
    parties: list[Recipient] = [each for each in declared if each.country not in version.left_out]
    words = version.words.get(role.value)
    if parties and words:
        first = parties[0]
        parties[0] = NamedAnew(words["name"], words["address"], first.country, first.kind)
    return parties


def show_change(change: FourEyesAct) -> dict[str, str]:
    """A proposal of two officers, as every one of them is shown."""
    return {"id": str(change.pk), "status": change.status}


def _party(authorisation: Authorisation, role: Role) -> dict[str, str] | None:
    party = party_of(authorisation, role)
    return party_members(party) if party else None


def _line(line: AuthorisationLine, row: LineBalance) -> dict[str, Any]:
    balance = row.balance
    return {
        "line": line.number,
        "name": line_name(line),
        "control_entry": line.control_entry or None,
        "cn_code": line.cn_code or None,
        "description": line.description,
        "unit": line.unit or None,
        "granted": _number(balance.granted),
        "written_off": _number(balance.used),
        "moved": _number(balance.moved if balance.granted is not None else None),
        "left": _number(balance.left),
        "value_granted": _number(balance.value_granted),
        "value_written_off": _number(balance.value_used if balance.value_granted is not None else None),
        "value_left": _number(balance.value_left),
        "currency": line.currency or None,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else shortest(value)
