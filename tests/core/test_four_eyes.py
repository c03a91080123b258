"""Four eyes, on every table of the product that takes two officers."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from controllist.actions.entry_changes import propose_delisting
from controllist.models import EntryText
from controllist.rules.entry_changes import ChangeBasis
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    propose_act,
    require_other_officer,
    require_same_content,
)
from exportctl.core.actions.invitations import invite
from exportctl.core.actions.reference import propose_change
from exportctl.core.errors import FourEyes, Pending, StaleState
from exportctl.core.models import Invitation, Notice, ReferenceChange, TwoOfficers
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.reference import REFERENCE_CHANGE
from licensing.actions.authorisation_changes import approve_change as approve_change_of
from licensing.actions.authorisation_changes import propose_change as propose_change_of
from licensing.actions.decision_periods import propose_period
from licensing.actions.denial_imports import propose_denial_import
from licensing.actions.denial_reviews import propose_review
from licensing.actions.letterheads import propose_letterhead
from licensing.actions.listed_names import list_names
from licensing.actions.match_releases import release_match
from licensing.actions.measures import enter_measure, propose_measure_change
from licensing.actions.remedies import lodge_remedy, propose_outcome
from licensing.actions.routing_rules import propose_routing_rule
from licensing.models import Denial
from licensing.rules.measures_table import RuleRow
from licensing.rules.party_matches import Source
from notifications.actions.extensions import propose_extension
from notifications.actions.rule_sets import propose_selection
from notifications.actions.standard_texts import retire_text
from notifications.actions.withdrawals import propose_withdrawal
from notifications.models import RuleSetSelection
from notifications.rules.machines import SELECTION
from tests import factories
from tests.controllist.listing import make_entry
from tests.controllist.tables import propose_table
from tests.factories import AT, DAY, HOUR
from tests.licensing.classifying import propose_an_opinion
from tests.licensing.general import propose_a_bar, propose_an_edition
from tests.licensing.granted import make_authorisation
from tests.requesting import make_taken_individual

pytestmark = pytest.mark.django_db


def holiday():
    names = {"en": "A day", "de": "Ein Tag", "fr": "Un jour"}
    payload = {"calendar": "FR", "on": "2027-03-04", "names": names}
    actor = factories.make_commissioner()
    return propose_change(kind="holiday_added", payload=payload, reason="Law.", actor=actor, at=AT)


def extension():
    actor, window = factories.make_commissioner(), factories.make_procedure()
    said = {"working_days": 5, "reason": "A strike.", "actor": actor, "at": AT + 2 * DAY}
    return propose_extension(procedure_id=window.pk, **said)


def withdrawal():
    actor, window = factories.make_officer(), factories.make_procedure()
    return propose_withdrawal(procedure_id=window.pk, grounds="A mistake.", actor=actor, at=AT + 2 * DAY)


def selection():
    actor = factories.make_commissioner()
    return propose_selection(rule_set="single_objection", reason="The law.", actor=actor, at=AT)


def standard_text():
    actor = factories.make_commissioner()
    return retire_text(key="repression_risk", reason="Out of use.", actor=actor, at=AT)


def period():
    actor, authority = factories.make_officer(), factories.organisation("authority")
    said = {"working_days": 20, "starts_on": AT.date(), "reason": "The law.", "actor": actor, "at": AT}
    return propose_period(authority=authority, kind="notification", **said)


def letterhead():
    actor, authority = factories.make_officer(), factories.organisation("authority")
    return propose_letterhead(authority=authority, reason="New.", office="Unit 1", actor=actor, at=AT)


def seat():
    body = factories.organisation("authority")
    manager, _second = (factories.seated(Permission.MANAGE, body) for _manager in range(2))
    whose = {"email": "new@authority.example", "name": "Nora Neu", "permission": Permission.HANDLE}
    return invite(organisation_id=body.pk, actor=manager, at=AT, **whose)


def proposal():
    factories.make_officer()  # who may approve it
    return factories.make_proposal()


def entry_change():
    entry, actor = make_entry(), factories.make_commissioner()
    basis = ChangeBasis(
        ground="review", act_kind="judgment", act_reference="T-12/26", reason="No such use was found."
    )
    return propose_delisting(entry_id=entry.pk, basis=basis, edition=entry.edition, actor=actor, at=AT)


def authorisation_change():
    authorisation = make_authorisation()
    said = {"grounds": "The goods are passed on.", "actor": factories.make_officer(), "at": AT + 5 * DAY}
    return propose_change_of(authorisation_id=authorisation.pk, event="suspend", **said)


def measure_change():
    keeper, actor = factories.organisation("commission", None), factories.make_commissioner()
    row = RuleRow(kind="prohibition", country="IN", act="Act", title="x", applies_from=AT)
    measure = enter_measure(keeper=keeper, row=row, actor=actor, at=AT)
    said = {"event": "confirm", "act": "Act", "act_on": AT.date()}
    return propose_measure_change(measure_id=measure.pk, actor=actor, at=AT, **said)


def match_release():
    """Of a sanctions hit: to say that it is somebody else takes two."""
    officer = factories.make_officer()
    factories.make_officer()  # who hears that it waits
    list_names(
        source=Source.SANCTIONS,
        entry=uuid4(),
        number="EU.1",
        names=["Directorate of Public Order"],
        at=AT,
    )
    request = factories.make_taken_request(officer)
    match = request.party_matches.get()
    ids = {"request_id": request.pk, "match_id": match.pk}
    release_match(reason="Another.", actor=officer, at=AT + 2 * DAY, **ids)
    return match.releases.get()


def remedy_outcome():
    authorisation = make_authorisation()
    said = {"actor": factories.make_officer(), "at": AT + 5 * DAY}
    change = propose_change_of(
        authorisation_id=authorisation.pk, event="suspend", grounds="The goods are passed on.", **said
    )
    approve_change_of(
        authorisation_id=authorisation.pk,
        change_id=change.pk,
        actor=factories.make_officer(),
        at=AT + 5 * DAY,
    )
    day = (AT + 5 * DAY).date().isoformat()
    lodged = {"kind": "court", "body": "Court", "lodged_on": day, "lodged_by": "Aquila", "suspensive": False}
    remedy = lodge_remedy(request_id=authorisation.request_id, about=str(change.pk), **lodged, **said)
    return propose_outcome(
        remedy_id=remedy.pk, outcome="upheld", decided_on=day, grounds="It stands.", **said
    )


def denial_review():
    request = make_taken_individual()
    factories.approve(factories.make_proposal(request, legal_basis="annex_i"))
    denial = Denial.objects.filter(request=request).first()
    return propose_review(
        denial_id=denial.pk, outcome="renew", actor=factories.make_officer(), at=AT + 5 * DAY
    )


def classification_opinion():
    factories.make_officer()  # who hears that it waits
    return propose_an_opinion()


def general_bar():
    exporter = factories.make_exporter()
    factories.make_officer()  # who hears that it waits
    return propose_a_bar(exporter)


def general_edition():
    factories.make_officer()
    return propose_an_edition()


def routing_rule():
    factories.make_officer()
    said = {"purpose": "team", "team": "Cyber", "criteria": {}, "reason": "Our law.", "at": AT}
    authority = factories.organisation("authority")
    return propose_routing_rule(authority=authority, actor=factories.make_officer(), **said)


def denial_import():
    factories.make_officer()
    authority = factories.organisation("authority")
    rows = [{"state": "MT", "paper_number": "MT/1", "status": "valid", "row": 2}]
    return propose_denial_import(
        authority=authority, name="x.csv", rows=rows, actor=factories.make_officer(), at=AT
    )


def table_import():
    factories.make_officer()
    return propose_table("national_list", b"code;text\n5A902;x\n")


ACTS = {
    "AuthorisationChange": (authorisation_change, "authorisation_change_waiting"),
    "DenialImport": (denial_import, "denial_import_waiting"),
    "DenialReview": (denial_review, "denial_review_waiting"),
    "EntryChange": (entry_change, "entry_change_waiting"),
    "ClassificationOpinion": (classification_opinion, "classification_waiting"),
    "GeneralBar": (general_bar, "general_bar_waiting"),
    "GeneralEdition": (general_edition, "general_edition_waiting"),
    "Invitation": (seat, "seat_waiting"),
    "LetterheadChange": (letterhead, "letterhead_waiting"),
    "MeasureChange": (measure_change, "measure_waiting"),
    "MatchRelease": (match_release, "match_release_waiting"),
    "RemedyOutcome": (remedy_outcome, "remedy_outcome_waiting"),
    "Proposal": (proposal, "proposal_waiting"),
    "ReferenceChange": (holiday, "reference_change_waiting"),
    "Extension": (extension, "extension_waiting"),
    "Withdrawal": (withdrawal, "withdrawal_waiting"),
    "RoutingRule": (routing_rule, "routing_rule_waiting"),
    "RuleSetSelection": (selection, "rule_set_waiting"),
    "TableImport": (table_import, "table_import_waiting"),
    "StandardText": (standard_text, "standard_text_waiting"),
    "DecisionPeriodChange": (period, "period_waiting"),
}
every_act = pytest.mark.parametrize("make", [make for make, _kind in ACTS.values()], ids=ACTS)


def concrete(model):
    for below in model.__subclasses__():
        yield from concrete(below) if below._meta.abstract else [below.__name__]


def test_every_act_of_two_officers_is_tried_here():
    assert sorted(concrete(TwoOfficers)) == sorted(ACTS)


def test_four_eyes_are_asked_for_in_one_place():
    """Besides, nobody lifts their own conflict of interest, nor has a hand in their own seat or registration."""
    root = Path(__file__).resolve().parents[2]
    apps = ("exportctl", "controllist", "licensing", "notifications")
    raising = {
        path.relative_to(root).as_posix()
        for app in apps
        for path in (root / app).rglob("*.py")
        if "raise FourEyes" in path.read_text()
    }
    own = {
        "licensing/actions/conflicts.py",
        "licensing/actions/registration_answers.py",
        "exportctl/core/actions/invitations.py",
        "exportctl/core/actions/people.py",
    }
    assert raising == {"exportctl/core/actions/four_eyes.py", *own}


@every_act
def test_nobody_approves_their_own_whatever_the_program_says(make):
    act = make()

    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        connection.cursor().execute(
            f'UPDATE "{act._meta.db_table}" SET approved_by_id = proposed_by_id WHERE id = %s', [act.pk]
        )


@every_act
def test_only_another_officer_finds_it_to_approve(make):
    act, colleague = make(), factories.make_officer()
    waiting = type(act).objects

    assert not waiting.may_be_approved_by(act.proposed_by).exists()
    assert waiting.may_be_approved_by(colleague).get() == act
    with pytest.raises(FourEyes):
        require_other_officer(act=act, actor=act.proposed_by)
    require_other_officer(act=act, actor=colleague)


@pytest.mark.parametrize(("make", "kind"), ACTS.values(), ids=ACTS)
def test_the_body_hears_that_it_waits(make, kind):
    make()

    assert Notice.objects.filter(kind=kind).count() == 1


@every_act
def test_nothing_is_approved_by_nobody(make):
    act = make()
    approved = "open" if isinstance(act, Invitation) else "approved"  # it goes on: to the person's own yes

    with pytest.raises(IntegrityError, match=r"approved_by_someone|takes_two"), transaction.atomic():
        connection.cursor().execute(
            f'UPDATE "{act._meta.db_table}" SET status = %s WHERE id = %s', [approved, act.pk]
        )


def test_a_text_that_several_wrote_is_published_by_none_of_them():
    writer, colleague, reader = (factories.make_commissioner() for _officer in range(3))
    text = EntryText(writers=[writer.pk, colleague.pk])

    for own in (writer, colleague):
        with pytest.raises(FourEyes):
            require_other_officer(act=text, actor=own)
    require_other_officer(act=text, actor=reader)


def test_one_waits_at_a_time_even_for_whoever_did_not_look():
    act = selection()
    hasty = RuleSetSelection(rule_set="unanimous_agreement", reason="No.", proposed_by=act.proposed_by)
    waiting = Waiting("rule_set_waiting", [], "", "/")

    with pytest.raises(Pending):
        propose_act(act=hasty, machine=SELECTION, at=AT, waiting=waiting)

    assert RuleSetSelection.objects.pending().get() == act


def test_who_holds_a_stale_act_does_not_approve_it():
    """Two officers read the same proposal; the second acts on what is no more."""
    read = holiday()
    approve_act(
        act=ReferenceChange.objects.get(pk=read.pk),
        machine=REFERENCE_CHANGE,
        actor=factories.make_commissioner(),
        at=AT + HOUR,
    )

    with pytest.raises(StaleState):
        approve_act(act=read, machine=REFERENCE_CHANGE, actor=factories.make_commissioner(), at=AT + DAY)


def test_an_approval_forgets_nobody():
    act = holiday()

    with pytest.raises(FourEyes):
        approve_act(act=act, machine=REFERENCE_CHANGE, actor=act.proposed_by, at=AT)


def test_another_content_is_another_proposal():
    require_same_content(content_hash="a" * 64, read="a" * 64)
    with pytest.raises(StaleState):
        require_same_content(content_hash="a" * 64, read="b" * 64)
