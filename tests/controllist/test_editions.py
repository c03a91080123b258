"""Editions of the list: numbered, dated, whole; what was cited stays to be read, in every form (G16)."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client

from controllist import edition_papers, tasks, views
from controllist.actions import edition_papers as edition_papers_actions
from controllist.actions.log_files import publish_edition, want_edition
from controllist.edition_papers import file_of, wish_for
from controllist.models import EditionPaper
from controllist.queries.editions import edition_of_list
from controllist.tasks import set_edition
from exportctl.core import clock
from exportctl.core.errors import NotFound
from exportctl.core.pdf import available
from notifications.queries.outbox import outbox_statuses
from tests.controllist.listing import CLOSED, make_entry
from tests.controllist.test_entry_changes import correct, delist, officers

pytestmark = pytest.mark.django_db
__all__ = ["officers"]


@pytest.fixture
def four_editions(officers):
    """Listed, another listed, the first corrected, the second taken off."""
    first = make_entry()
    second = make_entry(models=["Halo MX"], at=CLOSED + timedelta(days=1))
    correct(first, officers)
    delist(second, officers)


def entries_at(client: Client, number: int, form: str = "json"):
    answer = client.get(f"/list/editions/{number}.{form}")
    assert answer.status_code == 200
    return answer


def test_an_edition_is_the_list_as_it_stood_then(four_editions, client: Client):
    stood = {
        number: [
            (entry["code"], entry["edition"], entry["status"])
            for entry in entries_at(client, number).json()["entries"]
        ]
        for number in (1, 2, 3, 4)
    }

    assert stood == {
        1: [("CS-0001", 1, "listed")],
        2: [("CS-0001", 1, "listed"), ("CS-0002", 2, "listed")],
        3: [("CS-0001", 3, "corrected"), ("CS-0002", 2, "listed")],
        4: [("CS-0001", 3, "corrected"), ("CS-0002", 4, "delisted")],
    }
    whole = client.get("/api/v1/control-list").json()["entries"]
    assert entries_at(client, 4).json()["entries"] == whole
    assert client.get("/api/v1/control-list?edition=2").json() == entries_at(client, 2).json()
    for number in (0, 5):
        assert client.get(f"/list/editions/{number}").status_code == 404
        with pytest.raises(NotFound):
            edition_of_list(number)


def test_every_form_says_the_same_and_is_asked_for_by_its_tag(four_editions, client: Client):
    entries = entries_at(client, 3).json()["entries"]

    lines = entries_at(client, 3, "ndjson").content.splitlines()
    table = entries_at(client, 3, "csv").content.decode().lstrip("\ufeff")

    assert [json.loads(line) for line in lines] == entries
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["code"], row["models"]) for row in rows] == [
        ("CS-0001", "Halo-LX; Halo LX2"),
        ("CS-0002", "Halo MX"),
    ]
    german = client.get("/list/editions/3.csv", headers={"Accept-Language": "de"}).content
    assert german == entries_at(client, 3, "csv").content
    for form in ("json", "ndjson", "csv"):
        rest = client.get(f"/api/v1/control-list?form={form}&edition=3")
        answer = entries_at(client, 3, form)
        assert rest.content == answer.content
        assert "immutable" in answer["Cache-Control"]
        again = client.get(f"/list/editions/3.{form}", headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/list/editions/3.xls").status_code == 404
    assert client.get("/api/v1/control-list?form=xls").json()["errors"][0]["pointer"] == "/form"
    since = client.get("/api/v1/control-list?form=ndjson&since=3").content.splitlines()
    assert [json.loads(line)["code"] for line in since] == ["CS-0002"]


def test_a_citation_never_breaks(four_editions, client: Client):
    """ "CS-0002, edition 3": the third edition changed another entry, and this one stood as in the second."""
    assert client.get("/list/CS-0002?edition=1").status_code == 404  # it was not on the list yet
    third = client.get("/list/CS-0002?edition=3").content.decode()
    assert "edition 4 is the one that counts" in third
    assert "/list/CS-0002?edition=2" in third  # as which it is cited
    assert client.get("/list/CS-0002/proof?edition=3").json()["entry"]["edition"] == 2
    assert client.get("/api/v1/control-list/CS-0002?edition=3").json()["status"] == "listed"
    assert client.get("/api/v1/control-list/CS-0002/proof?edition=3").json()["leaf_index"] == 1
    assert client.get("/api/v1/control-list/CS-0002?edition=1").status_code == 404
    assert client.get("/list/CS-0002?edition=9").status_code == 404
    assert "counts" not in client.get("/list/CS-0001?edition=4").content.decode().split("<main")[1][:2500]


def test_a_document_that_cannot_be_set_keeps_no_other_waiting_and_is_said_to_who_administers(
    four_editions, client: Client, settings, tmp_path, monkeypatch
):
    settings.LOG_DIRECTORY = str(tmp_path)

    def paper_of(edition, language):
        if (edition.number, language) == (4, "de"):
            raise RuntimeError("no such glyph")
        return f"{edition.number} {language}".encode()

    monkeypatch.setattr(tasks, "available", lambda: True)
    monkeypatch.setattr(edition_papers_actions, "paper_of", paper_of)
    want_edition(wish=wish_for(file_of(edition_of_list(2), "en")))

    for _round in range(6):
        set_edition()

    assert file_of(edition_of_list(2), "en").read_bytes() == b"2 en"
    assert file_of(edition_of_list(4), "fr").read_bytes() == b"4 fr"
    stuck = EditionPaper.objects.stuck().get()
    assert (stuck.edition, stuck.language, stuck.attempts) == (4, "de", 1)
    assert stuck.next_attempt_at > clock.machine_now()
    (status,) = [each for each in outbox_statuses() if each.outbox.key == "editions"]
    assert (status.owed, status.failing) == (1, 1)
    file_of(edition_of_list(2), "en").unlink()  # another disk: what is asked for again is set again
    want_edition(wish=wish_for(file_of(edition_of_list(2), "en")))
    set_edition()
    assert file_of(edition_of_list(2), "en").exists()


@pytest.mark.skipif(not available(), reason="WeasyPrint's libraries (Pango) are not installed")
def test_the_whole_text_is_a_pdf_a_that_the_worker_keeps_ready(
    four_editions, client: Client, settings, tmp_path
):
    settings.LOG_DIRECTORY = str(tmp_path)

    paper = entries_at(client, 3, "pdf")
    for _round in range(4):
        set_edition()

    assert paper.content.startswith(b"%PDF-1.7")
    assert paper["Content-Disposition"] == 'attachment; filename="control-list-edition-3.pdf"'
    files = {language: file_of(edition_of_list(4), language) for language in ("en", "de", "fr")}
    assert all(file.read_bytes().startswith(b"%PDF") for file in files.values())
    third = file_of(edition_of_list(3), "en")
    publish_edition(file=third, wish=wish_for(third), paper=b"%PDF as it was set before")
    assert entries_at(client, 3, "pdf").content == b"%PDF as it was set before"
    german = client.get("/list/editions/4.pdf", headers={"Accept-Language": "de"}).content
    assert german == files["de"].read_bytes()


def test_a_long_document_is_set_by_the_worker_once_somebody_asks_and_never_in_the_request(
    four_editions, client: Client, settings, tmp_path, monkeypatch
):
    settings.LOG_DIRECTORY = str(tmp_path)
    for module in (tasks, views.editions):
        monkeypatch.setattr(module, "available", lambda: True)
    for module in (edition_papers_actions, views.editions):
        monkeypatch.setattr(
            module, "paper_of", lambda edition, language: f"{edition.number} {language}".encode()
        )
    monkeypatch.setattr(views.editions, "AT_ONCE", 1)
    for _round in range(4):
        set_edition()

    waiting = client.get("/list/editions/2.pdf", headers={"Accept-Language": "de"})
    (tmp_path / "editions" / f"x-y.pdf{edition_papers.WANTED}").touch()  # nobody's

    assert (waiting.status_code, "JSON" in waiting.content.decode()) == (409, True)
    assert client.get("/list/editions/1.pdf").content == b"1 en"  # short enough
    set_edition()
    set_edition()
    assert client.get("/list/editions/2.pdf", headers={"Accept-Language": "de"}).content == b"2 de"
    assert not list(tmp_path.glob(f"editions/2*{edition_papers.WANTED}"))
    monkeypatch.setattr(views.editions, "MOST", 1)
    assert client.get("/list/editions/3.pdf").status_code == 409
    assert "3.pdf" not in client.get("/list/editions/3").content.decode()


def test_the_page_of_an_edition_leads_to_each_entry_as_it_stood(four_editions, client: Client):
    page = client.get("/list/editions/3").content.decode()

    assert "/list/CS-0002?edition=3" in page
    assert "Edition 4 is the one that counts today" in page
    assert "/list/changes/compare?from=2&amp;to=3" in page
