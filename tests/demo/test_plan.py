"""The plan of the demonstration on days on which plans go wrong: order, office hours and counts. No database."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from exportctl.core.calendar import brussels_date, event_day
from exportctl.demo.acts import CASE_ACTS, DESK_ACTS
from exportctl.demo.content import cases, export_requests, states
from exportctl.demo.plan import OutOfSpan, plan, span
from exportctl.demo.plan.offices import OPENS, Office
from exportctl.demo.plan.steps import Line, Step, instants
from exportctl.demo.plan.stories import course
from licensing.rules.information_requests import Reminder, reminder_due
from notifications.rules.windows import dues
from tests.demo.calendars import shipped_calendars
from tests.properties import given, st

CALENDARS = shipped_calendars()
FIRST, LAST = span(CALENDARS)
BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = {
    "a Sunday": datetime(2026, 11, 29, 9, 54, 20, tzinfo=UTC),
    "a Monday before offices open": datetime(2027, 6, 7, 4, 5, tzinfo=UTC),
    "the day before Christmas": datetime(2026, 12, 24, 18, 0, tzinfo=UTC),
    "New Year's Day": datetime(2028, 1, 1, 0, 30, tzinfo=UTC),
    "Easter Monday": datetime(2027, 3, 29, 10, 0, tzinfo=UTC),
    "the night that summer time begins": datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
    "the night that summer time ends": datetime(2027, 10, 31, 0, 59, 59, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    "the last hour of a year": datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    "the first day of the span": datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=BRUSSELS),
    "the last day of the span": datetime(LAST.year, LAST.month, LAST.day, 23, 59, tzinfo=BRUSSELS),
}
STAGES = {  # the last act of a case's own course, by the stage that it is to reach
    "draft": {"draft"},
    "submitted": {"submit"},
    "under_review": {"take", "answer", "take_back"},
    "information_requested": {"ask"},
    "returned": {"send_back"},
    "withdrawn": {"withdraw"},
    "closing": {"close_case"},
    "closed": {"approve_closing"},
    "proposed": {"propose"},
    "procedure_withdrawn": {"approve_withdrawal"},
    "granted": {"approve"},
    "granted_with_conditions": {"approve"},
    "no_authorisation_required": {"approve"},
    "authorisation_required": {"approve"},
    "refused_open": {"approve"},
    "refused_closed_listed": {"approve"},
    "refused_closed_lapsed": {"approve"},
}
COURSE = set().union(*STAGES.values())
any_day = pytest.mark.parametrize("at", DAYS.values(), ids=DAYS)


@cache
def steps_on(at: datetime) -> list[Step]:
    return plan(at=at, calendars=CALENDARS)


@cache
def threads(at: datetime) -> dict[tuple[str, str], list[Step]]:
    found: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps_on(at):
        found[step.story, step.thread].append(step)
    return found


@any_day
def test_everything_happens_before_the_present_and_within_the_calendars_held(at):
    steps = steps_on(at)
    assert all(step.at < at for step in steps)
    assert steps[0].at.year >= min(CALENDARS["DE"].years)
    assert at - steps[0].at < timedelta(days=410)


@any_day
def test_everybody_works_on_working_days_and_in_office_hours_of_their_own_state(at):
    outside = []
    for step in steps_on(at):
        if step.office:
            calendar = CALENDARS[step.office]
            there = step.at.astimezone(ZoneInfo(calendar.zone))
            closes = (datetime.combine(there, OPENS) + timedelta(hours=8)).time()
            if not (calendar.is_working_day(there.date()) and OPENS <= there.time() <= closes):
                outside.append((step.story, step.act, there))
    assert not outside


@any_day
def test_nothing_is_due_on_a_day_off(at):
    due = [(step.story, step.office, step.facts["due_on"]) for step in steps_on(at) if "due_on" in step.facts]
    assert due
    assert all(CALENDARS[office].is_working_day(day) for _story, office, day in due)


@any_day
def test_only_the_end_of_a_window_is_nobodys_act(at):
    assert {step.act for step in steps_on(at) if not step.office} == {"close"}


@any_day
def test_the_order_in_a_story_is_its_sequence(at):
    ordinary = threads(DAYS["a leap day"])
    for key, steps in threads(at).items():
        assert [step.act for step in steps] == [step.act for step in ordinary[key]], key
        assert all(early.at < late.at for early, late in pairwise(steps)), key


@any_day
def test_the_steps_are_the_same_as_on_any_other_day(at):
    def of(day: datetime) -> Counter[tuple[str, str, str, str]]:
        return Counter((step.story, step.thread, step.act, step.office) for step in steps_on(day))

    assert of(at) == of(DAYS["a leap day"])


@any_day
def test_each_case_reaches_its_stage(at):
    played = threads(at)
    for key, case in cases().items():
        acts = [step.act for step in played[key, "course"] if step.act in COURSE]
        assert acts[-1] in STAGES[case["stage"]], key
        assert ("take" in acts) == (case["stage"] not in ("draft", "submitted")), key


@any_day
def test_positions_fall_inside_their_states_window_and_after_its_opening(at):
    for key, window in windows(at).items():
        ends = window["dues"]
        for step in window["steps"]:
            assert window["opened_at"] < step.at, key
            if step.act == "position":
                assert step.at < ends[step.office].due_at, (key, step.office)
            if step.act in ("propose_extension", "approve_extension"):
                assert step.at < min(due.due_at for due in ends.values()), key


@any_day
def test_windows_are_open_or_closed_as_their_stage_says(at):
    for key, window in windows(at).items():
        stage, closes_at = window["stage"], max(due.due_at for due in window["dues"].values())
        closing = [step.at for step in window["steps"] if step.act == "close"]
        if stage == "refused_open":
            assert at < closes_at, key
        elif stage == "procedure_withdrawn":
            withdrawn = threads(at)[key, "course"][-1]
            assert withdrawn.at < min(due.due_at for due in window["dues"].values()), key
            assert all(step.at < withdrawn.at for step in window["steps"]), key
        else:
            assert closes_at <= closing[0] < at, key


@any_day
def test_entries_are_listed_in_their_order_and_explained_afterwards(at):
    closes = {key: step.at for (key, thread), (step,) in closings(at).items() if thread == "close"}
    listed = sorted(
        (case for case in cases().values() if case["stage"] == "refused_closed_listed"),
        key=lambda case: case["listed_order"],
    )
    ends = [closes[case["key"]] for case in listed]
    assert ends == sorted(set(ends))
    by_name = {case["proposal"]["entry"]["name"]: closes[case["key"]] for case in listed}
    for step in steps_on(at):
        if step.act in ("send_text", "publish_text", "correct_entry", "delist_entry"):
            assert by_name[step.facts["entry"]] < step.at


@any_day
def test_reminders_are_due_when_they_are_sent(at):
    for (key, thread), steps in threads(at).items():
        if thread != "course":
            continue
        asked: Step | None = None
        for step in steps:
            asked = step if step.act == "ask" else asked
            if asked and step.act in ("due_soon", "overdue"):
                calendar = CALENDARS[step.office]
                due = reminder_due(
                    opened_on=calendar.local_date(asked.at),
                    due_on=asked.facts["due_on"],
                    today=calendar.local_date(step.at),
                    calendar=calendar,
                )
                assert due == {"due_soon": Reminder.SOON, "overdue": Reminder.OVERDUE}[step.act], key


def closings(at: datetime) -> dict[tuple[str, str], list[Step]]:
    return {key: steps for key, steps in threads(at).items() if key[1] == "close"}


@cache
def windows(at: datetime) -> dict[str, dict]:
    """Each procedure: when it opened, its dues, and what happened in it."""
    home, content, found = states(), cases(), {}
    for (key, thread), steps in threads(at).items():
        opening = next((step for step in steps if step.act == "approve"), None)
        case = content.get(key)
        if case is None or thread != "course" or opening is None or not case["proposal"]["dossier"]:
            continue
        others = {code: one for code, one in CALENDARS.items() if code != home[case["exporter"]]}
        days = 40 if case["extended"] else 30
        found[key] = {
            "stage": case["stage"],
            "opened_at": opening.at,
            "dues": dues(others, opened_on=event_day(opening.at), working_days=days),
            "steps": [step for step in steps_on(at) if step.story == key and step.thread != "course"],
        }
    return found


def test_every_act_of_the_plan_can_be_played_and_every_act_is_in_the_plan():
    steps, content = steps_on(DAYS["a Sunday"]), cases() | export_requests()
    assert {step.act for step in steps if step.story in content} == set(CASE_ACTS)
    assert {step.act for step in steps if step.story not in content} == set(DESK_ACTS)


def test_the_course_of_each_case_is_told_in_the_order_of_its_days():
    for key, case in cases().items():
        days = [line.days_ago for line in course(case)]
        assert days == sorted(days, reverse=True), key
        assert min(days) > 0, key


def test_the_span_is_the_contracts():
    assert (FIRST.isoformat(), LAST.isoformat()) == ("2026-03-01", "2030-11-01")


@pytest.mark.parametrize("day", ["the first day of the span", "the last day of the span"])
def test_a_day_outside_the_span_is_refused_with_the_span(day):
    outside = DAYS[day] + (timedelta(days=-1) if "first" in day else timedelta(minutes=1))
    with pytest.raises(OutOfSpan, match="from 2026-03-01 to 2030-11-01"):
        plan(at=outside, calendars=CALENDARS)
    assert brussels_date(DAYS[day]) in (FIRST, LAST)


lines = st.lists(
    st.builds(Line, days_ago=st.integers(0, 30), act=st.just("act"), apart=st.booleans()),
    min_size=1,
    max_size=12,
)
held = st.datetimes(datetime(2026, 3, 1), datetime(2030, 11, 1), timezones=st.just(UTC))


@given(lines=lines, code=st.sampled_from(sorted(CALENDARS)), until=held, place=st.integers(0, 200))
def test_lines_never_pass_each_other_nor_the_present(lines, code, until, place):
    lines = sorted(lines, key=lambda line: -line.days_ago)
    office = Office(CALENDARS[code])
    today = office.calendar.local_date(until)

    times = instants(lines, office=office, today=today, until=until, place=place)

    assert times[-1] <= until
    for (early, late), line in zip(pairwise(times), lines[1:], strict=True):
        assert early < late
        assert not line.apart or office.calendar.local_date(early) < office.calendar.local_date(late)
