"""Every data file is complete, consistent and in three languages; read from the files, without a database."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from controllist.rules.functions import FUNCTIONS
from exportctl.core.calendar import Calendar
from licensing.rules.requests import LegalBasis
from tests.union import PEOPLE

ROOT = Path(__file__).parents[2]
KERNEL, LISTS, LICENSING, TOP = (
    ROOT / part
    for part in ("exportctl/core/data", "controllist/data", "licensing/data", "notifications/data")
)
QUESTIONNAIRES = sorted((TOP / "red_flags").glob("*.json"))
STATES = set(PEOPLE)
LANGUAGES = {"en", "de", "fr"}
UNITS = ["pieces", "sets", "systems", "licences", "seats", "kg", "g", "t", "l", "m", "m2", "m3", "hours"]
END_USER_KINDS = [  # contract: end_user.kind
    *("government", "police", "intelligence", "military"),
    *("company", "research", "person", "other"),
]
# Words that are the same in two of the languages and right in both.
SAME_WORD = re.compile(r"[\W\d]*(kg|Transit|Intrusion|Interception|Identification|Sette Giugno.*)[\W\d]*")


@cache
def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def codes(vocabulary: str) -> list[str]:
    return [row["code"] for row in read(LICENSING / "vocabulary.json")[vocabulary]]


def translated(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every `{en, de, fr}` in a file, with its place."""
    if isinstance(value, dict):
        if "en" in value:
            yield where, value
            return
        for key, inner in value.items():
            yield from translated(inner, f"{where}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from translated(inner, f"{where}/{index}")


TRANSLATED = [
    KERNEL / "countries.json",
    KERNEL / "holidays.json",
    KERNEL / "institution_holidays.json",
    LISTS / "annex_i.json",
    LISTS / "functions.json",
    LICENSING / "destinations.json",
    LICENSING / "vocabulary.json",
    *QUESTIONNAIRES,
    TOP / "officer_texts.json",
]


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.stem)
def test_every_text_is_there_in_english_german_and_french(path: Path) -> None:
    texts = list(translated(read(path)))
    assert texts
    for where, text in texts:
        assert set(text) == LANGUAGES, where
        assert all(text.values()), where


@pytest.mark.parametrize(
    "path", [*QUESTIONNAIRES, TOP / "officer_texts.json", LISTS / "annex_i.json"], ids=lambda p: p.stem
)
def test_a_translation_is_not_the_english_text_again(path: Path) -> None:
    for where, text in translated(read(path)):
        if not SAME_WORD.fullmatch(text["en"]):
            assert len(set(text.values())) == 3 or len(text["en"]) < 12, f"{where}: {text}"


@pytest.mark.parametrize(
    "path",
    [*TRANSLATED, KERNEL / "populations.json", LICENSING / "currencies.json"],
    ids=lambda path: path.stem,
)
def test_every_file_names_its_source(path: Path) -> None:
    content = read(path)
    sources = [content["source"]] if "source" in content else [one["source"] for one in content["sets"]]
    assert all(len(source) > 20 for source in sources)


def test_the_twenty_seven_states_are_everywhere() -> None:
    assert {state["code"] for state in read(KERNEL / "member_states.json")["states"]} == STATES
    assert set(read(KERNEL / "holidays.json")["states"]) == STATES
    for one in read(KERNEL / "populations.json")["sets"]:
        assert set(one["states"]) == STATES, one["name"]
    destinations = read(LICENSING / "destinations.json")["destinations"]
    assert {row["code"] for row in destinations if row["member_state"]} == STATES
    assert len({row["code"] for row in destinations}) == len(destinations) > 240
    assert {"XK", "GB", "TW"} <= {row["code"] for row in destinations}


def test_a_currency_is_one_in_use_and_has_a_name_in_each_language() -> None:
    held = read(LICENSING / "currencies.json")["currencies"]
    assert held == sorted(set(held))
    assert {"EUR", "SEK", "PLN", "USD", "AED"} <= set(held)
    assert not {"XXX", "XTS", "XAU", "DEM"} & set(held)  # none, a test, a metal, one that is gone
    for language in LANGUAGES:
        assert set(held) <= set(Locale(language).currencies), language


def test_every_destination_has_its_name() -> None:
    named = [row["code"] for row in read(KERNEL / "countries.json")["countries"]]
    assert named == [row["code"] for row in read(LICENSING / "destinations.json")["destinations"]]


def test_a_state_has_a_time_zone_that_exists_and_greece_two_prefixes() -> None:
    states = {state["code"]: state for state in read(KERNEL / "member_states.json")["states"]}
    assert all(ZoneInfo(state["timezone"]).key for state in states.values())
    assert (states["GR"]["eori_prefix"], states["GR"]["vat_prefix"]) == ("GR", "EL")
    assert all(state["eori_prefix"] == code for code, state in states.items())


def test_populations_add_up_and_reproduce_every_published_share() -> None:
    sets = {one["name"]: one for one in read(KERNEL / "populations.json")["sets"]}
    people = {code: row["population"] for code, row in sets["2025"]["states"].items()}
    assert sum(people.values()) == sets["2025"]["total"] == 451_028_881
    assert -(-65 * sum(people.values()) // 100) == 293_168_773
    for code, row in sets["2025"]["states"].items():
        # Rounded half up, in whole numbers: hundredths of a per cent.
        hundredths = (20_000 * people[code] + 451_028_881) // (2 * 451_028_881)
        assert hundredths == round(float(row["published_share"]) * 100), code
    old = sets["2017"]
    assert (
        sum(row["population"] for row in old["states"].values()) == old["total"] == 510_860_699 - 65_341_183
    )
    assert [one["starts_on"] for one in (old, sets["2025"])] == ["2017-01-01", "2025-01-01"]


def calendar(code: str) -> Calendar:
    held = read(KERNEL / "holidays.json")
    days = frozenset(date.fromisoformat(row["on"]) for row in held["states"][code])
    return Calendar(code, "Europe/Brussels", days, frozenset(held["years"]))


def test_ten_working_days_from_30_march_2026_end_by_national_holidays() -> None:
    last = {code: calendar(code).last_day(date(2026, 3, 30), 10) for code in STATES}
    assert {last[code] for code in ("FR", "PL")} == {date(2026, 4, 14)}
    assert {last[code] for code in ("DE", "SE", "HU", "GR", "BG")} == {date(2026, 4, 15)}


def test_holidays_cover_2025_to_2030_in_date_order_with_christmas_everywhere() -> None:
    held = read(KERNEL / "holidays.json")
    assert held["years"] == [2025, 2026, 2027, 2028, 2029, 2030]
    assert held["package_version"] == "0.109"
    for code, rows in held["states"].items():
        days = [row["on"] for row in rows]
        assert days == sorted(set(days)), code
        assert {f"{year}-12-25" for year in held["years"]} <= set(days), code


def test_holidays_are_those_of_the_pinned_package() -> None:
    from exportctl.core.data.build_holidays import of_state

    names = read(KERNEL / "holiday_names.json")
    for code in ("CY", "FR", "HU", "SE"):
        assert of_state(code, names) == read(KERNEL / "holidays.json")["states"][code]


def test_annex_i_leaves_out_what_was_never_adopted_or_is_not_used() -> None:
    annex = read(LISTS / "annex_i.json")
    entries = {entry["code"]: entry for entry in annex["entries"]}
    assert len(entries) == len(annex["entries"])
    assert not {"10A001", "10D001", "10E001", "5A001.i"} & entries.keys()
    assert {"4A005", "4D004", "5A001.f.2", "5A001.j", "5A004.b", "5D001.e"} <= entries.keys()
    for code, entry in entries.items():
        assert re.fullmatch(annex["grammar"], code), code
        assert set(entry["functions"]) <= set(FUNCTIONS)
        assert entry["theme"] in annex["themes"]
        assert entry["product_group"] in annex["product_groups"]
    assert [code for code, entry in entries.items() if entry["annex_iv"] == "part_i"] == ["5A004.a"]


def test_functions_are_those_of_the_interface_with_words_to_find_them_by() -> None:
    rows = read(LISTS / "functions.json")["functions"]
    assert tuple(row["code"] for row in rows) == FUNCTIONS
    for row in rows:
        assert all(len(set(words)) == len(words) >= 5 for words in row["synonyms"].values()), row["code"]
    spoken = {word.lower() for row in rows for words in row["synonyms"].values() for word in words}
    assert {"imsi catcher", "ss7", "gesichtserkennung", "phone unlocking", "logiciel espion"} <= spoken


def test_the_vocabulary_has_the_codes_of_the_interface() -> None:
    assert codes("units") == UNITS
    assert codes("end_user_kinds") == END_USER_KINDS
    assert codes("legal_bases") == [basis.value for basis in LegalBasis]
    assert codes("red_flag_answers") == ["yes", "no", "unknown"]


def test_thirteen_questions_of_which_four_flag_a_no() -> None:
    flags = read(TOP / "red_flags" / "2026-1.json")
    questions = flags["questions"]
    assert [question["number"] for question in questions] == list(range(1, 14))
    assert len({question["key"] for question in questions}) == 13
    assert questions[0]["key"] == "covert_features"
    assert [one["number"] for one in questions if one["flag_when"] == "no"] == [8, 11, 12, 13]
    assert "2024/2659" in flags["source"]
    assert flags["binding"] is False
    for one in questions:
        assert all(text.rstrip().endswith("?") for text in one["question"].values()), one["key"]
        assert all(len(text) > 60 for text in one["explanation"].values()), one["key"]


def test_the_second_version_adds_what_the_recommendation_asks_and_marks_our_own() -> None:
    first, second = (read(TOP / "red_flags" / f"2026-{number}.json")["questions"] for number in (1, 2))
    assert [one["key"] for one in second][: len(first)] == [one["key"] for one in first]
    assert [one["number"] for one in second] == list(range(1, 19))
    assert [one["number"] for one in second if one["own"]] == [10, 11, 12, 13]
    assert "four_elements" in {one["key"] for one in second}
    for one in second:
        assert all(text.rstrip().endswith("?") for text in one["question"].values()), one["key"]


def test_standard_texts_serve_every_outcome_that_needs_grounds() -> None:
    texts = read(TOP / "officer_texts.json")
    assert {ground["outcome"] for ground in texts["grounds"]} == {
        "refusal",
        "grant",
        "no_authorisation_required",
    }
    assert len({text["key"] for text in texts["grounds"] + texts["conditions"]}) == 15
