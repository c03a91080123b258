"""What a code asks for, what a state may add, and which periods are reported by when."""

from datetime import date

import pytest

from licensing.rules.general_authorisations import general_authorisations
from licensing.rules.general_editions import national, read, terms_faults
from licensing.rules.general_registrations import report_gaps
from licensing.rules.general_terms import (
    When,
    earliest_use,
    notice_due_on,
    report_periods,
    running_period,
    terms_of,
    with_state,
)
from tests.licensing.general import NATIONAL, TERMS

NOVEMBER = date(2026, 11, 3)


def union(code: str):
    return terms_of(general_authorisations()[code])


@pytest.mark.parametrize(
    ("code", "registers", "notifies", "days", "months", "icp"),
    [
        ("EU001", When.NO, When.AFTER, 30, 0, False),
        ("EU006", When.NO, When.AFTER, 30, 0, False),
        ("EU007", When.BEFORE, When.BEFORE, 30, 12, True),
        ("EU008", When.BEFORE, When.BEFORE, 10, 12, False),
    ],
)
def test_what_the_regulation_asks_of_each(code, registers, notifies, days, months, icp):
    terms = union(code)

    assert (terms.registration, terms.first_use, terms.first_use_days) == (registers, notifies, days)
    assert (terms.report_months, terms.icp_required) == (months, icp)
    assert terms.reports_on_request is (code == "EU008")


def test_the_notice_is_in_time():
    assert earliest_use(union("EU007"), notified_on=NOVEMBER) == date(2026, 12, 3)
    assert earliest_use(union("EU008"), notified_on=NOVEMBER) == date(2026, 11, 13)
    assert earliest_use(union("EU001"), notified_on=NOVEMBER) == date.min
    assert notice_due_on(union("EU001"), first_export_on=NOVEMBER) == date(2026, 12, 3)


def test_periods_are_parts_of_the_calendar_year_from_the_registration_on():
    half_yearly = with_state(union("EU001"), TERMS, act="BAnz")
    periods = list(report_periods(half_yearly, since=date(2025, 11, 3), on=date(2027, 1, 1)))

    assert [(each.first, each.last) for each in periods] == [
        (date(2025, 11, 3), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
    ]
    assert periods[0].due_on == date(2026, 1, 31)
    assert running_period(half_yearly, since=date(2025, 11, 3), on=date(2026, 6, 30)).last == date(
        2026, 6, 30
    )
    assert not list(report_periods(union("EU001"), since=date(2020, 1, 1), on=NOVEMBER))


@pytest.mark.parametrize(
    ("code", "changes", "pointer"),
    [
        ("EU007", {"registration": "no", "first_use": "before", "report_months": "12"}, "/registration"),
        ("EU007", {"registration": "before", "report_months": "12"}, "/first_use_days"),
        ("EU008", {"registration": "before", "first_use": "before", "first_use_days": 9}, "/first_use_days"),
        ("EU001", {"first_use_days": 31}, "/first_use_days"),
        (
            "EU007",
            {"registration": "before", "first_use": "before", "report_months": "0"},
            "/report_months",
        ),
        ("EU009", {}, "/code"),
    ],
)
def test_a_state_never_asks_for_less_than_the_regulation(code, changes, pointer):
    assert [each["pointer"] for each in terms_faults(code, {**TERMS, **changes})] == [pointer]


def test_a_state_may_ask_for_more():
    stricter = {"registration": "before", "first_use": "before", "first_use_days": 40, "report_months": "3"}
    assert terms_faults("EU007", stricter) == []
    assert terms_faults("EU001", {**stricter, "icp_required": True}) == []
    assert with_state(union("EU007"), stricter, act="x").icp_required


def test_a_national_one_is_read_and_never_covers_section_i():
    clean, errors = read(NATIONAL)
    wide = national({**clean, "items_mode": "all_except", "entries": [], "destinations_mode": "all_except"})

    assert errors == []
    assert national(clean).covers("2B350.g.1").value == "yes"
    assert national(clean).covers("2B001").value == "no"
    assert wide.covers("5A004.a").value == "no"  # Annex II, Section I
    assert wide.goes_to("BR")
    assert not national(clean).goes_to("BR")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"code": "EU001"}, "/code"),
        ({"entries": ["9Z999"]}, "/entries/0"),
        ({"destinations": ["ZZ"]}, "/destinations/0"),
        ({"title": {}}, "/title"),
        ({"conditions": [NATIONAL["conditions"][0]] * 2}, "/conditions"),
        ({"nonsense": 1}, "/nonsense"),
        ({"report_months": "7"}, "/report_months"),
    ],
)
def test_a_file_that_is_wrong_says_where(changes, pointer):
    assert pointer in [each["pointer"] for each in read({**NATIONAL, **changes})[1]]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/lines"),
        ({"nil": True, "lines": [{"description": "x"}]}, "/nil"),
        ({"lines": [{"description": "x", "quantity": "1"}]}, "/lines/0/unit"),
        ({"lines": [{"description": "x", "value": "1"}]}, "/lines/0/currency"),
    ],
)
def test_a_report_has_lines_or_says_that_there_was_nothing(body, pointer):
    assert [each["pointer"] for each in report_gaps(body)] == [pointer]
    assert report_gaps({"nil": True}) == []


def test_the_uses_of_article_4_bar_a_national_one_whether_or_not_its_file_says_so():
    clean, _errors = read(NATIONAL)

    keys = {each.key: each for each in national({**clean, "conditions": []}).conditions}

    assert sorted(keys) == [
        "aware_illicit_military_parts",
        "aware_military_embargo",
        "aware_wmd",
        "informed_illicit_military_parts",
        "informed_military_embargo",
        "informed_wmd",
    ]
    assert {(each.sense, each.article) for each in keys.values()} == {("bars", "Article 12(6)(c)")}
    written = next(each for each in national(clean).conditions if each.key == "aware_wmd")
    assert written.article == "No 4"  # its own words stand, where it has them
    assert len(national(clean).conditions) == 6
