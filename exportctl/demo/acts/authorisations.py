"""What follows a grant: customs deduct and take back, two officers suspend, one proposes to reinstate."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from exportctl.core.models import User
from exportctl.demo.scene import Story
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.change_requests import ask_for_change
from licensing.actions.write_offs import record_write_off, reverse_write_off
from licensing.models import Authorisation
from licensing.rules.authorisations import Event, valid_until

OFFICES = {"DE": "DE004851", "FR": "FR002300", "IT": "IT279100"}

ANY_UNIT = "pieces"  # of a category without quantity: as customs declare it


def write_off(
    story: Story, at: datetime, *, number: int, line: int, quantity: str, value: str | None = None
) -> None:
    """`number` counts the declarations of this authorisation: each has an MRN of its own, the same on any day."""
    authorisation = authorisation_of(story)
    record_write_off(
        authorisation_id=authorisation.pk,
        mrn=movement_of(story, number, at),
        line=line,
        quantity=quantity,
        unit=next(each.unit for each in authorisation.lines if each.number == line) or ANY_UNIT,
        value=value,
        customs_office=OFFICES[story.state],
        actor=customs_of(story),
        at=at,
    )


def reverse(story: Story, at: datetime, *, reason: str) -> None:
    """The newest of what stands."""
    newest = authorisation_of(story).write_offs.filter(reversal=None).latest("recorded_at")
    reverse_write_off(write_off_id=newest.pk, reason=reason, actor=customs_of(story), at=at)


def propose(
    story: Story,
    at: datetime,
    *,
    event: str,
    grounds: str,
    valid_for_months: int = 0,
    answers: bool = False,
    **terms: Any,
) -> None:
    """`valid_for_months`: of an extension from its first day, of a renewal from today; `answers` what is asked for."""
    authorisation = authorisation_of(story)
    if valid_for_months:
        first = at.date() if event == Event.RENEW else authorisation.valid_from
        terms["valid_until"] = valid_until(first, months=valid_for_months).isoformat()
    propose_change(
        authorisation_id=authorisation.pk,
        event=Event(event),
        grounds=grounds,
        change_request=authorisation.change_requests.latest("asked_at").pk if answers else None,
        actor=story.officer,
        at=at,
        **terms,
    )


def ask(story: Story, at: datetime, *, kind: str, reason: str) -> None:
    ask_for_change(
        authorisation_id=authorisation_of(story).pk, kind=kind, reason=reason, actor=story.filer, at=at
    )


def approve(story: Story, at: datetime) -> None:
    authorisation = authorisation_of(story)
    waiting = authorisation.changes.get(status="proposed")
    approve_change(authorisation_id=authorisation.pk, change_id=waiting.pk, actor=story.second, at=at)


def authorisation_of(story: Story) -> Authorisation:
    """What the case's grant issued."""
    return Authorisation.objects.with_balances().get(request=story.request, predecessor=None)


def customs_of(story: Story) -> User:
    """Of the exporter's state."""
    return story.people[f"customs.{story.state.lower()}@demo.example"]


def movement_of(story: Story, number: int, at: datetime) -> str:
    """The MRN of one of its declarations, the same on any day but for the year."""
    signs = sha256(f"{story.case['key']} {number}".encode()).hexdigest()[:14].upper()
    return f"{at:%y}{story.state}{signs}"
