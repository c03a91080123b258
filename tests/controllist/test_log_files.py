"""The list’s log as static files: what is served, published, fetched and checked by others is the same (G16)."""

import json
from pathlib import Path

import pytest
from django.test import Client

from controllist.actions.log_files import publish_log
from controllist.models import ControlListEntry, LogHead, SearchDocument
from controllist.queries.log import ForkedLog
from controllist.queries.verification import faults
from exportctl.core import signing
from tests.controllist.listing import make_entry
from tests.controllist.test_entry_changes import delist
from tests.controllist.tiled_log import ReadLog
from tests.factories import make_commissioner
from verifier.canonical import Unreadable
from verifier.checking import check, check_log

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_key(settings, tmp_path):
    """A key that may be exchanged, for one test."""
    folder = tmp_path / "keys"
    settings.SIGNING_KEY_FILE, settings.CREATE_SIGNING_KEY = folder / "signing.pem", True
    settings.KEY_HISTORY_FILE = str(folder / "key-history")
    return folder


def fetched(client: Client):
    def fetch(path: str) -> bytes:
        answer = client.get(f"/log/{path}")
        assert answer.status_code == 200, path
        return answer.content

    return fetch


def test_a_reader_of_another_make_follows_the_log_over_http(client: Client, settings):
    settings.LOG_DIRECTORY = ""
    empty = client.get("/log/checkpoint").content.decode().splitlines()
    for number in range(3):
        make_entry(models=[f"Model {number}"])
    first = ReadLog(fetched(client), signing.verifier_key())
    make_entry(models=["Model 3"])

    log = ReadLog(fetched(client), signing.verifier_key())

    assert empty[:2] == [settings.LOG_ORIGIN, "0"]
    assert (log.origin, log.size, log.stands()) == (settings.LOG_ORIGIN, 4, True)
    assert log.begins_with(first.size, first.root)
    assert "immutable" in client.get("/log/tile/0/000.p/4").headers["Cache-Control"]
    assert client.get("/log/tile/0/000.p/3").content == client.get("/log/tile/0/000.p/4").content[:96]
    for path in ("tile/0/000.p/5", "tile/0/000", "tile/1/000.p/1", "tile/0/001.p/1", "tile/0/0", "keys/x"):
        assert client.get(f"/log/{path}").status_code == 404, path


def test_the_head_is_asked_for_again_by_its_tag(client: Client):
    make_entry()
    head = client.get("/log/checkpoint")

    again = client.get("/log/checkpoint", headers={"If-None-Match": head["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_the_files_follow_the_log_and_the_verifier_finds_every_proof_in_them(client, settings, tmp_path):
    settings.LOG_DIRECTORY = str(tmp_path / "log")
    folder, key = Path(settings.LOG_DIRECTORY), signing.verifier_key()
    make_entry()
    assert publish_log(directory=folder) == 1
    kept = tmp_path / "kept"
    kept.write_bytes((folder / "checkpoint").read_bytes())
    make_entry(models=["Halo MX"])

    assert publish_log(directory=folder) == publish_log(directory=folder) == 2

    assert check_log(folder, key, since=[kept]).valid
    assert fetched(client)("tile/0/000.p/2") == (folder / "tile/0/000.p/2").read_bytes()
    for code in ("CS-0001", "CS-0002"):
        result = check(client.get(f"/list/{code}/proof").content, key, log=folder)
        assert result.valid
        assert "place in your copy of the log" in dict(result.checks)
    document = client.get("/log/consistency?from=1")
    assert document["Content-Disposition"] == 'attachment; filename="log-1-2-consistency.json"'
    assert check(document.content, key).title == "the log of 1 leaves is a beginning of that of 2"
    for query in ("from=3", "from=1&to=9", "from=2&to=1"):
        assert client.get(f"/log/consistency?{query}").status_code == 404
    assert client.get("/log/consistency").status_code == 422


def test_an_edition_is_checked_against_a_copy_of_the_log(client, settings, tmp_path):
    """Nothing is left out, added or said otherwise; the texts alone are for the proof of each entry."""
    folder, key = tmp_path / "log", signing.verifier_key()
    for number in range(3):
        make_entry(models=[f"Model {number}"])
    first = client.get("/api/v1/control-list?edition=2").json()
    delist(ControlListEntry.objects.get(code="CS-0001"), (make_commissioner(), make_commissioner()))
    today = client.get("/api/v1/control-list").json()
    publish_log(directory=folder)

    def checked(document, log=folder):
        return check(json.dumps(document).encode(), key, log=log)

    assert checked(first).title == "edition 2 of the list with 2 entries"
    for genuine in (first, today, client.get("/api/v1/control-list?edition=4").json()):
        assert checked(genuine).valid, checked(genuine)
    said, rest = today["entries"][0], today["entries"][1:]
    for entries in (
        rest,
        [said, *today["entries"]],
        [{**said, "status": "listed"}, *rest],
        [*today["entries"], {}],
    ):
        assert not checked({**today, "entries": entries}).valid
    for forged in (
        {"edition": 3},
        {"root_hash": "00" * 32},
        {"checkpoint": "x"},
        {"entries": today["entries"]},
    ):
        assert not checked({**first, **forged}).valid
    with pytest.raises(Unreadable, match="ends with 4"):
        checked({**today, "edition": 5})
    with pytest.raises(Unreadable, match="--log FOLDER"):
        checked(today, None)


def test_what_was_published_is_never_taken_back(client: Client, tmp_path, own_key, settings):
    """The database was restored to a state before the last change, and went on otherwise."""
    folder = tmp_path / "log"
    make_entry()
    publish_log(directory=folder)
    head = LogHead.objects.get()
    other = signing.signed_checkpoint(size=1, root=b"\7" * 32)
    (folder / "checkpoint").write_text(other, encoding="utf-8")

    with pytest.raises(ForkedLog, match="never had"):
        publish_log(directory=folder)
    settings.LOG_DIRECTORY = str(folder)
    assert "never had" in "".join(faults())
    (folder / "tile/0/000.p/1").write_bytes(b"of another log")
    assert client.get("/log/tile/0/000.p/1").content.hex() == head.root  # a head and its tiles are of one log
    for note in (head.checkpoint.replace("exportctl", "else").encode(), b"", b"\xff\n\n"):
        (folder / "checkpoint").write_bytes(note)
        with pytest.raises(ForkedLog, match="no signature"):
            publish_log(directory=folder)


def test_after_an_exchange_of_keys_old_heads_and_proofs_stay_valid(client: Client, tmp_path, own_key):
    make_entry()
    former, proof = signing.verifier_key(), client.get("/list/CS-0001/proof").content
    publish_log(directory=tmp_path / "log")

    note = signing.rotate()

    assert signing.verifier_key() != former
    assert former in note
    assert signing.verifier_key() in note
    later = signing.verifier_key()
    assert publish_log(directory=tmp_path / "log") == 1
    history = client.get("/log/keys").content.decode()
    for key in (former, later):  # the head bears both signatures from the exchange on
        assert check_log(tmp_path / "log", key).valid
    assert check_log(tmp_path / "log", former, history=history).valid
    (tmp_path / "former").write_text(LogHead.objects.get().checkpoint, encoding="utf-8")
    assert check_log(tmp_path / "log", later, history=history, since=[tmp_path / "former"]).valid
    assert check(client.get("/list/CS-0001/proof").content, later).valid
    assert check(proof, former, log=tmp_path / "log").valid
    make_entry(models=["Halo MX"])
    assert publish_log(directory=tmp_path / "log") == 2  # the earlier head was this instance's, too
    assert signing.opened_note(LogHead.objects.get(size=1).checkpoint)
    assert history == client.get("/log/keys").content.decode() == note
    assert check(client.get("/log/consistency?from=1").content, later).valid
    assert check(proof, former, log=tmp_path / "log", history=history).valid
    assert check_log(tmp_path / "log", former, history=history).valid
    assert check(client.get("/list/CS-0002/proof").content, former, history=history).valid
    assert not check(client.get("/list/CS-0002/proof").content, former).valid
    assert check(proof, former).valid
    assert [file.name for file in own_key.glob("signing-until-*.pem")]


def test_the_page_says_how_to_check_the_list(client: Client):
    make_entry()
    make_entry(models=["Halo MX"])

    page = client.get("/log").content.decode()

    assert signing.verifier_key() in page
    assert "/log/consistency" in page


def test_an_entry_that_is_not_found_by_its_own_words_is_a_fault():
    make_entry()
    assert list(faults()) == []
    SearchDocument.objects.update(words=["others"])

    assert list(faults()) == ["entry CS-0001 is not found by its own words"]
