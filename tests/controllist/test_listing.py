"""An item joins the list: once, in one transaction, and provably."""

import base64
import json
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import IntegrityError

from controllist.models import ControlListEntry, Edition, ListHead, LogHead, LogLeaf
from controllist.queries.entries import latest, listed, similar
from controllist.queries.proofs import proof
from controllist.rules.matching import item_key
from exportctl.core import merkle
from exportctl.core.models import AuditEvent
from tests.controllist.listing import CLOSED, make_entry, make_state, origin, words
from tests.database import in_thread, wait_for_waiter


def verdict_of(document: dict, folder) -> subprocess.CompletedProcess:
    """What the stand-alone verifier says."""
    file = folder / "proof.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "verifier", str(file)], cwd=settings.BASE, capture_output=True, text=True
    )


@pytest.mark.django_db
def test_an_entry_begins_with_its_edition_its_leaf_and_a_signed_head():
    first, second = make_entry(), make_entry(models=["Halo MX"], at=datetime(2026, 5, 1, 22, 30, tzinfo=UTC))

    assert [first.code, second.code] == ["CS-0001", "CS-0002"]
    assert [first.edition, second.edition] == [1, 2]
    assert second.listed_on == date(2026, 5, 2)  # after midnight in Brussels
    assert first.effective_from == CLOSED
    hashes = [bytes.fromhex(leaf.hash) for leaf in LogLeaf.objects.order_by("index")]
    head = LogHead.objects.latest("size")
    assert (head.size, head.root) == (2, merkle.root(hashes).hex())
    assert head.checkpoint.splitlines()[:3] == [
        settings.LOG_ORIGIN,
        "2",
        base64.b64encode(merkle.root(hashes)).decode(),
    ]
    assert Edition.objects.get(number=2).content["name"] == second.name


@pytest.mark.django_db
def test_a_listing_is_audited_without_a_word_of_the_entry():
    entry = make_entry(name="Canary words of the entry")

    event = AuditEvent.objects.about(entry).get()

    assert (event.source, event.target, event.actor) == ("", "listed", None)
    assert event.facts == {"code": "CS-0001", "edition": 1, "procedure": entry.provenance}


@pytest.mark.django_db
def test_a_leaf_holds_no_text():
    entry = make_entry(name="Canary words of the entry", manufacturer="Canary makers")

    leaf = bytes(LogLeaf.objects.get(entry=entry).leaf)

    assert b"anary" not in leaf
    assert json.loads(leaf)["rule_set"] == "qualified_majority_objection"


@pytest.mark.django_db
def test_one_procedure_lists_one_entry():
    by = origin()
    make_entry(by=by)

    with pytest.raises(IntegrityError):
        make_entry(by=by)


@pytest.mark.django_db
def test_the_same_item_is_found_however_it_is_written():
    entry = make_entry(models=["Halo LX", "Halo LX-2"])

    assert listed(item_key=item_key("VEXOR-LABS", "halo lx 2")) == entry
    assert listed(item_key=item_key("Vexor", "Halo LX")) is None


@pytest.mark.django_db
def test_the_last_change_comes_first():
    entries = [make_entry(models=[f"Model {number}"]) for number in range(3)]

    assert latest(most=2) == [entries[2], entries[1]]


@pytest.mark.django_db
def test_similar_entries_come_with_their_reasons():
    entry = make_entry()
    make_entry(
        name="Facial comparison of stored footage",
        manufacturer="Optikon",
        models=["Gaze 4"],
        functions=["biometric_identification"],
        description="Compares faces in recordings.",
    )

    found = similar(
        name="Gateway for mobile location", manufacturer="Vexor Labs", functions=["phone_location"]
    )

    assert [each.entry for each in found] == [entry]
    assert [str(reason.sign) for reason in found[0].reasons] == [
        "similar_name",
        "same_function",
        "same_maker",
    ]
    assert found[0].reasons[0].words == ("gateway", "mobile", "location")


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_every_entry_proves_its_place_under_the_latest_head(size, tmp_path):
    entries = [make_entry(models=[f"Model {number}"]) for number in range(size)]

    for entry in entries:
        document = json.loads(json.dumps(proof(entry)))
        assert document["tree_size"] == size
        checked = verdict_of(document, tmp_path)
        assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["name", "manufacturer", "description", "models", "listed_on", "in_force"])
def test_a_changed_word_is_noticed_by_the_verifier(field, tmp_path):
    document = proof(make_entry())
    document["entry"] = {**document["entry"], field: ["Other"] if field == "models" else "Other"}

    assert verdict_of(document, tmp_path).returncode == 1


@pytest.mark.race
def test_two_listings_at_once_get_two_numbers_and_one_tree(cloned_database, second_connection):
    make_state()
    make_entry(models=["First"])
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM controllist_listhead FOR UPDATE")
    both = [
        in_thread(make_entry, models=[f"At once {number}"], by=origin(procedure=f"IT-OP-2026-9000{number}"))
        for number in (1, 2)
    ]
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()
    for each in both:
        each.result(timeout=20)

    assert sorted(ControlListEntry.objects.values_list("code", "edition")) == [
        ("CS-0001", 1),
        ("CS-0002", 2),
        ("CS-0003", 3),
    ]
    hashes = [bytes.fromhex(leaf.hash) for leaf in LogLeaf.objects.order_by("index")]
    assert [head.root for head in LogHead.objects.order_by("size")] == [
        merkle.root(hashes[:size]).hex() for size in (1, 2, 3)
    ]
    assert ListHead.objects.get().edition == 3


@pytest.mark.race
def test_the_very_first_two_listings_at_once_make_one_head(cloned_database):
    make_state()
    both = [
        in_thread(make_entry, models=[f"M{n}"], by=origin(procedure=f"IT-OP-2026-8000{n}")) for n in (1, 2)
    ]
    for each in both:
        each.result(timeout=20)

    assert sorted(ControlListEntry.objects.values_list("code", flat=True)) == ["CS-0001", "CS-0002"]
    assert ListHead.objects.count() == 1


def test_the_words_are_searched_as_one_text():
    from controllist.rules.listing import searchable

    assert searchable(words(models=["A", "B"])).startswith(
        "Mobile location gateway using SS7 and Diameter signalling Vexor Labs A B Obtains"
    )
