"""Calendars for other programs: lines, folds and escapes of RFC 5545, whatever the texts hold."""

from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Calendar

from exportctl.core.icalendar import Event, calendar
from tests.properties import given, st

CRLF = "\r\n"
LONGEST_LINE = 75  # octets, without the CRLF (RFC 5545, 3.1)
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


def written(name="x", **changes):
    return calendar([event(**changes)], name=name, product="exportctl")


def unfolded(text):
    return text.replace(f"{CRLF} ", "").split(CRLF)


def kept(text):
    """What may stay of a text: no control characters, line ends of one kind."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\t\n" or (ord(c) >= 32 and ord(c) != 127))


@given(TEXT)
def test_no_line_is_longer_than_75_octets_and_no_character_is_parted(text):
    # The file as a program gets it: octets, cut at every CRLF.
    lines = written(summary=text).encode().split(CRLF.encode())

    assert all(len(line) <= LONGEST_LINE for line in lines)
    assert all(line.decode() is not None for line in lines)


@given(TEXT, TEXT)
def test_a_text_reads_back_as_it_was(summary, description):
    (read,) = Calendar.from_ical(written(summary=summary, description=description)).events

    assert read["SUMMARY"] == kept(summary)
    assert read["DESCRIPTION"] == kept(description)


def test_a_path_with_a_capital_n_stays_one_line():
    assert r"SUMMARY:C:\\NEW\\\\N" in unfolded(written(summary=r"C:\NEW\\N"))


@given(TEXT, TEXT)
def test_no_text_adds_a_property_or_an_event(summary, description):
    text = written(name=summary, summary=summary, description=description, uid=summary)

    lines = unfolded(text)
    assert text.endswith(CRLF)
    assert text.replace(CRLF, "").count("\r") == text.replace(CRLF, "").count("\n") == 0
    assert [line for line in lines if line.startswith(("BEGIN:", "END:"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert len(lines) == len(unfolded(written()))


def test_a_last_day_is_a_whole_day_that_ends_before_the_next():
    lines = unfolded(written(sequence=2))

    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "DTSTAMP:20261103T090000Z" in lines
    assert "SEQUENCE:2" in lines
    assert "UID:position-1@exportctl" in lines


def test_the_calendar_says_its_name_and_how_often_to_ask():
    lines = unfolded(written(name="Deadlines, all; of Ørsted"))

    assert r"X-WR-CALNAME:Deadlines\, all\; of Ørsted" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "PRODID:-//exportctl//EN" in lines


def test_the_same_events_give_the_same_text():
    events = [event(), event(uid="approval-2@exportctl")]

    assert calendar(events, name="x", product="y") == calendar(list(events), name="x", product="y")


def test_an_instant_is_written_in_utc():
    east = timezone(timedelta(hours=3))

    lines = unfolded(written(changed_at=datetime(2026, 11, 3, 1, 30, tzinfo=east)))

    assert "DTSTAMP:20261102T223000Z" in lines


def test_an_address_cannot_end_its_line():
    lines = unfolded(written(url="https://a.example/\r\nATTENDEE:b"))

    assert "URL:https://a.example/ATTENDEE:b" in lines
