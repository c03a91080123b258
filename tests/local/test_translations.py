"""Catalogues are compiled when their source has changed, whole, however many processes start at once."""

import subprocess
import sys
from gettext import GNUTranslations

import pytest

from exportctl.local.home import ROOT
from exportctl.local.translations import compile_catalogues

SOURCE = """
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "House"
msgstr "Haus"

msgctxt "of a list"
msgid "Head"
msgstr "Kopfzeile"

msgid "%(n)d case"
msgid_plural "%(n)d cases"
msgstr[0] "%(n)d Fall"
msgstr[1] "%(n)d Fälle"

#, fuzzy
msgid "Guess"
msgstr "Ratte"
"""


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(SOURCE, encoding="utf-8")
    return file


def spoken(source):
    with source.with_suffix(".mo").open("rb") as file:
        return GNUTranslations(file)


def test_what_is_compiled_speaks(source):
    assert compile_catalogues(source.parents[2]) == [source.with_suffix(".mo")]

    german = spoken(source)
    assert german.gettext("House") == "Haus"
    assert german.pgettext("of a list", "Head") == "Kopfzeile"
    assert german.ngettext("%(n)d case", "%(n)d cases", 2) == "%(n)d Fälle"


def test_a_guess_is_not_spoken(source):
    compile_catalogues(source.parents[2])

    assert spoken(source).gettext("Guess") == "Guess"


def test_what_has_not_changed_is_not_compiled_again(source):
    compile_catalogues(source.parents[2])

    assert compile_catalogues(source.parents[2]) == []


def test_a_changed_source_is_compiled_again(source):
    compile_catalogues(source.parents[2])
    source.write_text(SOURCE.replace("Haus", "Gebäude"), encoding="utf-8")

    compile_catalogues(source.parents[2])

    assert spoken(source).gettext("House") == "Gebäude"


def test_a_compiled_catalogue_that_got_lost_is_made_again(source):
    compile_catalogues(source.parents[2])
    source.with_suffix(".mo").unlink()

    assert compile_catalogues(source.parents[2]) == [source.with_suffix(".mo")]


def test_of_two_processes_one_compiles_and_the_other_waits(source):
    code = (
        "import sys, pathlib; from exportctl.local.translations import compile_catalogues;"
        "print(len(compile_catalogues(pathlib.Path(sys.argv[1]))))"
    )
    call = [sys.executable, "-c", code, str(source.parents[2])]

    both = [subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    assert sorted(process.communicate()[0].strip() for process in both) == ["0", "1"]
    assert {file.suffix for file in source.parent.iterdir()} == {".po", ".mo"}
