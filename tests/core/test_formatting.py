from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils.translation import override

from exportctl.core import formatting
from exportctl.core.calendar import last_date

LAST = datetime(2026, 12, 2, 23, 0, tzinfo=UTC)  # midnight in Brussels
PARIS, HELSINKI = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Helsinki")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["1 December 2026", "1 Dec 2026", "1 Dec", "Tuesday 1 December 2026"]),
        ("de", ["1. Dezember 2026", "1. Dez. 2026", "1. Dez.", "Dienstag, 1. Dezember 2026"]),
        ("fr", ["1er décembre 2026", "1er déc. 2026", "1er déc.", "mardi 1er décembre 2026"]),
    ],
)
def test_a_day(language, expected):
    day = date(2026, 12, 1)
    with override(language):
        written = [
            formatting.long_day(day),
            formatting.short_day(day),
            formatting.brief_day(day),
            formatting.weekday(day),
        ]
    assert written == expected


def test_only_the_first_of_a_month_is_an_ordinal_in_french():
    with override("fr"):
        assert formatting.long_day(date(2026, 12, 21)) == "21 décembre 2026"
        assert formatting.long_day(date(2026, 12, 11)) == "11 décembre 2026"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Wed 25 Nov 2026, 10:42 Brussels"),
        ("de", "Mi., 25. Nov. 2026, 10:42 Brüssel"),
        ("fr", "mer. 25 nov. 2026, 10:42 Bruxelles"),
    ],
)
def test_a_moment_names_its_zone(language, expected):
    with override(language):
        assert formatting.moment(datetime(2026, 11, 25, 9, 42, tzinfo=UTC)) == expected


def test_a_window_ends_at_the_last_hour_of_its_last_day():
    with override("en"):
        assert formatting.last_day(LAST) == "2 Dec 2026, 24:00 Brussels"
        assert formatting.last_day(LAST, PARIS) == "2 Dec 2026, 24:00 Paris"
        assert formatting.last_day(LAST, HELSINKI) == "2 Dec 2026, 24:00 Brussels"


def test_the_last_day_of_a_window_is_never_the_next():
    lisbon, nicosia = datetime(2026, 12, 30, tzinfo=UTC), datetime(2026, 12, 29, 22, tzinfo=UTC)
    with override("en"):
        assert formatting.last_day(lisbon) == "29 Dec 2026, 24:00 Lisbon"
        assert formatting.deadline(lisbon, HELSINKI) == "Tuesday 29 December 2026, 24:00 Lisbon"
        assert formatting.last_day(nicosia) == "29 Dec 2026, 23:00 Brussels"
        assert formatting.last_day(nicosia, ZoneInfo("Asia/Nicosia")) == "29 Dec 2026, 24:00 Nicosia"
    assert last_date(lisbon) == last_date(nicosia) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("language", "number", "share"),
    [("en", "142,336,889", "38.7\u202f%"), ("de", "142\u202f336\u202f889", "38,7\u202f%")],
)
def test_numbers_follow_the_language(language, number, share):
    with override(language):
        assert formatting.number(142_336_889) == number
        assert formatting.percent(0.38717) == share


@pytest.mark.parametrize(
    ("share", "written"), [(0.9999, "100.0"), (0.00049, "0.0"), (0.0005, "0.1"), (0.5769, "57.7")]
)
def test_shares_are_rounded_not_cut_off(share, written):
    with override("en"):
        assert formatting.percent(share) == f"{written}\u202f%"


def test_templates_show_what_is_unknown_as_nothing():
    template = Template("[{{ none|day }}{{ none|moment }}{{ none|percent }}{{ none|number }}]")
    assert template.render(Context({"none": None})) == "[]"


def test_templates_take_a_zone():
    with override("en"):
        written = Template('{{ at|last_day:"Europe/Paris" }}').render(Context({"at": LAST}))
    assert written == "2 Dec 2026, 24:00 Paris"


@pytest.mark.parametrize(
    ("language", "label", "said"),
    [
        ("en", "The exporter", "the exporter"),
        ("fr", "L’exportateur", "l’exportateur"),
        ("de", "Der Ausführer", "der Ausführer"),
        ("de", "Endverwendung und Zweifel", "Endverwendung und Zweifel"),
    ],
)
def test_a_label_within_a_sentence_begins_small_but_keeps_a_german_nouns_capital(language, label, said):
    with override(language):
        assert formatting.inside(label) == said


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["11 November", "Wednesday 2 December 2026, 24:00 Brussels"]),
        ("de", ["11. November", "Mittwoch, 2. Dezember 2026, 24:00 Brüssel"]),
        ("fr", ["11 novembre", "mercredi 2 décembre 2026, 24:00 Bruxelles"]),
    ],
)
def test_a_holiday_and_a_deadline(language, expected):
    with override(language):
        assert [formatting.day_and_month(date(2026, 11, 11)), formatting.deadline(LAST)] == expected
