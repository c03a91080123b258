"""One source of country names: the same on every page, in every letter and table, in three languages."""

import pytest
from django.utils.translation import override

from exportctl.core.countries import countries, country, names_by_code, names_of


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
