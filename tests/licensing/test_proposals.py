"""Deciding with four eyes: what is proposed is hashed, names no exporter, and is approved by a colleague."""

from dataclasses import replace
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from exportctl.core.canonical import canonical
from exportctl.core.errors import FourEyes, Invalid, StaleState, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from licensing import labels
from licensing.actions import proposals
from licensing.actions.decisions import approve_proposal
from licensing.errors import NamesExporter, NotAssigned
from licensing.models import Decision, Document, Proposal
from licensing.rules.kinds import KINDS
from licensing.rules.requests import Kind, LegalBasis
from tests import factories
from tests.factories import AT, DAY, HOUR, NOTIFICATION

pytestmark = pytest.mark.django_db

WORDS = {
    "entry": {
        "name": "Cell site simulator",
        "manufacturer": "Nordwind Instruments",
        "models": ["NW-300", "NW-310"],
        "functions": ["phone_location"],
        "description": "Locates mobile phones.",
    },
    "dossier": {"description": "Locates mobile phones in a crowd.", "grounds": "Bulk surveillance."},
}


def test_left_out_words_are_the_item_as_notified_and_the_grounds():
    proposal = factories.make_proposal(grounds="Bulk surveillance of journalists.")

    item = NOTIFICATION["item"]
    assert proposal.entry == {
        "name": item["name"],
        "manufacturer": item["manufacturer"],
        "models": [item["model"]],
        "functions": item["functions"],
        "description": item["description"],
        "language": "en",
    }
    assert proposal.dossier == {
        "description": item["description"],
        "grounds": "Bulk surveillance of journalists.",
    }
    assert proposal.request.status == "proposed"


def test_words_that_were_given_stand_and_the_rest_is_filled():
    proposal = factories.make_proposal(entry={"name": "Catcher"}, dossier={"grounds": "Kurz."})

    assert proposal.entry["name"] == "Catcher"
    assert proposal.entry["models"] == ["NW-300"]
    assert proposal.dossier["grounds"] == "Kurz."
    assert proposal.dossier["description"] == NOTIFICATION["item"]["description"]


def test_only_a_refusal_has_words_for_others():
    proposal = factories.make_proposal(outcome="grant", legal_basis="annex_i", **WORDS)

    assert (proposal.entry, proposal.dossier) == (None, None)


def test_the_hash_covers_everything_that_is_proposed():
    proposal = factories.make_proposal(**WORDS)
    content = {
        name: getattr(proposal, name)
        for name in ("outcome", "legal_basis", "grounds", "conditions", "entry", "dossier")
    }

    assert proposal.content_hash == sha256(canonical(content)).hexdigest()
    for name in content:
        changed = {**content, name: "something else"}
        assert sha256(canonical(changed)).hexdigest() != proposal.content_hash


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"grounds": "Aquila Systems has sold there before."}, ["/dossier/grounds"]),
        ({"dossier": {"description": "Made for AQUILA-SYSTEMS gmbh."}}, ["/dossier/description"]),
        ({"entry": {"description": "By aquilasystems."}}, ["/entry/description"]),
        ({"entry": {"models": ["NW-300", "Aquila Systems 1"]}}, ["/entry/models/1"]),
        ({"entry": {"name": "EORI DE99EXPORTER"}}, ["/entry/name"]),
    ],
)
def test_words_that_name_the_exporter_are_refused_with_their_pointer(changes, pointers):
    exporter = factories.make_exporter()
    exporter.eori = "DE99EXPORTER"
    exporter.save(update_fields=["eori"])
    request = factories.make_taken_request(exporter=exporter)

    with pytest.raises(NamesExporter) as refused:
        factories.make_proposal(request, **changes)

    assert [error["pointer"] for error in refused.value.errors] == pointers
    request.refresh_from_db()
    assert request.status == "under_review"
    assert not Proposal.objects.exists()


def test_a_maker_may_be_the_exporter():
    request = factories.make_taken_request(
        item={**NOTIFICATION["item"], "manufacturer": "Aquila Systems GmbH"}
    )

    proposal = factories.make_proposal(request)

    assert proposal.entry["manufacturer"] == "Aquila Systems GmbH"


def test_an_item_or_an_end_user_that_bears_the_exporters_name_blocks_a_refusal():
    request = factories.make_taken_request(
        item={**NOTIFICATION["item"], "name": "Aquila Systems Catcher"},
        end_user={**NOTIFICATION["end_user"], "name": "Aquila Systems Gulf"},
    )

    with pytest.raises(NamesExporter) as refused:
        factories.make_proposal(request, entry={"name": "Catcher"})

    assert [error["pointer"] for error in refused.value.errors] == ["/item/name", "/end_user/name"]


def test_a_grant_may_name_the_exporter():
    assert factories.make_proposal(outcome="grant", grounds="Aquila Systems keeps good records.").pk


@pytest.mark.parametrize(
    ("words", "pointer"),
    [({"grounds": ""}, "/grounds"), ({"outcome": "grant_with_conditions"}, "/conditions")],
)
def test_a_refusal_needs_grounds_and_a_conditional_grant_its_conditions(words, pointer):
    with pytest.raises(Invalid) as refused:
        factories.make_proposal(**words)

    assert [error["pointer"] for error in refused.value.errors] == [pointer]


def test_a_legal_basis_that_its_kind_does_not_know_is_refused_at_its_pointer(monkeypatch):
    bases = frozenset({LegalBasis.ARTICLE_4, LegalBasis.HUMAN_RIGHTS})
    monkeypatch.setitem(KINDS, Kind.NOTIFICATION, replace(KINDS[Kind.NOTIFICATION], legal_bases=bases))

    with pytest.raises(Invalid) as caught:
        factories.make_proposal(outcome="grant", legal_basis="article_10")

    [problem] = caught.value.errors
    assert problem["pointer"] == "/legal_basis"
    assert "Article 4" in str(problem["detail"])
    assert "Article 9" not in str(problem["detail"])


@pytest.mark.parametrize("basis", sorted(KINDS[Kind.NOTIFICATION].legal_bases))
def test_every_legal_basis_of_its_kind_can_be_proposed(basis):
    assert (
        factories.make_proposal(outcome="no_authorisation_required", legal_basis=basis).legal_basis == basis
    )


def test_only_who_took_the_case_proposes():
    request = factories.make_taken_request()
    request.assigned_to = factories.make_officer()

    with pytest.raises(NotAssigned):
        factories.make_proposal(request)


def test_one_proposal_waits_at_a_time():
    proposal = factories.make_proposal()

    with pytest.raises(WrongStatus):
        factories.make_proposal(proposal.request)


def test_a_returned_proposal_puts_the_case_back_under_review_with_the_comment():
    proposal, colleague = factories.make_proposal(), factories.make_officer()

    proposals.return_proposal(
        request_id=proposal.request_id,
        proposal_id=proposal.pk,
        comment="Name the judgments.",
        actor=colleague,
        at=AT + 2 * DAY,
    )

    proposal.refresh_from_db()
    proposal.request.refresh_from_db()
    assert (proposal.status, proposal.comment) == ("returned", "Name the judgments.")
    assert proposal.request.status == "under_review"
    assert factories.make_proposal(proposal.request, at=AT + 3 * DAY).status == "proposed"
    assert Notice.objects.filter(kind="proposal_returned").count() == 1


def test_nobody_returns_or_approves_their_own():
    proposal = factories.make_proposal()
    own = {"request_id": proposal.request_id, "proposal_id": proposal.pk, "actor": proposal.proposed_by}

    with pytest.raises(FourEyes):
        proposals.return_proposal(comment="Hm.", at=AT + 2 * DAY, **own)
    with pytest.raises(FourEyes):
        approve_proposal(content_hash=proposal.content_hash, at=AT + 2 * DAY, **own)


def test_the_database_refuses_self_approval_whatever_the_program_says():
    proposal = factories.make_proposal()

    with pytest.raises(IntegrityError, match="proposal_four_eyes"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(approved_by=proposal.proposed_by)
    alone = proposal.proposed_by_id
    with pytest.raises(IntegrityError, match="decision_four_eyes"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO licensing_decision (id, request_id, proposal_id, outcome, legal_basis, content_hash,"
            " proposer_id, approver_id, decided_at)"
            " VALUES (gen_random_uuid(), %s, %s, 'refuse', 'human_rights', 'x', %s, %s, %s)",
            [proposal.request_id, proposal.pk, alone, alone, AT],
        )


def test_an_approval_is_bound_to_what_was_read():
    proposal = factories.make_proposal()

    with pytest.raises(StaleState):
        approve_proposal(
            request_id=proposal.request_id,
            proposal_id=proposal.pk,
            content_hash="0" * 64,
            actor=factories.make_officer(),
            at=AT + 2 * DAY,
        )

    assert not Decision.objects.exists()


def test_a_row_that_is_not_what_its_hash_says_is_approved_by_nobody_and_can_be_returned(monkeypatch):
    """The caller's hash and the stored one agree; the content as it stands gives another."""
    monkeypatch.setattr(proposals, "hash_of", lambda _content, **_bound: "0" * 64)
    proposal = factories.make_proposal()

    with pytest.raises(StaleState, match="Return it"):
        factories.approve(proposal)

    assert not Decision.objects.exists()
    returned = proposals.return_proposal(
        request_id=proposal.request_id,
        proposal_id=proposal.pk,
        comment="Once more.",
        actor=factories.make_officer(),
        at=AT + 2 * DAY,
    )
    assert returned.status == "returned"


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("grant", "granted"),
        ("grant_with_conditions", "granted"),
        ("refuse", "refused"),
        ("no_authorisation_required", "no_authorisation_required"),
    ],
)
def test_an_approval_writes_the_decision_the_letter_and_the_notice(outcome, status):
    proposal = factories.make_proposal(outcome=outcome, legal_basis="annex_i", conditions=["Log every use."])

    approval = factories.approve(proposal, at=AT + DAY + HOUR)

    proposal.refresh_from_db()
    decision = Decision.objects.get(request=proposal.request)
    assert (approval.status, proposal.request.status, proposal.status) == (status, status, "approved")
    assert decision.content_hash == proposal.content_hash
    assert (decision.proposer, decision.approver) == (proposal.proposed_by, proposal.approved_by)
    assert Document.objects.get(request=proposal.request, kind="decision_letter").about == decision.pk
    assert Notice.objects.get(kind="decision_made").organisation == proposal.request.exporter.organisation


def test_the_trail_holds_no_word_of_a_proposal():
    proposal = factories.make_proposal(**WORDS)
    factories.approve(proposal)

    facts = str(list(AuditEvent.objects.values_list("facts", flat=True)))
    for secret in ("Bulk surveillance", "Nordwind", "Aquila", "Directorate", "journalists"):
        assert secret not in facts


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hearing", "stored", "said"),
    [
        ({"held_on": "2026-11-03"}, {"held_on": "2026-11-03"}, "was heard on 3 November 2026"),
        ({"held_on": "", "waived": "Urgent."}, {"waived": "Urgent."}, "was not heard beforehand: Urgent."),
        (None, None, ""),
    ],
)
def test_a_hearing_is_recorded_or_waived_with_a_reason_and_refuses_nothing(hearing, stored, said):
    proposal = factories.make_proposal(hearing=hearing)

    assert proposal.hearing == stored
    assert said in labels.hearing(proposal.hearing)
