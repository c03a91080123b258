"""Editorial texts: who writes, who publishes, what a reader sees, and what stays as it was listed."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from controllist.actions.texts import discard_text, publish_text, return_text, save_text, send_text
from controllist.models import Edition, EntryText, LogLeaf
from controllist.queries.texts import all_texts, published_texts, versions
from controllist.rules.texts import TextWords
from exportctl.core import clock
from exportctl.core.errors import Forbidden, FourEyes, Invalid, StaleState, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.queries.todos import todos
from tests import factories
from tests.controllist.listing import make_entry

pytestmark = pytest.mark.django_db

WORDS = TextWords(
    title="Passerelle de localisation",
    description="Obtient la position d’un abonné à son insu.",
    covered=["services de localisation vendus à la requête"],
    not_covered=["localisation des appels d’urgence"],
)


@pytest.fixture
def writer():
    return factories.make_commissioner()


@pytest.fixture
def reader(writer):
    return factories.make_commissioner()


@pytest.fixture
def entry(writer):
    return make_entry()


def about(entry, **fields):
    return {"entry_id": entry.pk, "language": "fr", "at": clock.now(), **fields}


def sent(entry, writer, words=WORDS, revision=0):
    return send_text(**about(entry), words=words, revision=revision, actor=writer)


def published(entry, writer, reader, words=WORDS):
    text = sent(entry, writer, words)
    return publish_text(**about(entry), revision=text.revision, actor=reader)


def test_a_second_reader_publishes_what_they_read(entry, writer, reader):
    text = published(entry, writer, reader)

    assert (text.version, text.published_by, text.status) == (1, reader, "published")
    events = [event.event for event in AuditEvent.objects.about(text)]
    assert events == ["create", "send", "publish"]
    assert Notice.objects.get(kind="text_waiting").reference == entry.code


def test_nobody_publishes_their_own_text(entry, writer, reader):
    text = sent(entry, writer)
    with pytest.raises(FourEyes):
        publish_text(**about(entry), revision=text.revision, actor=writer)


def test_who_wrote_the_first_half_does_not_publish_it_after_a_colleagues_comma(entry, writer, reader):
    text = sent(entry, writer)
    return_text(**about(entry), revision=text.revision, comment="A comma is missing.", actor=reader)
    text = sent(entry, reader, revision=text.revision)

    for author in (writer, reader):
        with pytest.raises(FourEyes):
            publish_text(**about(entry), revision=text.revision, actor=author)
    with pytest.raises(IntegrityError, match="text_four_eyes"), transaction.atomic():
        EntryText.objects.filter(pk=text.pk).update(published_by=writer)
    third = factories.make_commissioner()
    assert publish_text(**about(entry), revision=text.revision, actor=third).version == 1


def test_the_database_refuses_it_too(entry, writer):
    text = sent(entry, writer)
    with pytest.raises(IntegrityError, match="text_four_eyes"), transaction.atomic():
        EntryText.objects.filter(pk=text.pk).update(published_by=writer)


def test_a_draft_keeps_what_was_typed_and_needs_nothing(entry, writer):
    half = TextWords(title="Passerelle", description="")

    text = save_text(**about(entry), words=half, revision=0, actor=writer)

    assert (text.title, text.description, text.revision) == ("Passerelle", "", 1)
    assert published_texts([entry.pk], "fr") == {}


def test_what_is_sent_has_a_title_and_a_description(entry, writer):
    with pytest.raises(Invalid) as refused:
        sent(entry, writer, TextWords(title=" ", description=""))
    assert [error["pointer"] for error in refused.value.errors] == ["/title", "/description"]
    assert not EntryText.objects.exists()


def test_a_colleague_who_saved_in_between_is_not_overwritten(entry, writer, reader):
    save_text(**about(entry), words=WORDS, revision=0, actor=writer)
    save_text(**about(entry), words=WORDS, revision=1, actor=reader)
    with pytest.raises(StaleState):
        save_text(**about(entry), words=WORDS, revision=1, actor=writer)


def test_what_is_being_read_is_not_written_on(entry, writer, reader):
    text = sent(entry, writer)
    with pytest.raises(WrongStatus):
        save_text(**about(entry), words=WORDS, revision=text.revision, actor=reader)


def test_what_was_typed_while_a_colleague_sent_the_text_comes_back(entry, writer, reader):
    browser = Client()
    browser.force_login(reader, "allauth.account.auth_backends.AuthenticationBackend")
    text = sent(entry, writer)
    place = f"/list/{entry.code}/texts/fr"

    opened = browser.get(place)
    late = browser.post(
        place, {"title": "Une passerelle", "description": "Mes mots", "revision": text.revision}
    )

    assert opened.status_code == 302
    assert late.status_code == 422
    assert "Mes mots" in late.content.decode()


def test_a_returned_text_can_be_sent_again_and_the_old_reading_is_void(entry, writer, reader):
    text = sent(entry, writer)
    return_text(**about(entry), revision=text.revision, comment="Say “abonné”.", actor=reader)
    sent(entry, writer, revision=text.revision)

    with pytest.raises(StaleState):
        publish_text(**about(entry), revision=text.revision, actor=reader)
    assert publish_text(**about(entry), revision=text.revision + 1, actor=reader).version == 1


def test_returning_needs_a_comment(entry, writer, reader):
    text = sent(entry, writer)
    with pytest.raises(Invalid):
        return_text(**about(entry), revision=text.revision, comment=" ", actor=reader)


def test_a_discarded_draft_leaves_what_is_published(entry, writer, reader):
    published(entry, writer, reader)
    save_text(**about(entry), words=TextWords(title="x", description="y"), revision=0, actor=writer)

    discard_text(**about(entry), actor=writer)

    assert published_texts([entry.pk], "fr")[entry.pk].title == WORDS.title


def test_nobody_but_the_commission_writes(entry, writer):
    with pytest.raises(Forbidden):
        save_text(**about(entry), words=WORDS, revision=0, actor=factories.make_officer())


def test_publishing_makes_no_edition_and_no_leaf(entry, writer, reader):
    before = (Edition.objects.count(), bytes(LogLeaf.objects.get().leaf))

    published(entry, writer, reader)

    assert (Edition.objects.count(), bytes(LogLeaf.objects.get().leaf)) == before


def test_versions_count_up_and_show_the_changed_words(entry, writer, reader):
    published(entry, writer, reader)
    second = TextWords(title="Passerelle de localisation SS7", description=WORDS.description)
    published(entry, writer, reader, second)

    newest, oldest = versions(entry)

    assert (newest.text.version, oldest.text.version) == (2, 1)
    changed = {each.field: (each.before, each.after) for each in newest.differences}
    assert changed["title"] == (WORDS.title, second.title)
    assert oldest.differences == []


def test_a_reader_sees_their_language_and_the_listed_words_one_click_away(entry, writer, reader):
    published(entry, writer, reader)

    french = Client(headers={"Accept-Language": "fr"}).get(f"/list/{entry.code}").content.decode()
    english = Client(headers={"Accept-Language": "en"}).get(f"/list/{entry.code}").content.decode()

    assert WORDS.title in french
    assert "localisation des appels d’urgence" in french
    assert entry.name in french
    assert WORDS.title not in english.partition('class="section-head"')[0]
    assert entry.name in english


def test_the_list_shows_titles_in_the_readers_language_and_rest_does_not(entry, writer, reader):
    published(entry, writer, reader)

    page = Client(headers={"Accept-Language": "fr"}).get("/list").content.decode()
    machine = Client(headers={"Accept-Language": "fr"}).get(f"/api/v1/control-list/{entry.code}").json()

    assert WORDS.title in page
    assert machine["name"] == entry.name


def test_the_overview_says_which_language_lacks_a_text(entry, writer, reader):
    published(entry, writer, reader)
    save_text(entry_id=entry.pk, language="de", words=WORDS, revision=0, actor=writer, at=clock.now())

    ((_entry, cells),) = all_texts()

    assert [(cell.language, bool(cell.published), bool(cell.open)) for cell in cells] == [
        ("en", False, False),
        ("de", False, True),
        ("fr", True, False),
    ]


def test_a_text_waits_for_a_second_reader_and_then_for_its_writer(entry, writer, reader):
    def waits_for(user):
        kinds = [row.kind.code for row in todos(user, at=clock.now())]
        return [kind for kind in kinds if kind != "enter_holidays"]

    text = sent(entry, writer)
    assert (waits_for(writer), waits_for(reader)) == ([], ["read_text"])

    returned = return_text(**about(entry), revision=text.revision, comment="Shorter.", actor=reader)
    [row] = [row for row in todos(writer, at=clock.now()) if row.kind.code != "enter_holidays"]
    assert (row.kind.code, row.facts["comment"]) == ("improve_text", "Shorter.")
    sent(entry, writer, revision=returned.revision)

    assert (waits_for(writer), waits_for(reader)) == ([], ["read_text"])
