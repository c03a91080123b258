"""What a grant issues, what two officers and its holder do to it, and who may see it."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from exportctl.core.errors import Forbidden, FourEyes, NotFound, Pending, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from licensing.actions.authorisation_changes import approve_change, discard_change, propose_change
from licensing.actions.authorisations import issue_authorisation, surrender
from licensing.actions.conflicts import declare_conflict
from licensing.errors import AuthorisationOver
from licensing.models import Authorisation, AuthorisationChange, Document, LineBalance
from licensing.queries.verification import faults
from tests.factories import (
    AT,
    DAY,
    make_commissioner,
    make_customs,
    make_delegate,
    make_exporter,
    make_filer,
    make_officer,
)
from tests.licensing.granted import make_authorisation, make_decided_request, mrn, write_off

pytestmark = pytest.mark.django_db
GROUNDS = "The end user passes the goods on."


def propose(authorisation, event="suspend", *, by=None, at=AT + DAY):
    return propose_change(
        authorisation_id=authorisation.pk, event=event, grounds=GROUNDS, actor=by or make_officer(), at=at
    )


def carry_out(authorisation, event="suspend", *, at=AT + DAY):
    change = propose(authorisation, event, at=at)
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=at)
    return Authorisation.objects.with_balances().get(pk=authorisation.pk)


def test_a_grant_issues_what_was_asked_for_two_years_less_a_day():
    authorisation = make_authorisation()

    assert authorisation.reference == "DE-A-2026-0001"
    assert (authorisation.valid_from, authorisation.valid_until) == (date(2026, 11, 3), date(2028, 11, 2))
    assert (authorisation.customs_document_code, authorisation.in_force) == ("X060", True)
    (line,) = authorisation.lines
    assert (line.number, line.quantity, line.unit, line.control_entry) == (1, 100, "pieces", "5A002.a")
    balance = authorisation.balance_of[1].balance
    assert (balance.left, balance.value_left) == (100, None)
    assert authorisation.destinations == ["IN"]


def test_its_paper_is_owed_in_the_same_transaction():
    authorisation = make_authorisation()

    owed = Document.objects.get(request=authorisation.request, kind="authorisation")
    assert (owed.about, owed.name, owed.file) == (authorisation.version.pk, "DE-A-2026-0001.pdf", None)


def test_the_trail_knows_of_it_without_a_word_of_text():
    authorisation = make_authorisation()

    event = AuditEvent.objects.about(authorisation).get()
    assert (event.event, event.target) == ("issue", "valid")
    assert set(event.facts) == {"reference", "decision", "version"}


def test_a_decision_issues_one_authorisation():
    decision = make_decided_request()
    issue_authorisation(decision=decision, actor=decision.approver, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        issue_authorisation(decision=decision, actor=decision.approver, at=AT)


def test_what_rests_on_no_law_has_no_code_for_customs():
    authorisation = make_authorisation(legal_basis="eu_list")

    assert (authorisation.in_force, authorisation.customs_document_code) == (False, "")


def test_the_validity_is_what_the_request_asked_for():
    assert make_authorisation(valid_for_months=6).valid_until == date(2027, 5, 2)


# --- who may see it


def test_holder_and_authority_see_it_and_nobody_else():
    exporter = make_exporter()
    authorisation = make_authorisation(exporter)

    def sees(user):
        return Authorisation.objects.visible_to(user).filter(pk=authorisation.pk).exists()

    assert sees(make_filer(exporter))
    assert sees(make_officer("DE"))
    strangers = [make_filer(), make_officer("FR"), make_delegate("FR"), make_commissioner()]
    assert not any(map(sees, strangers))


def test_an_officer_with_a_conflict_does_not_see_it():
    authorisation, officer = make_authorisation(), make_officer()
    declare_conflict(request_id=authorisation.request_id, reason="My brother.", actor=officer, at=AT)

    assert not Authorisation.objects.visible_to(officer).exists()


def test_customs_find_every_paper_and_list_what_they_have_written_off():
    authorisation, customs = make_authorisation(), make_customs()

    assert Authorisation.objects.presented_to(customs).exists()
    assert not Authorisation.objects.visible_to(customs).exists()

    write_off(authorisation, by=customs)

    assert Authorisation.objects.visible_to(customs).get() == authorisation
    assert not Authorisation.objects.visible_to(make_customs("FR")).exists()


# --- what two officers do


@pytest.mark.parametrize(
    ("event", "status", "told"),
    [
        ("suspend", "suspended", "authorisation_suspended"),
        ("revoke", "revoked", "authorisation_revoked"),
        ("annul", "annulled", "authorisation_annulled"),
    ],
)
def test_two_officers_end_it_and_its_holder_is_told(event, status, told):
    authorisation = carry_out(make_authorisation(), event)

    assert authorisation.status == status
    notice = Notice.objects.get(kind=told)
    assert notice.organisation == authorisation.holder.organisation
    step = authorisation.steps.last()
    assert (step.state, step.on, step.change.grounds) == (status, date(2026, 11, 4), GROUNDS)


def test_a_suspension_ends_by_a_reinstatement():
    authorisation = carry_out(carry_out(make_authorisation()), "reinstate", at=AT + 2 * DAY)

    assert authorisation.status == "valid"


def test_nobody_approves_their_own_proposal():
    authorisation, officer = make_authorisation(), make_officer()
    change = propose(authorisation, by=officer)

    with pytest.raises(FourEyes):
        approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=officer, at=AT + DAY)
    authorisation.refresh_from_db()
    assert authorisation.status == "valid"


def test_one_proposal_waits_at_a_time():
    authorisation = make_authorisation()
    first = propose(authorisation)

    with pytest.raises(Pending):
        propose(authorisation, "annul")

    discard_change(authorisation_id=authorisation.pk, change_id=first.pk, actor=make_officer(), at=AT + DAY)
    assert propose(authorisation, "annul").status == "proposed"


@pytest.mark.parametrize("event", ["reinstate", "suspend", "revoke"])
def test_what_the_status_does_not_allow_is_refused(event):
    authorisation = make_authorisation()
    if event != "reinstate":
        authorisation = carry_out(authorisation, "annul")

    with pytest.raises(WrongStatus):
        propose(authorisation, event)


@pytest.mark.parametrize("event", ["suspend", "revoke"])
def test_what_has_expired_is_not_suspended_any_more(event):
    authorisation = make_authorisation(valid_for_months=1)

    with pytest.raises(AuthorisationOver):
        propose(authorisation, event, at=AT + 40 * DAY)
    assert propose(authorisation, "annul", at=AT + 40 * DAY).event == "annul"


@pytest.mark.parametrize("make", [make_filer, make_customs, make_delegate])
def test_only_its_authority_acts_on_it(make):
    authorisation = make_authorisation()

    with pytest.raises((Forbidden, NotFound)):
        propose(authorisation, by=make())
    with pytest.raises((Forbidden, NotFound)):
        propose(authorisation, by=make_officer("FR"))
    assert not AuthorisationChange.objects.exists()


def test_its_holder_gives_it_back():
    exporter = make_exporter()
    authorisation = make_authorisation(exporter)

    given_back = surrender(
        authorisation_id=authorisation.pk, reason="Order lost.", actor=make_filer(exporter), at=AT + DAY
    )

    assert given_back.status == "surrendered"
    assert authorisation.steps.last().reason == "Order lost."
    assert Notice.objects.get(kind="authorisation_surrendered").organisation == authorisation.authority
    with pytest.raises(Forbidden):
        surrender(authorisation_id=authorisation.pk, reason="", actor=make_officer(), at=AT + DAY)


# --- the list by what it reads as


def test_a_list_finds_them_by_what_they_read_as():
    valid = make_authorisation()
    exhausted = make_authorisation()
    expired = make_authorisation(valid_for_months=1)
    suspended = carry_out(make_authorisation())
    revoked = carry_out(make_authorisation(), "revoke")
    write_off(exhausted, "100", mrn=mrn(1))
    at = AT + 40 * DAY

    for each, reads in (
        (valid, "valid"),
        (exhausted, "exhausted"),
        (expired, "expired"),
        (suspended, "suspended"),
        (revoked, "revoked"),
    ):
        assert Authorisation.objects.of_standing([reads], at=at).get() == each
        stored = Authorisation.objects.with_balances().get(pk=each.pk)
        assert stored.standing(on=at.date()) == reads


# --- what the database holds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE licensing_linebalance SET used = 5",
        "UPDATE licensing_linebalance SET granted = 1000",
        "UPDATE licensing_linebalance SET used = 101",
        "UPDATE licensing_authorisation SET customs_document_code = 'X070'",
        "UPDATE licensing_authorisation SET status = 'revoked'",
        "UPDATE licensing_authorisationversion SET valid_until = '2099-01-01'",
        "UPDATE licensing_authorisationline SET quantity = 1000",
        "DELETE FROM licensing_authorisationstep",
        "UPDATE licensing_writeoff SET quantity = 0.5",
        "DELETE FROM licensing_writeoff",
    ],
)
def test_no_forgery_passes_the_database(statement):
    write_off(make_authorisation())

    with (
        pytest.raises(DatabaseError, match=r"permission denied|ledger|overdrawn|audit"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{statement}; SET CONSTRAINTS ALL IMMEDIATE")


def test_a_ledger_never_takes_more_than_was_granted():
    forged = write_off(make_authorisation()).write_off
    forged.pk, forged.mrn, forged.quantity = uuid4(), mrn(2), 100

    with pytest.raises(IntegrityError, match="never_overdrawn"), transaction.atomic():
        forged.save(force_insert=True)
    assert LineBalance.objects.get().used == 1


def test_what_was_used_is_moved_by_the_ledger_alone():
    authorisation = make_authorisation()

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        LineBalance.objects.filter(authorisation=authorisation).update(used=1)


def test_the_verification_finds_nothing_in_what_the_product_did():
    authorisation = carry_out(carry_out(make_authorisation()), "reinstate")
    write_off(authorisation, "40")

    assert [fault for fault in faults() if authorisation.reference in fault] == []
