"""Every text a person reads has its German and French words."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "locale"
CODE = ("exportctl", "controllist", "licensing", "notifications")
LANGUAGES = ("de", "fr")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")
TAG = re.compile(r"</?\w[^>]*>")
# Names, and words that the languages share with English. Add to them by hand only.
NAMES = {"API", "CSV", "EORI", "JSON", "MRN", "SHA-256", "exportctl"}
SAME = {
    "de": NAMES
    | {
        "Code",
        "Cookies",
        "Delegation",
        "Delegation %(of_state)s",
        "Delegation %(state)s",
        "Demonstration",
        "Demonstration.",
        "Dossier",
        "Name",
        "Organisation",
    }
    | {"Position %(of_state)s"}
    | {"Form"}
    | {"Person", "Position", "Status", "Team", "%(owner)s: %(clock)s", "(%(time)s in %(place)s)"},
    "fr": NAMES
    | {"Absences", "Instructions"}
    | {"Article 4", "Article 5", "Article 9", "Article 10", "Code", "Commission", "Conditions", "Cookies"}
    | {"Date", "Description", "Destination", "Documents", "Menu", "Message", "Notification", "Notifications"}
    | {
        "Organisation",
        "Page",
        "Urgent",
        "Pages",
        "Populations",
        "Position",
        "Question",
        "Questions",
        "Six",
        "Source",
    }
    | {
        "compact",
        "Question, message, note",
        "%(n)s document",
        "%(n)s documents",
        "%(n)s message",
        "%(n)s messages",
    }
    | {"Catalogue", "Messages", "Notes"}
    | {"Marine", "Signature", "Version %(n)s", "licences", "litres"}
    | {"Article", "Exemption", "exemption %(rule)s"}
    | {"Condition", "Conditions, version %(version)s", "Consultation", "Parties", "Question %(number)s"}
    | {"Version", "Version %(version)s", "Versions", "consultation", "invitation", "notifications"}
    | {"%(n)s notification", "%(n)s notifications"}
    | {"Position %(of_state)s", "Question %(number)s %(of_state)s"},
}

Key = tuple[str, str | None]


def key(message: Message) -> Key:
    context = message.context
    if isinstance(context, bytes):  # as Babel reads it from a .mo
        context = context.decode()
    return (message.id if isinstance(message.id, str) else message.id[0], context)


def forms(message: Message) -> list[tuple[str, str]]:
    """Each English form beside its translation."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


def spoken(messages_: Iterable[Message]) -> dict[Key, list[str]]:
    return {key(message): [said for _, said in forms(message)] for message in messages_ if message.id}


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def sources() -> Iterator[tuple[Path, str]]:
    for package in CODE:
        for path in (ROOT / package).rglob("*.py"):
            yield path, path.read_text()
    for kind in ("*.html", "*.txt"):
        for path in (ROOT / "templates").rglob(kind):
            lines = templatize(path.read_text(), origin=str(path)).splitlines()
            yield path, "\n".join(line.strip() for line in lines)  # indented HTML is no Python


@cache
def extracted() -> dict[Key, str]:
    """What stands in code and templates, each with one file that holds it."""
    found: dict[Key, str] = {}
    for path, text in sources():
        for _, message, _, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
            msgid = message if isinstance(message, str) else message[0]
            if msgid:
                found[(msgid, context)] = path.relative_to(ROOT).as_posix()
    return found


def test_the_extraction_finds_code_and_templates():
    places = set(extracted().values())
    assert any(place.endswith(".py") for place in places)
    assert any(place.endswith(".html") for place in places)
    assert len(extracted()) > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalogue(language):
    held = {key(message) for message in messages(language)}
    missing = {found: place for found, place in extracted().items() if found not in held}
    assert not missing, f"run makemessages -l {language} (docs/operations.md), then translate"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_nothing_that_nobody_says(language):
    idle = {key(message) for message in messages(language)} - set(extracted())
    assert not idle, "makemessages marks these obsolete: take them out by hand"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_empty_or_guessed(language):
    assert not [message.id for message in messages(language) if not all(said for _, said in forms(message))]
    assert not [message.id for message in messages(language) if message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", [PLACEHOLDER, TAG], ids=["placeholders", "tags"])
def test_placeholders_and_tags_survive(language, pattern):
    broken = [
        (english, said)
        for message in messages(language)
        for english, said in forms(message)
        if sorted(pattern.findall(english)) != sorted(pattern.findall(said))
    ]
    assert not broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_is_left_only_where_the_word_is_the_same(language):
    same = {english for message in messages(language) for english, said in forms(message) if english == said}
    assert same <= SAME[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = spoken(read_mo(file))
    assert compiled == spoken(messages(language)), "start the tests by ./run test, which compiles"


def test_a_compiled_catalogue_stays_out_of_the_repository():
    assert "/locale/*/LC_MESSAGES/*.mo" in (ROOT / ".gitignore").read_text().splitlines()


def translated(value: object) -> Iterator[dict[str, object]]:
    """Every object of a data file that holds words by language."""
    if isinstance(value, dict):
        if "en" in value and value.keys() & set(LANGUAGES):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from translated(part)


@pytest.mark.parametrize(
    "path",
    sorted(path for package in CODE for path in (ROOT / package).rglob("data/*.json")),
    ids=lambda path: path.stem,
)
def test_data_files_speak_three_languages(path):
    for words in translated(json.loads(path.read_text())):
        assert all(words.get(language) for language in ("en", *LANGUAGES)), words
