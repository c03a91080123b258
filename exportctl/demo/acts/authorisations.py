"""What follows a grant: customs deduct and take back, two officers suspend, one proposes to reinstate."""

from datetime import datetime
from hashlib import sha256

from exportctl.core.models import User
from exportctl.demo.scene import Story
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.write_offs import record_write_off, reverse_write_off
from licensing.models import Authorisation
from licensing.rules.authorisations import Event

OFFICES = {"DE": "DE004851", "FR": "FR002300", "IT": "IT279100"}


def write_off(
    story: Story, at: datetime, *, number: int, line: int, quantity: str, value: str | None = None
) -> None:
    """`number` counts the declarations of this authorisation: each has an MRN of its own, the same on any day."""
    authorisation = _authorisation(story)
    record_write_off(
        authorisation_id=authorisation.pk,
        mrn=_mrn(story, number, at),
        line=line,
        quantity=quantity,
        unit=next(each.unit for each in authorisation.lines if each.number == line),
        value=value,
        customs_office=OFFICES[story.state],
        actor=_customs(story),
        at=at,
    )


def reverse(story: Story, at: datetime, *, reason: str) -> None:
    """The newest of what stands."""
    newest = _authorisation(story).write_offs.filter(reversal=None).latest("recorded_at")
    reverse_write_off(write_off_id=newest.pk, reason=reason, actor=_customs(story), at=at)


def propose(story: Story, at: datetime, *, event: str, grounds: str) -> None:
    propose_change(
        authorisation_id=_authorisation(story).pk,
        event=Event(event),
        grounds=grounds,
        actor=story.officer,
        at=at,
    )


def approve(story: Story, at: datetime) -> None:
    authorisation = _authorisation(story)
    waiting = authorisation.changes.get(status="proposed")
    approve_change(authorisation_id=authorisation.pk, change_id=waiting.pk, actor=story.second, at=at)


def _authorisation(story: Story) -> Authorisation:
    return Authorisation.objects.with_balances().get(request=story.request)


def _customs(story: Story) -> User:
    return story.people[f"customs.{story.state.lower()}@demo.example"]


def _mrn(story: Story, number: int, at: datetime) -> str:
    signs = sha256(f"{story.case['key']} {number}".encode()).hexdigest()[:14].upper()
    return f"{at:%y}{story.state}{signs}"
