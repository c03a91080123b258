"""Deadlines as a calendar that other programs read (RFC 5545). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

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
    # Here and not above: loading it takes every process a third of a second, and few ever write a calendar.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(name))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _text("PT1H"))
    for event in events:
        calendar.add_component(_component(event))
    return str(calendar.to_ical(sorted=False).decode())


def _component(event: Event) -> Any:
    from icalendar import Event as Component

    component = Component()
    component.add("uid", _text(event.uid))
    component.add("dtstamp", event.changed_at.astimezone(UTC))
    component.add("sequence", event.sequence)
    component.add("dtstart", event.day)
    component.add("dtend", event.day + timedelta(days=1))  # the first day after it
    component.add("summary", _text(event.summary))
    component.add("description", _text(event.description))
    component.add("url", _address(event.url))
    component.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    component.add("class", "PRIVATE")
    return component


def _text(text: str) -> Any:
    r"""A text value without control characters. icalendar takes `\N` for a line end: here it is what it is."""
    from icalendar import vText

    class Text(vText):
        def to_ical(self) -> bytes:
            return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))

    return Text(text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROL))


def _address(address: str) -> str:
    """An address as it is; what could end its line is left out."""
    return "".join(address.splitlines()).translate(CONTROL)
