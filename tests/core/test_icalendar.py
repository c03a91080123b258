"""Calendars for other programs: lines, folds and escapes of RFC 5545, whatever the texts hold."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from exportctl.core.icalendar import CRLF, LONGEST_LINE, Event, calendar, escaped, folded, instant, uri
from tests.properties import given, st

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
CHANGED = datetime(2026, 11, 3, 9, tzinfo=UTC)


def event(**changes):
    given = {
        "uid": "position-1@exportctl",
        "day": date(2026, 12, 31),
        "summary": "P-2026-0031: last day",
        "description": "Until 24:00, time of Paris.",
        "url": "https://exportctl.example/procedures/P-2026-0031",
        "changed_at": CHANGED,
    }
    return Event(**{**given, **changes})


def unfolded(text):
    return text.replace(f"{CRLF} ", "").split(CRLF)


def unescaped(value):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


@given(TEXT)
def test_no_line_is_longer_than_75_octets_and_no_character_is_parted(text):
    line = f"SUMMARY:{escaped(text)}"

    lines = folded(line).split(CRLF)

    assert all(len(part.encode()) <= LONGEST_LINE for part in lines)
    assert all(part.startswith(" ") for part in lines[1:])
    assert folded(line).replace(f"{CRLF} ", "") == line


@given(TEXT)
def test_an_escaped_text_is_one_line_and_reads_back(text):
    value = escaped(text)

    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\t\n" or (ord(c) >= 32 and ord(c) != 127))
    assert "\n" not in value
    assert "\r" not in value
    assert unescaped(value) == kept


@given(TEXT, TEXT)
def test_no_text_adds_a_property_or_an_event(summary, description):
    text = calendar([event(summary=summary, description=description)], name=summary, product="exportctl")

    lines = unfolded(text)
    assert text.endswith(CRLF)
    assert text.replace(CRLF, "").count("\r") == text.replace(CRLF, "").count("\n") == 0
    assert [line for line in lines if line.startswith(("BEGIN:", "END:"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_last_day_is_a_whole_day_that_ends_before_the_next():
    lines = unfolded(calendar([event(sequence=2)], name="x", product="exportctl"))

    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "DTSTAMP:20261103T090000Z" in lines
    assert "SEQUENCE:2" in lines
    assert "UID:position-1@exportctl" in lines


def test_the_same_events_give_the_same_text():
    events = [event(), event(uid="approval-2@exportctl")]

    assert calendar(events, name="x", product="y") == calendar(list(events), name="x", product="y")


def test_an_instant_is_written_in_utc():
    east = timezone(timedelta(hours=3))

    assert instant(datetime(2026, 11, 3, 1, 30, tzinfo=east)) == "20261102T223000Z"


def test_an_address_cannot_end_its_line():
    assert uri("https://a.example/\r\nATTENDEE:b") == "https://a.example/ATTENDEE:b"
