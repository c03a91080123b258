"""Requests for export authorisations, over the product's own actions: a complete body, a draft, what was sent."""

from copy import deepcopy
from datetime import datetime
from typing import Any

from exportctl.core.models import User
from licensing.actions import requests
from licensing.actions.request_drafts import create_request_draft, submit_request_draft
from licensing.models import AuthorisationRequest, Exporter, RequestDraft
from tests import factories
from tests.factories import AT, HOUR
from tests.replayed import replayed

INDIVIDUAL: dict[str, Any] = {
    "kind": "individual",
    "activity": "export",
    "destination": "IN",
    "currency": "EUR",
    "end_use": "Encrypting the links between the hospital's three sites.",
    "valid_for_months": 24,
    "items": [
        {
            "name": "Network encryptor",
            "manufacturer": "Nordwind Instruments",
            "model": "NX-40",
            "description": "Encrypts Ethernet at 40 Gbit/s with 256-bit keys.",
            "cn_code": "84715000",
            "control_entry": "5A002.a",
            "quantity": "100",
            "unit": "pieces",
            "value": "12000",
        },
        {
            "name": "Key management station",
            "manufacturer": "Nordwind Instruments",
            "model": "NK-2",
            "description": "Generates and distributes keys for up to 500 encryptors.",
            "cn_code": "84715000",
            "control_entry": "5A002.a",
            "quantity": "2",
            "unit": "systems",
            "value": "30000",
        },
    ],
    "end_user": {"name": "City Hospital", "address": "1 Ring Road, Pune", "country": "IN", "kind": "other"},
    "end_use_statement": {"waived": True, "reason": "Repeat delivery to a known public hospital."},
}


END_USERS = [
    {"name": "City Hospital", "address": "1 Ring Road, Pune", "country": "IN", "kind": "other"},
    {"name": "Hospital do Norte", "address": "Rua 3, Recife", "country": "BR", "kind": "other"},
]
# A whole category without quantity beside an item with one; for two countries and two end users.
GLOBAL: dict[str, Any] = {
    "kind": "global",
    "activity": "export",
    "destinations": ["IN", "BR", "CL"],
    "end_users": END_USERS,
    "currency": "EUR",
    "end_use": "Encrypting the links between the sites of hospitals.",
    "valid_for_months": 24,
    "items": [{"control_entry": "5A002.a"}, INDIVIDUAL["items"][0]],
    "icp": {"version": "4", "adopted_on": "2025-03-01"},
}


def make_individual_body(**changes: Any) -> dict[str, Any]:
    """A complete body of two lines."""
    return {**deepcopy(INDIVIDUAL), **changes}


@replayed
def make_request_draft(
    exporter: Exporter | None = None, *, by: User | None = None, at: datetime = AT, **changes: Any
) -> RequestDraft:
    """A complete draft."""
    exporter = exporter or factories.make_exporter()
    body = make_individual_body(**changes)
    return create_request_draft(
        exporter=exporter, body=body, actor=by or factories.make_filer(exporter), at=at
    )


@replayed
def make_individual_request(
    exporter: Exporter | None = None, *, by: User | None = None, at: datetime = AT, **changes: Any
) -> AuthorisationRequest:
    draft = make_request_draft(exporter, by=by, at=at, **changes)
    return submit_request_draft(draft_id=draft.pk, actor=draft.created_by, at=at)


@replayed
def make_taken_individual(
    officer: User | None = None, *, at: datetime = AT, **fields: Any
) -> AuthorisationRequest:
    request = make_individual_request(at=at, **fields)
    officer = officer or factories.make_officer(str(request.authority.member_state_id))
    return requests.take_request(request_id=request.pk, actor=officer, at=at + HOUR)


@replayed
def make_taken(
    body: dict[str, Any],
    officer: User | None = None,
    *,
    exporter: Exporter | None = None,
    by: User | None = None,
    at: datetime = AT,
) -> AuthorisationRequest:
    """A request of whatever kind the body names, sent and taken."""
    exporter = exporter or factories.make_exporter()
    by = by or factories.make_filer(exporter)
    draft = create_request_draft(exporter=exporter, body=deepcopy(body), actor=by, at=at)
    request = submit_request_draft(draft_id=draft.pk, actor=by, at=at)
    officer = officer or factories.make_officer(str(request.authority.member_state_id))
    return requests.take_request(request_id=request.pk, actor=officer, at=at + HOUR)
