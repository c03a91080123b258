"""Components say in words what they show, escape what they are given, and compute their widths."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from exportctl.core.look import differences
from exportctl.core.rules.bands import PEOPLE, STATES
from notifications.look import states, thresholds
from tests.look import sample
from tests.look.rendering import Elements, heard, tag

NARROW = "\u202f"


# --- timeline
def test_the_stage_that_runs_is_marked_as_the_current_step() -> None:
    drawn = Elements(tag("{% timeline stages %}", stages=sample.STAGES))

    current = [attrs for name, attrs in drawn.found if name == "li" and attrs.get("aria-current") == "step"]

    assert len(current) == 1
    assert "is-now" in (current[0]["class"] or "")


def test_a_bar_is_filled_to_the_share_that_has_passed() -> None:
    drawn = Elements(tag("{% timeline stages %}", stages=sample.STAGES))

    widths = [attrs["width"] for attrs in drawn.of_class("timeline__fill") if attrs.get("y") == "6"]

    assert widths == ["100%", "100%", "100%", "100%", "86%", "0%"]


def test_stages_before_the_last_done_one_fold_on_phones() -> None:
    html = tag("{% timeline stages %}", stages=sample.STAGES)

    assert "3 stages done" in html
    assert len(list(Elements(html).of_class("timeline__early"))) == 3


def test_a_paused_stage_says_so_and_is_striped() -> None:
    html = tag("{% timeline stages %}", stages=sample.PAUSED_STAGES)

    assert "Paused · since 3 Nov" in heard(html).replace(" ·", " ·")
    assert "url(#stripes-slate)" in html


# --- clock
@pytest.mark.parametrize(
    ("clock", "state", "full", "short"),
    [
        (sample.CLOCKS[0], "running", "12 working days left · 11 Dec 2026", "12 days left · 11 Dec"),
        (sample.CLOCKS[1], "soon", "2 working days left · 27 Nov 2026", "2 days left · 27 Nov"),
        (sample.CLOCKS[2], "over", "2 working days over · 23 Nov 2026", "2 days over · 23 Nov"),
        (sample.CLOCKS[3], "paused", "paused · 4 days so far", "paused · 4 days so far"),
        (sample.CLOCKS[4], "ended", "decided 19 Oct 2026", "decided 19 Oct"),
    ],
)
def test_a_clock_says_how_long_and_until_when(clock: Any, state: str, full: str, short: str) -> None:
    assert heard(tag("{% clock_chip clock %}", clock=clock)) == full
    html = tag("{% clock_chip clock short=True %}", clock=clock)
    assert heard(html) == short
    assert f"clock--{state}" in html


@pytest.mark.parametrize(("left", "state"), [(4, "running"), (3, "soon"), (1, "soon"), (0, "soon")])
def test_three_working_days_left_are_soon(left: int, state: str) -> None:
    clock = {"days_left": left, "due_on": date(2026, 12, 1), "share": 0.5}

    assert f"clock--{state}" in tag("{% clock_chip clock %}", clock=clock)


def test_a_clock_names_whose_days_it_counts_and_why() -> None:
    clock = {**sample.RUNNING, "owner": "France", "why": "11 November: public holiday in France."}

    words = heard(tag("{% clock_chip clock %}", clock=clock))

    assert words == "France: 12 working days left · 11 Dec 2026 11 November: public holiday in France."


def test_the_clocks_bar_never_leaves_its_frame() -> None:
    drawn = Elements(tag("{% clock_chip clock %}", clock={**sample.RUNNING, "share": 1.7}))

    assert [attrs["width"] for attrs in drawn.of_class("clock__fill")] == ["44"]


# --- thresholds
def test_both_bars_with_their_marks_where_the_frozen_figures_put_them() -> None:
    html = tag("{% threshold_bars tally %}", tally=sample.tally())
    drawn = Elements(html)

    bars = [a["width"] for name, a in drawn.found if name == "rect" and a.get("fill") == "url(#hatch-madder)"]
    marks = [attrs["x"] for attrs in drawn.of_class("threshold__mark")]

    assert bars == ["34.62%", "38.72%"]
    assert marks == ["57.69%", "65%"]
    assert len(list(drawn.of_class("threshold__cell"))) == 25
    assert "142,336,889 of 367,629,449 people" in heard(html)
    assert "If fewer than 4 do not object" in heard(html)
    assert "mark reached" not in html


def test_a_mark_that_is_reached_is_said() -> None:
    html = tag("{% threshold_bars tally %}", tally=sample.tally(states=15, population=250_722_284))

    assert heard(html).count("mark reached") == 2


def test_too_few_states_that_do_not_object_reach_the_people_mark() -> None:
    html = tag("{% threshold_bars tally %}", tally=sample.tally(states=23, population=200_000_000))

    assert heard(html).count("mark reached") == 2


def test_a_rule_set_without_people_shows_the_states_alone() -> None:
    html = tag("{% threshold_bars tally %}", tally=sample.tally(population_needed=None, states_needed=26))

    assert "26 needed" in heard(html)
    assert "threshold--people" not in html


def test_rounding_never_carries_a_share_over_a_mark_that_is_not_reached() -> None:
    assert thresholds.share(6499, 10000, mark=6500) == Decimal("0.649")
    assert thresholds.share(6499, 10000) == Decimal("0.650")
    assert thresholds.share(6500, 10000, mark=6500) == Decimal("0.650")


# --- where the states stand
def test_every_state_has_a_tile_of_its_own_and_says_what_it_does() -> None:
    assert len(set(states.TILES.values())) == 27

    html = tag('{% tile_map positions own="FR" title="Nine states object." %}', positions=sample.positions())

    assert html.count("<title>") == 27
    for words in ("Austria: objects", "Ireland: no objection", "Germany: notifies, not counted"):
        assert f"<title>{words}</title>" in html
    assert html.count("stance__own") == 1
    assert 'aria-label="Nine states object."' in html


def test_the_arc_leaves_out_the_notifying_state_and_ends_where_it_should() -> None:
    wedges = states.arc(sample.positions(), own="FR", mark=0.65)

    assert len(wedges) == 26
    assert "DE" not in {wedge["code"] for wedge in wedges}
    assert wedges[-1]["code"] == "FR"  # its ring lies on top
    assert any(wedge["path"].startswith("M10 206") for wedge in wedges)  # the left end
    assert any(" 390 206L" in wedge["path"] for wedge in wedges)  # the right end


def test_the_arc_starts_with_those_who_object_by_their_weight() -> None:
    wedges = states.arc(sample.positions(), own="", mark=0.65)

    assert [wedge["code"] for wedge in wedges[:5]] == ["IT", "RO", "NL", "CZ", "PT"]
    assert [wedge["stance"] for wedge in wedges][-4:] == ["agree"] * 4


def test_mark_and_shares_of_the_arc_follow_the_frozen_figures() -> None:
    four_states = {"population_needed": 157_935_130, "population_total": 451_243_227}

    html = tag("{% arc positions tally=tally %}", positions=sample.positions(), tally=four_states)

    assert f"35{NARROW}%" in html
    assert " 390 206L" not in html  # the people of the notifying state count, and stay out of every wedge


def test_a_single_stage_that_is_done_does_not_fold() -> None:
    assert "stages done" not in tag("{% timeline stages %}", stages=sample.PAUSED_STAGES)
    assert "timeline__fold" not in tag("{% timeline stages %}", stages=sample.STAGES[:1] + sample.STAGES[4:])


def test_the_table_holds_all_states_in_three_parts_by_name() -> None:
    html = tag('{% positions_table positions own="FR" %}', positions=sample.positions())

    assert html.count("<caption") == 3
    assert "Positions, Austria to Finland" in html
    assert html.count('scope="row"') == 27
    assert "France (you)" in heard(html)
    assert "Not counted – –" in heard(html)


def test_names_are_ordered_as_their_readers_expect() -> None:
    given = [
        {"code": "AT", "name": "Österreich"},
        {"code": "PT", "name": "Portugal"},
        {"code": "NL", "name": "Niederlande"},
    ]

    assert [one.code for one in states.positions(given)] == ["NL", "AT", "PT"]


def test_agreement_is_told_as_agreement() -> None:
    html = tag('{% positions_table positions counting="agreement" %}', positions=sample.positions())

    assert "Agrees" in html
    assert "No objection" not in html


# --- words that are hidden, and words that are escaped
def test_what_changed_is_told_to_readers_word_by_word() -> None:
    html = tag("{% word_diff before after %}", before="keys of phones", after="keys of locked phones <b>")

    assert '<ins><span class="govuk-visually-hidden">inserted: </span>locked </ins>' in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "new"),
        ("old", ""),
        ("a b c", "a x c"),
        ("same", "same"),
        ("one two", "three four"),
        ("x, y.", "x; y."),
    ],
)
def test_the_pieces_of_a_change_give_both_texts_back(before: str, after: str) -> None:
    pieces = differences.pieces(before, after)

    assert "".join(text for kind, text in pieces if kind != "inserted") == before
    assert "".join(text for kind, text in pieces if kind != "deleted") == after


def test_reasons_of_likeness_are_heard_as_words_not_signs() -> None:
    words = heard(tag("{% similar items %}", items=sample.SIMILAR))

    assert "same: function: location" in words
    assert "different: no target list" in words
    assert "≠" not in words


def test_a_hash_is_short_for_the_eye_and_whole_for_readers() -> None:
    html = tag("{% hash value %}", value="4be190c7" + "a" * 52 + "2d18")

    assert "4be1 90c7 … 2d18" in html
    grouped = " ".join(["4be1", "90c7", *["aaaa"] * 13, "2d18"])
    assert "4be1 90c7 … 2d18" in tag("{% hash value %}", value=grouped)
    assert heard(html).startswith("4be190c7aaaa")
    assert 'data-copy="4be190c7' in html
    assert " hidden " in html


def test_values_are_escaped_wherever_they_stand() -> None:
    wild = "<script>alert(1)</script>"
    drawn = [
        tag("{% summary_list rows %}", rows=[(wild, wild)]),
        tag("{% facts rows %}", rows=[(wild, wild)]),
        tag("{% tag 'done' wild %}", wild=wild),
        tag("{% empty wild wild '#' wild %}", wild=wild),
        tag("{% regime_label wild False %}", wild=wild),
        tag("{% panel wild note=wild %}{{ wild }}{% endpanel %}", wild=wild),
        tag("{% consequence wild items %}{% endconsequence %}", wild=wild, items=[wild]),
        tag("{% clock_chip clock %}", clock={**sample.RUNNING, "owner": wild, "why": wild}),
        tag("{% threshold_bars tally %}", tally=sample.tally(sentence=wild, missing=wild)),
        tag("{% timeline stages %}", stages=[{"name": wild, "state": "now", "when": wild, "who": wild}]),
        tag(
            "{% tile_map positions title=wild %}",
            wild=wild,
            positions=[{**sample.positions()[0], "name": wild}],
        ),
        tag("{% case_header header %}", header={**sample.HEADER, "title": wild}),
        tag("{% tabs items wild %}", wild=wild, items=[{"label": wild, "url": "#", "current": False}]),
    ]

    for html in drawn:
        assert "<script" not in html
        assert "&lt;script" in html


@pytest.mark.parametrize("kind", ["done", "soon", "refused", "unknown", "flag", "comment", "uncounted"])
def test_a_coloured_tag_has_a_sign_that_readers_do_not_hear(kind: str) -> None:
    html = tag("{% tag kind 'Word' %}", kind=kind)

    assert "tag__sign" in html
    assert heard(html) == "Word"


def test_a_regime_that_is_not_law_always_says_so() -> None:
    words = heard(
        tag('{% regime_label "European Parliament, January 2018, as its press release describes it" False %}')
    )

    assert words == "European Parliament, January 2018, as its press release describes it, not in force"
    assert "not in force" not in tag('{% regime_label "Regulation (EU) 2021/821" True %}')


def test_a_consequence_names_who_acts_and_both_times() -> None:
    html = tag(
        "{% consequence 'If you approve' items acting=acting %}<button>Approve</button>{% endconsequence %}",
        items=sample.CONSEQUENCES,
        acting=sample.ACTING,
    )

    assert "Acting: M. Hoffmann for BAFA, Germany Wed 25 Nov 2026, 10:42 Brussels (11:42 in Athens)" in heard(
        html
    )
    assert "<button>Approve</button>" in html
    assert html.count("<li>") == 3


def test_provenance_tells_bands_and_no_state_that_objected() -> None:
    words = heard(tag("{% provenance entry %}", entry=sample.ENTRY))

    assert "Objections counted: fewer than 5 states, under 10\u202f% of the people." in words
    assert "Majority not reached" in words
    assert "20 Apr 2026, 23:00 Brussels" in words


@pytest.mark.parametrize("states_band", STATES)
@pytest.mark.parametrize("people_band", PEOPLE)
def test_every_band_has_a_box_and_words(states_band: str, people_band: str) -> None:
    given = {"states": states_band, "people": people_band}
    drawn = Elements(tag("{% bands given %}", given=given))

    assert len(list(drawn.of_class("bands__box--on"))) == 2
    assert " · " in tag("{% band_words given %}", given=given)


# --- numbers follow the language, geometry does not
def test_in_german_numbers_change_and_coordinates_do_not() -> None:
    with translation.override("de"):
        html = tag("{% threshold_bars tally %}", tally=sample.tally())

    assert f"38,7{NARROW}%" in html
    assert 'width="38.72%"' in html
    assert 'width="38,72%"' not in html


@pytest.mark.parametrize(
    ("before", "after", "two"),
    [
        ("keys of phones", "keys of locked phones", False),  # few words, one changed
        ("KeyBreak 7 mobile unlock station for the laboratory", "Unlock stations, with key search", True),
        ("", "All of it is new, and nothing stood here before it was written.", False),
        (
            "The station recovers the screen lock of seized phones by key search.",
            "The station recovers the lock of seized phones by key search.",
            False,
        ),
    ],
)
def test_a_text_that_was_rewritten_stands_beside_what_it_was(before, after, two) -> None:
    assert differences.needs_two_columns(differences.pieces(before, after)) is two
