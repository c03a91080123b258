"""A request before and after it is sent: its number from the first word on, and a draft that stays as it was sent."""

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from exportctl.core.errors import WrongStatus
from licensing.actions.amendments import amend
from licensing.actions.drafts import save_fields
from licensing.actions.request_drafts import submit_request_draft, withdraw_request_draft
from licensing.errors import Incomplete
from licensing.letters import preview
from licensing.models import AuthorisationRequest, RequestDraft
from licensing.queries.letters import letter_of
from tests import factories
from tests.factories import AT, DAY, HOUR
from tests.requesting import make_individual_request, make_request_draft, make_taken_individual

pytestmark = pytest.mark.django_db


def test_its_number_is_that_of_the_case_and_its_authority_learns_nothing_of_a_draft():
    draft = make_request_draft()

    request = AuthorisationRequest.objects.get()
    assert draft.reference == request.reference
    assert not AuthorisationRequest.objects.visible_to(factories.make_officer()).exists()
    assert AuthorisationRequest.objects.visible_to(draft.created_by).exists()


def test_what_is_sent_is_drawn_apart_into_lines_and_parties():
    request = make_individual_request(
        consignee={"name": "Forwarder", "address": "2 Dock", "country": "IN"},
        third_parties=[{"name": "Broker", "address": "3 Lane", "country": "CH", "kind": "company"}],
    )

    assert [line.control_entry for line in request.lines] == ["5A002.a", "5A002.a"]
    assert [line.currency for line in request.lines] == ["EUR", "EUR"]
    assert {party.role for party in request.parties} == {"end_user", "consignee", "third_party"}
    assert (request.status, request.legal_basis) == ("submitted", "annex_i")


def test_what_was_sent_or_discarded_is_changed_no_more():
    sent, discarded = make_request_draft(), make_request_draft()
    submit_request_draft(draft_id=sent.pk, actor=sent.created_by, at=AT)
    withdraw_request_draft(draft_id=discarded.pk, actor=discarded.created_by, at=AT)

    for draft in (sent, discarded):
        with pytest.raises(WrongStatus):
            save_fields(
                model=RequestDraft,
                draft_id=draft.pk,
                fields={"/end_use": "Another."},
                loaded={},
                actor=draft.created_by,
                at=AT,
            )
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            RequestDraft.objects.filter(pk=draft.pk).update(body={})


def test_it_is_not_sent_with_a_gap():
    draft = make_request_draft(end_use=None)

    with pytest.raises(Incomplete) as missing:
        submit_request_draft(draft_id=draft.pk, actor=draft.created_by, at=AT)

    assert [each["pointer"] for each in missing.value.errors] == ["/end_use"]
    draft.refresh_from_db()
    assert draft.is_open


def test_a_correction_of_one_line_is_a_further_version():
    request = make_taken_individual()
    items = [dict(item) for item in request.body["items"]]
    items[1]["quantity"] = "1"

    version = amend(
        request_id=request.pk,
        body={"items": items},
        reason="One is enough.",
        actor=request.submitted_by,
        at=AT + DAY,
    )

    assert version.number == 2
    assert [str(line.quantity.normalize()) for line in version.lines.all()] == ["1E+2", "1"]


def test_letters_speak_of_a_request_and_of_each_line():
    request = make_taken_individual()
    receipt = letter_of(request.documents.get(kind="receipt"))
    assert "request" in str(receipt.title)
    assert [item["control_entry"] for item in receipt.data["items"]] == ["5A002.a", "5A002.a"]

    letter = preview(
        request=request,
        outcome="grant",
        legal_basis="annex_i",
        grounds="A hospital.",
        conditions=[],
        terms={"lines": [{"line": 1, "quantity": "60"}], "valid_for_months": 12},
        at=AT + HOUR,
    )

    written = str(letter.html)
    assert "granted: 60 pieces" in written
    assert "refused" in written
    assert "valid for 12 months" in written
    assert "not an export authorisation" not in written
