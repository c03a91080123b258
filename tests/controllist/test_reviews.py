"""A review and a signed translation are changes of the list as well: two officers, a leaf each (G11, G16)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from controllist.actions import entry_changes
from controllist.actions.entry_changes import (
    propose_correction,
    propose_delisting,
    propose_review,
    propose_translation,
)
from controllist.models import ControlListEntry, Edition, LogLeaf
from controllist.queries.proofs import proof
from controllist.queries.verification import faults
from controllist.rules.entry_changes import ChangeBasis
from exportctl.core import clock
from exportctl.core.canonical import rfc3339
from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import Notice
from exportctl.core.queries.todos import todos
from tests import factories
from tests.controllist.listing import agreed, make_entry, words
from tests.controllist.test_entry_changes import BASIS, OFF, approve
from tests.controllist.test_listing import verdict_of

CONFIRMED = ChangeBasis(
    ground="confirmed",
    act_kind="agreement",
    act_reference="Council 9021/26",
    reason="All Member States confirm it.",
    agreed=True,
)
GERMAN = {"language": "de", "name": "Mobiles Ortungsgerät", "description": "Ortet einen Anschluss heimlich."}


@pytest.fixture
def officers(db):
    return factories.make_commissioner(), factories.make_commissioner()


def carried_out(change, officers):
    change.entry = approve(change, officers[1])
    return change.entry


def given(entry, officers, **fields):
    return {"entry_id": entry.pk, "edition": entry.edition, "actor": officers[0], "at": clock.now()} | fields


def test_a_review_is_an_edition_that_leaves_the_entry_as_it_stands(officers, client: Client, tmp_path):
    entry = make_entry(by=agreed("AE"))
    due = {each.kind.code for each in todos(officers[0], at=entry.effective_from + timedelta(days=336))}
    notices = Notice.objects.exclude(kind="entry_change_waiting").count()

    change = propose_review(basis=CONFIRMED, **given(entry, officers))
    reviewed = carried_out(change, officers)

    assert "review_yearly" in due
    assert (reviewed.edition, reviewed.status, reviewed.change) == (2, "listed", "review")
    assert reviewed.reviewed_at == reviewed.changed_at
    assert (reviewed.name, reviewed.effective_from) == (entry.name, entry.effective_from)
    assert Notice.objects.exclude(kind="entry_change_waiting").count() == notices
    later = reviewed.reviewed_at + timedelta(days=30)
    assert "review_yearly" not in {each.kind.code for each in todos(officers[0], at=later)}
    assert verdict_of(proof(reviewed), tmp_path).returncode == 0
    assert list(faults()) == []
    shown = client.get("/api/v1/control-list/CS-0001").json()
    assert (shown["reviewed_at"], shown["legal_act"]["kind"]) == (
        rfc3339(reviewed.reviewed_at),
        "agreement",
    )
    assert "Entry reviewed, and confirmed" in client.get("/list/changes").content.decode()
    assert "CS-0001 reviewed" in client.get("/list/changes.atom").content.decode()


def test_the_publication_stays_with_the_entry_whatever_changes_later(officers):
    entry = make_entry(by=agreed("AE"))
    published = ChangeBasis(
        ground="publication",
        act_kind="official_journal",
        act_reference="C/2026/1234",
        reason="Published.",
        agreed=True,
    )
    same = propose_correction(words=words(), basis=published, **given(entry, officers))
    entry = carried_out(same, officers)

    entry = carried_out(propose_review(basis=CONFIRMED, **given(entry, officers)), officers)

    assert (entry.publication, entry.act_reference) == ("C/2026/1234", "Council 9021/26")
    assert Edition.objects.get(number=3).content["publication"] == "C/2026/1234"


def test_a_translation_is_in_the_leaf_once_two_officers_signed_it(officers, client: Client, tmp_path):
    entry = make_entry()

    signed = carried_out(propose_translation(**given(entry, officers, **GERMAN)), officers)

    assert (signed.authentic_language, signed.status, signed.reason) == ("en", "listed", "")
    assert signed.translations == {"de": {"name": GERMAN["name"], "description": GERMAN["description"]}}
    assert signed.legal_act == entry.legal_act
    document = proof(signed)
    assert verdict_of(document, tmp_path).returncode == 0
    leaf = bytes(LogLeaf.objects.get(edition=2).leaf).decode()
    assert '"authentic_language":"en"' in leaf
    assert "Ortung" not in leaf
    document["entry"]["translations"]["de"]["name"] = "Etwas anderes"
    assert "translations/de: the leaf commits to another text" in verdict_of(document, tmp_path).stdout
    page = client.get("/list/CS-0001", headers={"Accept-Language": "de"}).content.decode()
    assert GERMAN["name"] in page
    assert GERMAN["description"] in page
    assert list(faults()) == []


def test_a_correction_of_the_words_ends_what_was_translated(officers):
    entry = carried_out(propose_translation(**given(make_entry(), officers, **GERMAN)), officers)

    models = propose_correction(words=words(models=["Halo LX2"]), basis=BASIS, **given(entry, officers))
    assert carried_out(models, officers).translations != {}
    name = propose_correction(
        words=words(models=["Halo LX2"], name="Another name"), basis=BASIS, **given(models.entry, officers)
    )

    assert carried_out(name, officers).translations == {}


def test_no_language_is_translated_into_itself_nor_left_empty(officers):
    entry = make_entry()

    for wrong, pointer in (
        (GERMAN | {"language": "en"}, "/language"),
        (GERMAN | {"language": "xx"}, "/language"),
        (GERMAN | {"name": " "}, "/name"),
        (GERMAN | {"description": ""}, "/description"),
    ):
        with pytest.raises(Invalid) as refused:
            propose_translation(**given(entry, officers, **wrong))
        assert [each["pointer"] for each in refused.value.errors] == [pointer]


def test_what_is_off_the_list_is_neither_reviewed_nor_translated(officers):
    entry = make_entry()
    entry = carried_out(propose_delisting(basis=OFF, **given(entry, officers)), officers)

    with pytest.raises(WrongStatus):
        propose_translation(**given(entry, officers, **GERMAN))


def test_the_database_takes_no_review_that_says_more_than_one(officers, monkeypatch):
    entry = make_entry(by=agreed("AE"))
    change = propose_review(basis=CONFIRMED, **given(entry, officers))
    honest = entry_changes.carry_out

    def forged(*, change, **others):
        change.content = {**change.content, "name": "Another name"}
        honest(change=change, **others)

    monkeypatch.setattr(entry_changes, "carry_out", forged)
    with pytest.raises(DatabaseError, match="no change that two officers approved"), transaction.atomic():
        approve(change, officers[1])


def test_the_pages_of_both_officers_say_what_is_signed(officers):
    entry = make_entry()
    first, second = Client(), Client()
    first.force_login(officers[0])
    second.force_login(officers[1])

    page = first.get(f"/list/{entry.code}/translate/fr")
    assert page.status_code == 200
    sent = {"name": "Passerelle mobile", "description": "Localise une ligne.", "edition": entry.edition}
    change = first.post(f"/list/{entry.code}/translate/fr", sent)["Location"]
    read = second.get(change).content.decode()
    assert "Name in French" in read
    assert "Passerelle mobile" in read
    second.post(change, {"approve": "1"})

    assert ControlListEntry.objects.get().translations["fr"]["name"] == "Passerelle mobile"
    assert first.get(f"/list/{entry.code}/review").status_code == 200
    assert first.get(f"/list/{entry.code}/translate/en").status_code == 404
