"""Correcting an entry and taking it off the list: two officers, a new leaf, and nothing that vanishes (G11, G16)."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from controllist.actions import entries
from controllist.actions.entry_changes import (
    approve_entry_change,
    discard_entry_change,
    propose_correction,
    propose_delisting,
)
from controllist.models import ControlListEntry, Edition, EntryChange, LogHead, LogLeaf
from controllist.queries.entries import latest, listed, public
from controllist.queries.proofs import proof
from controllist.queries.verification import faults
from controllist.rules.entry_changes import ChangeBasis
from controllist.rules.matching import item_key
from exportctl.core import clock, merkle
from exportctl.core.canonical import content_hash
from exportctl.core.errors import DomainError, FourEyes, Invalid, NotFound, Pending, StaleState, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.queries.todos import todos
from notifications.actions.closing import close_due
from notifications.queries.outcomes import meaning_of_listing
from tests import factories
from tests.controllist.listing import agreed, make_entry, words
from tests.controllist.test_listing import verdict_of
from tests.database import in_thread, wait_for_waiter

LIST = "/api/v1/control-list"
FORMER = (
    *(
        "code",
        "name",
        "manufacturer",
        "models",
        "functions",
        "description",
        "cn_code",
        "listed_on",
        "effective_from",
    ),
    *("edition", "status", "rule_set", "regime", "in_force", "destination"),
)
BASIS = ChangeBasis(
    ground="clerical_error",
    act_kind="commission_decision",
    act_reference="C(2026) 4711",
    reason="The maker writes the model with a hyphen.",
)
OFF = ChangeBasis(
    ground="review",
    act_kind="judgment",
    act_reference="T-12/26",
    reason="The review found no such use any more.",
)
BETTER = {"models": ["Halo-LX", "Halo LX2"]}


@pytest.fixture
def officers(db):
    return factories.make_commissioner(), factories.make_commissioner()


def about(entry, officer, basis, **fields):
    return {
        "entry_id": entry.pk,
        "edition": entry.edition,
        "basis": basis,
        "actor": officer,
        "at": clock.now(),
    } | fields


def correct(entry, officers, basis=BASIS, **fields):
    change = propose_correction(words=words(**(BETTER | fields)), **about(entry, officers[0], basis))
    return approve(change, officers[1])


def delist(entry, officers, basis=OFF):
    return approve(propose_delisting(**about(entry, officers[0], basis)), officers[1])


def approve(change, officer):
    approve_entry_change(change_id=change.pk, actor=officer, at=clock.now())
    with connection.cursor() as cursor:  # what a commit would ask
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return ControlListEntry.objects.get(pk=change.entry_id)


def screened(client: Client, **line):
    body = {"lines": [{"id": "1", "destination": "AE"} | line]}
    return client.post("/api/v1/screenings", body, content_type="application/json").json()["results"][0]


def test_a_correction_is_a_new_edition_with_its_leaf_and_the_former_words_stay(officers, client, tmp_path):
    entry = make_entry()
    before = proof(entry)

    entry = correct(entry, officers)

    assert (entry.status, entry.edition, entry.sequence, entry.model_names) == (
        "corrected",
        2,
        2,
        BETTER["models"],
    )
    assert public(entry)["effective_from"] == before["entry"]["effective_from"]
    assert listed(item_key=item_key("Vexor Labs", "halo lx2")) == entry
    leaf = json.loads(bytes(LogLeaf.objects.get(edition=2).leaf))
    assert (leaf["version"], leaf["change"], leaf["change_ground"]) == (3, "correction", "clerical_error")
    assert leaf["legal_act"] == {"kind": "commission_decision", "reference": "C(2026) 4711"}
    assert b"hyphen" not in bytes(LogLeaf.objects.get(edition=2).leaf)
    for document in (proof(entry), proof(entry, edition=1)):
        assert verdict_of(json.loads(json.dumps(document)), tmp_path).returncode == 0
    assert proof(entry, edition=1)["entry"] == before["entry"]
    assert client.get(f"{LIST}?since=1").json()["entries"] == [client.get(f"{LIST}/CS-0001").json()]
    assert [*faults()] == []


def test_an_entry_that_was_taken_off_asks_for_nothing_and_does_not_vanish(officers, client, tmp_path):
    entry, other = make_entry(), make_entry(models=["Halo MX"])
    assert screened(client, manufacturer="Vexor Labs", model="Halo LX")["verdict"] != "not_listed"

    entry = delist(entry, officers)

    assert (entry.status, entry.delisted_at, entry.change_ground) == ("delisted", entry.changed_at, "review")
    assert listed(item_key=item_key("Vexor Labs", "Halo LX")) is None
    assert latest() == [other]
    shown = client.get(LIST).json()
    assert [(each["code"], each["status"]) for each in shown["entries"]] == [
        ("CS-0001", "delisted"),
        ("CS-0002", "listed"),
    ]
    assert shown["edition"] == shown["entries"][0]["edition"] == 3
    alike = screened(client, manufacturer="Vexor Labs", model="Halo LX")
    assert "CS-0001" not in [each["code"] for each in alike["entries"]]
    named = screened(client, control_entry="CS-0001", name="Something else entirely")
    assert (named["verdict"], "taken off" in named["why"]) == ("not_listed", True)
    assert "taken off" in verdict_of(json.loads(json.dumps(proof(entry))), tmp_path).stdout
    assert [*faults()] == []


def test_a_lone_line_is_told_that_its_entry_was_taken_off(officers, client):
    delist(make_entry(), officers)

    answer = screened(client, manufacturer="VEXOR LABS", model="halo-lx")

    assert (answer["verdict"], answer["regime"]) == ("not_listed", None)
    assert "CS-0001 was taken off the list" in answer["why"]


def test_the_same_item_may_be_listed_anew_by_another_procedure(officers):
    first = delist(make_entry(), officers)

    second = make_entry()

    assert (first.code, second.code) == ("CS-0001", "CS-0002")
    assert listed(item_key=item_key("Vexor Labs", "Halo LX")) == second


def test_what_other_states_are_being_asked_about_is_added_to_no_entry(officers):
    entry, procedure = make_entry(models=["Halo MX"]), factories.make_procedure()
    item = procedure.dossier["item"]

    with pytest.raises(Invalid) as refused:
        correct(entry, officers, manufacturer=item["manufacturer"], models=["Halo MX", item["model"]])

    assert procedure.reference in str(refused.value.errors[0]["detail"])
    assert refused.value.errors[0]["pointer"] == "/models/1"


def test_nobody_approves_their_own_and_a_discarded_one_changes_nothing(officers):
    entry = make_entry()
    change = propose_delisting(**about(entry, officers[0], OFF))

    with pytest.raises(FourEyes):
        approve_entry_change(change_id=change.pk, actor=officers[0], at=clock.now())
    with pytest.raises(DatabaseError, match="four_eyes"), transaction.atomic():
        EntryChange.objects.filter(pk=change.pk).update(approved_by=officers[0])

    def waits_for(officer):
        return "approve_removal" in {row.kind.code for row in todos(officer, at=clock.now())}

    assert [waits_for(officer) for officer in officers] == [False, True]
    discard_entry_change(change_id=change.pk, actor=officers[1], at=clock.now())

    assert not waits_for(officers[1])
    with pytest.raises(WrongStatus):
        approve_entry_change(change_id=change.pk, actor=officers[1], at=clock.now())
    assert Edition.objects.count() == 1


def test_a_publication_that_is_added_changes_no_words(officers):
    added = ChangeBasis(**BASIS.__dict__ | {"ground": "publication", "act_kind": "official_journal"})

    with pytest.raises(Invalid) as refused:
        correct(make_entry(), officers, added)

    assert [each["pointer"] for each in refused.value.errors] == ["/change_ground"]


def test_one_change_waits_at_a_time_and_is_about_the_entry_that_was_read(officers):
    entry = make_entry()
    waiting = propose_delisting(**about(entry, officers[0], OFF))

    with pytest.raises(Pending):
        propose_correction(words=words(**BETTER), **about(entry, officers[1], BASIS))
    discard_entry_change(change_id=waiting.pk, actor=officers[0], at=clock.now())
    entry = correct(entry, officers)
    with pytest.raises(StaleState):
        propose_delisting(**about(entry, officers[0], OFF, edition=1))


def test_what_is_off_the_list_is_neither_corrected_nor_taken_off_again(officers):
    entry = delist(make_entry(), officers)

    with pytest.raises(WrongStatus):
        propose_correction(words=words(**BETTER), **about(entry, officers[0], BASIS))
    with pytest.raises(WrongStatus):
        propose_delisting(**about(entry, officers[0], OFF))


@pytest.mark.parametrize(
    ("basis", "fields", "pointer"),
    [
        ({"ground": "listed_in_error"}, BETTER, "/change_ground"),
        ({"act_kind": "agreement"}, BETTER, "/legal_act/kind"),
        ({"act_reference": "the decision of last week"}, BETTER, "/legal_act/reference"),
        ({"reason": " "}, BETTER, "/reason"),
        ({}, {"models": []}, "/models"),
        ({}, {"name": ""}, "/name"),
        ({}, {"functions": []}, "/functions"),
        ({}, {"cn_code": "8517"}, "/cn_code"),
        ({}, {}, "/name"),  # nothing would change
        ({}, {"models": ["Halo LX", "Other 7"]}, "/models/1"),  # another entry lists it
    ],
)
def test_what_is_wrong_or_missing_is_named(officers, basis, fields, pointer):
    entry = make_entry()
    make_entry(models=["Other 7"])

    with pytest.raises(Invalid) as refused:
        propose_correction(
            words=words(**fields), **about(entry, officers[0], ChangeBasis(**BASIS.__dict__ | basis))
        )

    assert [each["pointer"] for each in refused.value.errors] == [pointer]


@pytest.mark.parametrize("pointer", ["/name", "/description", "/models/0", "/reason"])
def test_no_word_of_a_change_names_the_exporter_whose_item_it_was(officers, pointer):
    entry = make_entry()  # of a company called "Nobody"
    named = "Made for Nobody GmbH, IT0"
    field = pointer.split("/")[1]
    basis = ChangeBasis(**BASIS.__dict__ | ({"reason": named} if field == "reason" else {}))
    fields = {"models": [named]} if field == "models" else {field: named} if field != "reason" else {}

    with pytest.raises(Invalid) as refused:
        propose_correction(words=words(**(BETTER | fields)), **about(entry, officers[0], basis))

    assert (refused.value.code, refused.value.errors[0]["pointer"]) == ("names_exporter", pointer)


def test_law_in_force_changes_with_the_agreement_of_all_alone(officers):
    entry = make_entry(by=agreed("AE"))
    basis = {"act_kind": "official_journal", "act_reference": "C/2026/1234"}

    with pytest.raises(Invalid) as refused:
        correct(entry, officers, ChangeBasis(**BASIS.__dict__ | basis))
    assert refused.value.errors[0]["pointer"] == "/agreed"

    entry = correct(entry, officers, ChangeBasis(**BASIS.__dict__ | basis | {"agreed": True}))
    change = EntryChange.objects.get()
    proposed = AuditEvent.objects.about(change).get(event="propose").facts
    assert change.agreed
    assert proposed["content"] == content_hash({**change.content, "agreed": True}), "approved with the rest"
    assert [*faults()] == []
    leaf = json.loads(bytes(LogLeaf.objects.get(edition=entry.edition).leaf))
    assert (leaf["scope"], leaf["destinations"], leaf["ground"]) == (
        "destinations",
        ["AE"],
        "repression_or_violations",
    )


def test_a_publication_is_added_without_a_word_changing(officers):
    entry = make_entry()
    added = ChangeBasis(**BASIS.__dict__ | {"ground": "publication", "act_kind": "official_journal"})

    entry = correct(entry, officers, added, models=["Halo LX"])

    assert (entry.model_names, entry.act_kind, entry.status) == (["Halo LX"], "official_journal", "corrected")


def test_it_is_audited_and_told_without_a_word_of_the_entry(officers):
    entry = correct(make_entry(), officers)

    change = EntryChange.objects.get()
    assert [event.event for event in AuditEvent.objects.about(change)] == ["propose", "approve"]
    event = AuditEvent.objects.about(entry).last()
    assert (event.event, event.facts) == (
        "correct",
        {"code": "CS-0001", "edition": 2, "change": str(change.pk)},
    )
    told = Notice.objects.filter(kind="entry_corrected")
    assert {notice.organisation.kind for notice in told} == {"authority", "delegation", "customs"}
    assert "hyphen" not in str(list(told.values_list("facts", flat=True)))


def test_leaves_of_both_versions_are_one_growing_tree(officers, tmp_path, monkeypatch):
    """An entry that was logged before stays provable after it is corrected."""
    entry = make_entry_of_before(monkeypatch)
    assert json.loads(bytes(LogLeaf.objects.get().leaf))["type"] == "exportctl-leaf/1"
    assert verdict_of(json.loads(json.dumps(proof(entry))), tmp_path).returncode == 0
    assert [*faults()] == []

    entry = correct(entry, officers)
    entry = delist(entry, officers)

    hashes = [bytes.fromhex(leaf.hash) for leaf in LogLeaf.objects.order_by("index")]
    roots = [bytes.fromhex(head.root) for head in LogHead.objects.order_by("size")]
    for old in range(1, len(hashes)):
        path = merkle.consistency_proof(old, hashes)
        assert merkle.verify_consistency(old, len(hashes), path, roots[old - 1], roots[-1])
    for edition in (1, 2, 3):
        checked = verdict_of(json.loads(json.dumps(proof(entry, edition=edition))), tmp_path)
        assert checked.returncode == 0, checked.stdout
    assert [*faults()] == []


def make_entry_of_before(monkeypatch):
    """Listed as entries were before: the edition says less, and its leaf is of version 1."""
    with monkeypatch.context() as before:
        before.setattr(entries, "public", lambda entry: {name: public(entry)[name] for name in FORMER})
        entry = make_entry()
    return ControlListEntry.objects.get(pk=entry.pk)


def test_an_earlier_edition_stays_to_be_read_and_proven_and_another_is_none(officers, client):
    entry = correct(make_entry(), officers)

    former = client.get("/list/CS-0001?edition=1").content.decode()
    assert "Halo LX" in former
    assert "edition 2 is the one that counts" in former
    present = client.get("/list/CS-0001").content.decode()
    assert "hyphen" in present
    assert "Clerical error" in present
    assert "C(2026) 4711" in present
    assert client.get("/list/CS-0001/proof?edition=1").json()["entry"]["edition"] == 1
    assert client.get("/list/CS-0001/proof?edition=9").status_code == 404
    assert client.get("/list/CS-0001?edition=9").status_code == 404
    with pytest.raises(NotFound):
        proof(entry, edition=9)


def test_changes_feed_and_tables_tell_it(officers, client):
    delist(correct(make_entry(), officers), officers)

    assert "review found no such use" in client.get("/list/changes").content.decode()
    feed = client.get("/list/changes.atom").content.decode()
    assert "CS-0001 taken off the list" in feed
    assert "T-12/26" in feed
    assert "delisted" in client.get("/list.csv").content.decode()
    assert "C(2026) 4711" in client.get("/list/changes?export=csv").content.decode()
    assert "CS-0001" in client.get("/list?status=delisted").content.decode()


@pytest.mark.race
def test_of_two_corrections_at_once_one_ends_in_words(cloned_database, second_connection):
    officers = [factories.make_commissioner() for _ in range(3)]
    entry = make_entry()
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM controllist_controllistentry FOR UPDATE")
    both = [
        in_thread(propose_correction, words=words(models=[f"Halo {n}"]), **about(entry, officers[n], BASIS))
        for n in (0, 1)
    ]
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()
    ends = [end_of(each) for each in both]

    assert sorted(isinstance(end, Pending) for end in ends) == [False, True]
    change = EntryChange.objects.get()
    others = [officer for officer in officers if officer.pk != change.proposed_by_id]
    twice = [
        in_thread(approve_entry_change, change_id=change.pk, actor=officer, at=clock.now())
        for officer in others
    ]
    ends = [end_of(each) for each in twice]
    assert sorted(isinstance(end, DomainError) for end in ends) == [False, True]
    assert Edition.objects.count() == LogLeaf.objects.count() == 2
    assert [*faults()] == []


def end_of(work):
    try:
        return work.result(timeout=20)
    except DomainError as error:
        return error


def test_whose_item_it_was_learns_of_a_change_and_the_case_says_what_the_entry_means_now(officers):
    """Whoever notified it first, whose refusal joined the procedure, and whose came after the listing."""
    procedure = factories.make_procedure()
    joined = factories.make_refusal(factories.make_exporter("FR"), at=factories.AT + factories.DAY)
    close_due(at=procedure.closes_at)
    later = factories.make_refusal(factories.make_exporter("IT"), at=procedure.closes_at + factories.DAY)
    assert (joined.because, later.because) == ("procedure_open", "already_listed")
    entry = ControlListEntry.objects.get()

    entry = correct(entry, officers)
    read = meaning_of_listing(request=procedure.request)
    delist(entry, officers)

    for kind in ("item_entry_corrected", "item_entry_delisted"):
        told = Notice.objects.filter(kind=kind, facts__entry=entry.code)
        states = told.values_list("organisation__kind", "organisation__member_state")
        assert sorted(states) == [("exporter", "DE"), ("exporter", "FR"), ("exporter", "IT")]
        assert procedure.request.reference in told.values_list("reference", flat=True)
    assert entry.code in read[0], "of its own entry, although the models are others now"
    assert "taken off" in meaning_of_listing(request=procedure.request)[0]


def test_taking_an_entry_off_asks_for_a_tick_and_shows_its_words_and_discarding_does_not(officers):
    proposer, approver = officers
    entry = make_entry()
    change = propose_delisting(**about(entry, proposer, OFF))
    browser = Client()
    browser.force_login(approver, "allauth.account.auth_backends.AuthenticationBackend")
    address = change.get_absolute_url()

    page = browser.get(address).content.decode()
    assert all(model in page for model in entry.model_names)
    refused = browser.post(address, {"approve": "1"}).content.decode()
    assert "Confirm that you have read what you approve." in refused
    assert not AuditEvent.objects.about(change).filter(event="approve").exists()

    assert browser.post(address, {"discard": "1"}).status_code == 302
    again = propose_delisting(**about(entry, proposer, OFF))
    assert browser.post(again.get_absolute_url(), {"approve": "1", "read": "on"}).status_code == 302
    assert AuditEvent.objects.about(again).filter(event="approve").exists()


def test_a_correction_does_not_head_the_latest_entries(officers):
    older = make_entry(at=factories.AT)
    newer = make_entry(models=["Halo MX"], at=factories.AT + factories.DAY)

    correct(older, officers)

    assert [each.code for each in latest()] == [newer.code, older.code]


def test_the_log_page_names_the_entry_one_came_from(client):
    make_entry()
    entry = make_entry(models=["Halo MX"])

    assert f"{entry.code}-proof.json" in client.get(f"/log?entry={entry.code}").content.decode()
    for asked in ("", "?entry=CS-9999", "?entry=%3Cb%3E"):
        assert "CS-0001-proof.json" in client.get(f"/log{asked}").content.decode()
