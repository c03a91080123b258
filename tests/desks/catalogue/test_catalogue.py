"""Items and parties an exporter keeps: by whom, how often, and what becomes of a table of them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.actions.seats import remove_seat
from exportctl.core.errors import Forbidden, Invalid, StaleState
from exportctl.core.models import Seat
from licensing.actions import catalogue as actions
from licensing.actions import catalogue_uploads as uploads
from licensing.actions.catalogue import AlreadyInCatalogue
from licensing.models import CatalogueItem, CatalogueUpload
from licensing.queries.catalogue import entries
from licensing.rules.catalogue import Kind, edition
from licensing.rules.catalogue_tables import Change
from licensing.rules.catalogue_uploads import State, outcome_of
from tests import factories
from tests.factories import AT, HOUR

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ITEM = {"name": "Mast", "manufacturer": "Feldmann", "model": "M-1"}


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def filer(exporter):
    return factories.make_filer(exporter)


@pytest.fixture
def browser(filer, client: Client) -> Client:
    client.force_login(filer, BACKEND)
    return client


@pytest.fixture
def keep(exporter, filer):
    def kept(body, kind=Kind.ITEM, by=None):
        return actions.add_entry(kind=kind, exporter=exporter, body=body, actor=by or filer, at=AT)

    return kept


@pytest.fixture
def upload(exporter, filer):
    def uploaded(text, **given):
        said = {"name": "items.csv", "source": text.encode(), "language": "en", "is_wanted": False} | given
        return uploads.upload_items(exporter=exporter, actor=filer, at=AT, machine_at=AT, **said)

    return uploaded


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("colour\nred\n", "en", "The first row has to name the columns"),
        ("colour\nred\n", "fr", "La première ligne"),
        ("name;name\nMast;Mast\n", "de", "Die Spalte „name“"),
    ],
)
def test_why_nothing_was_imported_is_said_in_its_readers_language(browser, upload, text, language, told):
    given = upload(text, language="de", is_wanted=True)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = browser.get(f"/catalogue/uploads/{given.pk}").content.decode()

    assert told in page


def names(user, kind=Kind.ITEM, **asked):
    return [entry.name for entry in entries(user, kind, **asked)]


def test_only_the_name_is_needed_and_blanks_are_not_kept(keep):
    kept = keep({"name": " Mast ", "model": "", "functions": [], "cn_code": ""})

    assert kept.body == {"name": "Mast"}


def test_what_is_wrong_is_told_at_its_field(keep):
    with pytest.raises(Invalid) as refused:
        keep({"name": "", "cn_code": "85"})

    assert {error["pointer"] for error in refused.value.errors} == {"/name", "/cn_code"}


def test_the_same_maker_and_model_is_kept_once_however_it_is_spelt(keep):
    keep(ITEM)

    with pytest.raises(AlreadyInCatalogue) as refused:
        keep({"name": "Tower", "manufacturer": "FELDMANN", "model": "m 1"})

    assert "“Mast”" in str(refused.value)


def test_a_party_is_the_same_by_name_in_its_country(keep):
    keep({"name": "Coast Guard", "country": "EG"}, Kind.PARTY)
    keep({"name": "Coast Guard", "country": "GH"}, Kind.PARTY)

    with pytest.raises(AlreadyInCatalogue):
        keep({"name": "COAST GUARD", "country": "EG"}, Kind.PARTY)


def test_colleagues_share_a_catalogue_and_strangers_see_nothing_of_it(keep, exporter, filer):
    kept = keep(ITEM)
    stranger = factories.make_filer()

    assert names(factories.make_filer(exporter)) == ["Mast"]
    assert names(stranger) == names(factories.make_officer()) == []
    with pytest.raises(Forbidden):
        keep({"name": "Spy"}, by=stranger)
    with pytest.raises(Forbidden):
        actions.archive_entry(kind=Kind.ITEM, entry_id=kept.pk, actor=stranger, at=AT)


def test_two_colleagues_notice_each_other(keep, filer):
    kept = keep(ITEM)
    given = {"kind": Kind.ITEM, "entry_id": kept.pk, "actor": filer, "at": AT + HOUR, "expected_revision": 0}
    actions.change_entry(body={**ITEM, "cn_code": "85176200"}, **given)

    with pytest.raises(StaleState):
        actions.change_entry(body=ITEM, **given)


def test_what_is_archived_is_offered_no_more_and_makes_room(keep, filer):
    kept = keep(ITEM)
    given = {"kind": Kind.ITEM, "entry_id": kept.pk, "actor": filer, "at": AT + HOUR}
    actions.archive_entry(**given)

    assert (names(filer), names(filer, archived=True)) == ([], ["Mast"])
    keep(ITEM)
    with pytest.raises(AlreadyInCatalogue):
        actions.restore_entry(**given)


def test_archiving_is_asked_first(keep, filer):
    kept = keep(ITEM)
    client = Client()
    client.force_login(filer, BACKEND)
    url = f"/catalogue/items/{kept.pk}/archive"

    asked = client.get(url).content.decode()
    assert "offered to nobody any more" in asked
    assert names(filer) == ["Mast"]
    client.post(url)
    assert names(filer, archived=True) == ["Mast"]


def test_words_find_name_maker_and_model(keep, filer):
    keep(ITEM)
    keep({"name": "Reader", "manufacturer": "Ferrotype"})

    assert names(filer, words="feldmann m-1") == ["Mast"]
    assert names(filer, words="ferro") == ["Reader"]
    assert names(filer, words="submarine") == []


def test_good_rows_are_imported_and_an_error_stops_no_other(upload, filer):
    waiting = upload("item_number;name;model;control_entry\n4711/A;Mast;M-1;5A002.a\n;Reader;R-1;\n;;X;\n")
    given = {"upload_id": waiting.pk, "actor": filer, "at": AT, "machine_at": AT}

    assert (waiting.state, names(filer)) == (State.CHECKED, [])
    done = uploads.import_items(**given)

    outcome = outcome_of(done.outcome)
    assert (done.state, names(filer)) == (State.DONE, ["Mast", "Reader"])
    assert (outcome.count(Change.ADDED), [mistake.row for mistake in outcome.mistakes]) == (2, [4])
    mast = CatalogueItem.objects.get(number="4711/A")
    assert (mast.classified_by, mast.classified_at, mast.classified_edition) == (filer, AT, edition())
    with pytest.raises(StaleState):
        uploads.import_items(**given)


def test_what_became_true_meanwhile_counts_when_it_is_imported(upload, keep, filer):
    waiting = upload("name;model\nMast;M-1\nReader;R-1\n")
    keep({"name": "Mine", "model": "M-1"})

    done = uploads.import_items(upload_id=waiting.pk, actor=filer, at=AT, machine_at=AT)

    assert names(filer) == ["Mine", "Reader"]
    assert outcome_of(done.outcome).wrong == 1


def test_a_large_table_waits_for_the_worker_and_goes_on_where_it_stopped(upload, filer, monkeypatch):
    monkeypatch.setattr(uploads, "SMALL", 0)
    monkeypatch.setattr(uploads, "PART", 2)
    waiting = upload("item_number;name\nA;Mast\nB;Reader\nA;Tower\nC;\nD;Probe\n", is_wanted=True)
    assert (waiting.state, names(filer)) == (State.QUEUED, [])
    parts = iter([None, ValueError])
    write = uploads._write

    def breaks_off(*given):
        if next(parts):
            raise ValueError
        write(*given)

    monkeypatch.setattr(uploads, "_write", breaks_off)
    with pytest.raises(ValueError):
        uploads.run_upload(upload_id=waiting.pk, at=AT, machine_at=AT)
    monkeypatch.setattr(uploads, "_write", write)
    assert names(filer) == ["Mast", "Reader"]
    uploads.run_upload(upload_id=waiting.pk, at=AT, machine_at=AT)  # somebody else is still at it
    assert names(filer) == ["Mast", "Reader"]

    uploads.run_upload(upload_id=waiting.pk, at=AT, machine_at=AT + HOUR)

    waiting.refresh_from_db()
    outcome = outcome_of(waiting.outcome)
    assert (waiting.state, names(filer)) == (State.DONE, ["Mast", "Probe", "Reader"])
    assert [(mistake.row, mistake.column) for mistake in outcome.mistakes] == [
        (4, "item_number"),
        (5, "name"),
    ]
    assert (outcome.count(Change.ADDED), bytes(waiting.source)) == (3, b"")


def test_what_cannot_be_read_or_whose_uploader_left_fails_and_says_why(upload, filer, monkeypatch):
    assert upload("maker\nA\n", is_wanted=True).state == State.FAILED
    monkeypatch.setattr(uploads, "SMALL", 0)
    waiting = upload("name\nMast\n", is_wanted=True)
    remove_seat(seat_id=Seat.objects.get(user=filer).pk, at=AT)

    uploads.run_upload(upload_id=waiting.pk, at=AT, machine_at=AT)

    waiting.refresh_from_db()
    assert (waiting.state, CatalogueItem.objects.count()) == (State.FAILED, 0)
    uploads.purge_uploads(at=AT + timedelta(days=31))
    assert not CatalogueUpload.objects.exists()


def test_none_is_a_choice_and_a_new_table_takes_the_place_of_the_old(upload, filer):
    upload("name\nMast\n")
    second = upload("name\nReader\n")

    assert CatalogueUpload.objects.get() == second
    uploads.discard_upload(upload_id=second.pk, actor=filer, at=AT)
    assert not CatalogueUpload.objects.exists()
    assert names(filer) == []


def csv_file(text: str, name: str = "items.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/csv")


def test_the_pages_from_the_file_to_the_catalogue(browser, filer):
    sent = browser.post("/catalogue/items/upload", {"file": csv_file("name;cn_code\nMeßmast;\nX;12\n")})
    page = browser.get(sent["Location"]).content.decode()
    done = browser.post(sent["Location"], {"import": "1"})
    result = browser.get(sent["Location"]).content.decode()

    assert "1 row is fine," in page
    assert ">Meßmast</b>" in page
    assert "Give the customs code as eight digits" in page
    assert done["Location"] == sent["Location"]
    assert "1 row is in your catalogue, 1 is not" in result
    assert names(filer) == ["Meßmast"]
    assert "Some rows of “items.csv” were not imported." in browser.get("/catalogue/items").content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("maker\nA\n", "at least “name”"),
        ("name\n", "There is no row under the head"),
        ('name\n"A\n', "Row 2 has a quotation mark"),
        ("name,description\nRadio probe,Takes in calls, gives out text\n", "Row 2 has more cells"),
        ("name\n" + "x\n" * 50_001, "These are 50001 rows"),
    ],
)
def test_a_file_that_is_no_table_says_why(browser, text, said):
    response = browser.post("/catalogue/items/upload", {"file": csv_file(text)})

    assert response.status_code == 422
    assert said in response.content.decode()


def test_nothing_typed_is_lost_on_an_error(browser, keep):
    keep(ITEM)

    response = browser.post("/catalogue/items/new", {**ITEM, "description": "Stands in the wind."})

    assert response.status_code == 422
    assert "Stands in the wind." in response.content.decode()
    assert CatalogueItem.objects.count() == 1


def test_an_empty_catalogue_says_how_to_fill_it(browser):
    assert "No item yet." in browser.get("/catalogue/items").content.decode()
    assert "No party yet." in browser.get("/catalogue/parties").content.decode()
    assert browser.get("/catalogue/ships").status_code == 404
