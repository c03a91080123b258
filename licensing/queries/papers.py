"""What the paper of an authorisation says: the boxes of Annex III.A of Regulation (EU) 2021/821, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from exportctl.core.canonical import rfc3339
from exportctl.core.countries import country
from exportctl.core.notices import zone_of
from exportctl.core.rules.decimals import shortest
from licensing.labels import amount, line_name, money
from licensing.models import Authorisation, AuthorisationLine, AuthorisationVersion, LetterheadChange
from licensing.models.request_drafts import PROCEDURE_LABELS
from licensing.queries.authorisations import parties_of, party_of
from licensing.queries.letterheads import letterhead_of
from licensing.queries.prohibitions import Lifted, lifted_by
from licensing.queries.regimes import basis_of
from licensing.rules.authorisations import Condition, conditions_of
from licensing.rules.export_requests import Procedure
from licensing.rules.regimes import Basis
from licensing.rules.requests import Form
from licensing.rules.state_consultations import locations_of
from licensing.rules.versions import Recipient, Role, party_members

Words = str | Promise
END_USERS_IN_BOX = 3  # box 9


@dataclass(frozen=True)
class Place:
    """A country with its code: boxes 8, 10, 11, 12 and 14."""

    code: str

    @property
    def name(self) -> str:
        return country(self.code) if self.code else ""


@dataclass(frozen=True)
class ItemSet:
    """Boxes 13 to 18 of one line; 16 for listed items alone."""

    number: int
    name: str
    maker: str
    description: str
    origin: Place
    cn_code: str
    cas: str
    control_entry: str
    value: str
    quantity: str


@dataclass(frozen=True)
class Paper:
    """Everything the form shows."""

    authorisation: Authorisation
    version: AuthorisationVersion
    issued_at: datetime
    zone: str
    basis: Basis
    letterhead: LetterheadChange
    contact: str
    form: Form
    consignee: Recipient | None
    end_users: tuple[Recipient, ...]  # beside the consignee; of a global one as many as it names
    agent: str
    location: Place
    locations: tuple[Place, ...]  # box 10: where the items are or will be
    declared_in: Place
    destinations: tuple[Place, ...]
    lines: tuple[ItemSet, ...]
    end_use: str
    contract_on: date | None
    procedure_words: Words
    conditions: tuple[Condition, ...]
    lifted: Lifted | None  # the exemption or derogation that it names
    project: str  # that a large project authorisation is for
    data: dict[str, Any]

    @property
    def only(self) -> ItemSet | None:
        """The only line stands on sheet 1."""
        return self.lines[0] if len(self.lines) == 1 else None

    @property
    def attached(self) -> tuple[ItemSet, ...]:
        """Several lines stand on sheets 1 bis, all of them."""
        return self.lines if len(self.lines) > 1 else ()

    @property
    def more_end_users(self) -> tuple[Recipient, ...]:
        """Those that box 9 has no room for: they stand on a sheet of their own."""
        return self.end_users[END_USERS_IN_BOX:]


def paper_of(version_id: UUID) -> Paper:
    """Of the version with that id, whatever counts by now."""
    versions = AuthorisationVersion.objects.select_related("authorisation", "request_version")
    version = versions.get(pk=version_id)
    rows = Authorisation.objects.with_balances().select_related(
        "decision__proposal", "authority__member_state"
    )
    authorisation = rows.get(pk=version.authorisation_id)
    authorisation.version = version
    assert version.request_version  # a general one has no paper
    assert authorisation.decision
    body, state = version.request_version.body, str(authorisation.authority.member_state_id)
    consignee, end_users = party_of(authorisation, Role.CONSIGNEE), parties_of(authorisation, Role.END_USER)
    is_one = authorisation.form == Form.INDIVIDUAL
    contract_on = body.get("contract_on")
    return Paper(
        authorisation=authorisation,
        version=version,
        issued_at=version.created_at,
        zone=zone_of(authorisation.authority).key,
        basis=basis_of(authorisation.legal_basis, authority=authorisation.authority),
        letterhead=letterhead_of(authorisation.authority),
        contact=body.get("contact") or authorisation.holder.contact,
        form=authorisation.form or Form.INDIVIDUAL,
        # One end user who receives the items himself stands in box 5; several stand in box 9.
        consignee=consignee or (end_users[0] if is_one and end_users else None),
        end_users=tuple(end_users) if consignee or not is_one else (),
        agent=body.get("agent") or "",
        location=Place(body.get("location") or state),
        locations=tuple(map(Place, locations_of({**body, "location": body.get("location") or state}))),
        declared_in=Place(body.get("export_state") or state),
        destinations=tuple(map(Place, authorisation.destinations)),
        lines=tuple(_item_set(line) for line in version.lines.select_related("declared")),
        end_use=body.get("end_use") or "",
        contract_on=date.fromisoformat(contract_on) if contract_on else None,
        procedure_words=PROCEDURE_LABELS[body.get("procedure") or Procedure.PERMANENT.value],
        lifted=lifted_by(authorisation.decision.proposal),
        conditions=tuple(each for each in conditions_of(version.conditions) if each.for_customs),
        project=(body.get("project") or {}).get("name") or "",
        data=_data(authorisation, version, consignee, end_users),
    )


def code_data(paper: Paper) -> dict[str, Any]:
    """What the code on the paper carries: enough to compare with the paper, and no party."""
    authorisation, version = paper.authorisation, paper.version
    return {
        "type": "exportctl-authorisation/1",
        "reference": authorisation.reference,
        "version": version.number,
        "valid_from": version.valid_from.isoformat(),
        "valid_until": version.valid_until.isoformat() if version.valid_until else None,
        "customs_document_code": authorisation.customs_document_code or None,
        "token": authorisation.token,
    }


def _item_set(line: AuthorisationLine) -> ItemSet:
    declared = line.declared
    assert declared
    return ItemSet(
        number=line.number,
        name=line_name(line),
        maker=" ".join(filter(None, [line.manufacturer, line.model])),
        description=line.description,
        origin=Place(declared.origin),
        cn_code=line.cn_code,
        cas=declared.cas,
        control_entry=line.control_entry,
        value=money(line.value, line.currency),
        quantity=amount(line.quantity, line.unit) if line.quantity is not None else "",
    )


def _data(
    authorisation: Authorisation,
    version: AuthorisationVersion,
    consignee: Recipient | None,
    end_users: Sequence[Recipient],
) -> dict[str, Any]:
    """The same for machines, as it travels inside the PDF."""
    return {
        "type": "exportctl-authorisation/1",
        "reference": authorisation.reference,
        "version": version.number,
        "kind": authorisation.kind,
        "form": authorisation.form,
        "valid_from": version.valid_from.isoformat(),
        "valid_until": version.valid_until.isoformat() if version.valid_until else None,
        "issued_at": rfc3339(version.created_at),
        "customs_document_code": authorisation.customs_document_code or None,
        "legal_basis": authorisation.legal_basis,
        "in_force": authorisation.in_force,
        "authority": {
            "name": authorisation.authority.own_name,
            "member_state": str(authorisation.authority.member_state_id),
        },
        "holder": {"name": authorisation.holder.legal_name, "eori": authorisation.holder.eori},
        "consignee": party_members(consignee) if consignee else None,
        "end_user": party_members(end_users[0]) if end_users else None,
        "end_users": [party_members(each) for each in end_users],
        "destinations": authorisation.destinations,
        "conditions": [each.text for each in conditions_of(version.conditions) if each.for_customs],
        "lines": [_line(line) for line in version.lines.all()],
    }


def _line(line: AuthorisationLine) -> dict[str, Any]:
    return {
        "line": line.number,
        "name": line_name(line),
        "description": line.description,
        "cn_code": line.cn_code or None,
        "control_entry": line.control_entry or None,
        "quantity": None if line.quantity is None else shortest(line.quantity),
        "unit": line.unit or None,
        "value": None if line.value is None else shortest(line.value),
        "currency": line.currency or None,
    }
