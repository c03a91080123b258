"""Calendars as other programs read them (RFC 5545): escaped, folded by octets, lines that end in CRLF. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CRLF = "\r\n"
LONGEST_LINE = 75  # octets, without the CRLF (RFC 5545, 3.1)
CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n"} | {127: None}


@dataclass(frozen=True)
class Event:
    """A whole day on which something ends. `uid` names it for good; `sequence` grows when the day moves."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    changed_at: datetime
    sequence: int = 0


def calendar(events: Iterable[Event], *, name: str, product: str) -> str:
    """The whole file. The same events give the same text, so that an unchanged calendar is recognised."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(product)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for event in events:
        lines += _lines(event)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + CRLF for line in lines)


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{instant(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"  # the first day after it
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"URL:{uri(event.url)}"
    yield "TRANSP:TRANSPARENT"  # a deadline does not make anybody busy
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def instant(at: datetime) -> str:
    """`20261125T094200Z` (RFC 5545, 3.3.5, form 2)."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A text value (3.3.11): no control characters; backslash, semicolon, comma and line ends escaped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROL)
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def uri(address: str) -> str:
    """An address as it is; what could end its line is left out."""
    return "".join(address.splitlines()).translate(CONTROL)


def folded(line: str) -> str:
    """Lines of at most 75 octets; a fold never parts the octets of one character (3.1)."""
    parts, part, room = [], "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(part)
            part, room = "", LONGEST_LINE - 1  # the space that marks a continued line counts
        part += character
        room -= size
    return f"{CRLF} ".join([*parts, part])
