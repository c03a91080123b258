"""One source of country names: the same on every page, in every letter and table, in three languages."""

import pytest
from django.utils.translation import override

from exportctl.core.countries import codes_typed, countries, country, names_by_code, names_of


@pytest.mark.parametrize(("language", "name"), [("en", "Greece"), ("de", "Griechenland"), ("fr", "Grèce")])
def test_a_country_has_its_name_in_the_readers_language(language, name):
    with override(language):
        assert country("GR") == name


@pytest.mark.parametrize(("code", "shown"), [("ZZ", "ZZ"), ("", ""), (None, "")])
def test_what_is_no_country_is_shown_as_it_is(code, shown):
    assert country(code) == shown


def test_a_select_is_in_the_order_of_the_readers_alphabet():
    with override("de"):
        names = [name for _code, name in countries()]

    assert len(names) == len(names_by_code())
    assert names.index("Oman") < names.index("Österreich") < names.index("Pakistan")
    assert names[0] == "Afghanistan"


def test_it_is_searched_by_its_name_in_every_language():
    assert names_of("AE") == ["United Arab Emirates", "Vereinigte Arabische Emirate", "Émirats arabes unis"]
    assert names_of("AD") == ["Andorra", "Andorre"]
    assert names_of("ZZ") == []


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("India, United Arab Emirates", ["IN", "AE"], []),
        ("Indien; Émirats arabes unis", ["IN", "AE"], []),
        ("IN AE", ["IN", "AE"], []),
        ("in, ae, India", ["IN", "AE"], []),
        ("Côte d'Ivoire\nCote d’Ivoire", ["CI"], []),
        ("XS", ["RS"], []),
        ("India, Atlantis", ["IN"], ["Atlantis"]),
        ("IN ZZ", [], ["IN ZZ"]),
        ("UK", [], ["UK"]),
        (" , ", [], []),
    ],
)
def test_countries_are_read_as_people_write_them(text, codes, unknown):
    assert codes_typed(text) == (codes, unknown)


def test_every_name_of_a_country_is_read_as_that_country():
    for code, names in names_by_code().items():
        for name in names.values():
            assert codes_typed(name.replace(",", " ")) == ([code], []), name
