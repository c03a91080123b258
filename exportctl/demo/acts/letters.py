"""How letters are served: the rule that an authority stores, what its officers record, what an exporter confirms."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from exportctl.core.calendar import local_date
from exportctl.core.models import Organisation
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import OrganisationKind
from exportctl.demo.scene import Scene, Story
from licensing.actions import letter_services
from licensing.actions.letterheads import approve_letterhead, propose_letterhead
from licensing.models import Document
from licensing.queries.letter_services import letters_of


def store_rule(scene: Scene, at: datetime, *, state: str, reason: str, rule: Mapping[str, Any]) -> None:
    """Proposed by one officer and approved by another."""
    authority = Organisation.objects.get(kind=OrganisationKind.AUTHORITY.value, member_state=state)
    change = propose_letterhead(
        authority=authority, reason=reason, actor=scene.desk("officer", state), at=at, **rule
    )
    approve_letterhead(change_id=change.pk, actor=scene.desk("approver", state), at=at)


def send(story: Story, at: datetime, *, way: str) -> None:
    exporter = story.exporter
    letter_services.send_letter(
        request_id=story.request.pk,
        letter_id=_letter(story).pk,
        way=way,
        addressee=f"{exporter.legal_name}\n{exporter.address}"[:300],
        sent_on=_day(story, at),
        actor=story.officer,
        at=at,
    )


def fail(story: Story, at: datetime, *, because: str) -> None:
    letter_services.record_service(
        request_id=story.request.pk,
        letter_id=_letter(story).pk,
        failed_because=because,
        actor=story.officer,
        at=at,
    )


def serve(story: Story, at: datetime) -> None:
    letter_services.record_service(
        request_id=story.request.pk,
        letter_id=_letter(story).pk,
        served_on=_day(story, at),
        actor=story.officer,
        at=at,
    )


def confirm(story: Story, at: datetime) -> None:
    letter_services.confirm_receipt(
        request_id=story.request.pk, letter_id=_letter(story).pk, actor=story.filer, at=at
    )


def _day(story: Story, at: datetime) -> date:
    """As the authority's calendar has it."""
    return local_date(at, zone_of(story.request.authority))


def _letter(story: Story) -> Document:
    """The newest."""
    return letters_of(story.request).latest("created_at")
