"""The desks of an authority: who is away, who has which case, tags, views under a name."""

from collections.abc import Iterable
from datetime import date, datetime

from exportctl.core.actions.mailing import read_inbox
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind
from exportctl.demo.content import read
from exportctl.demo.scene import Scene
from licensing.actions.absences import enter_absence
from licensing.actions.assignments import assign_requests
from licensing.actions.duty_turns import enter_turn
from licensing.actions.tags import tag_requests
from licensing.actions.worklist_settings import save_view


def be_away(scene: Scene, at: datetime, *, state: str, from_on: date, until_on: date) -> None:
    """The second officer stands in."""
    enter_absence(
        authority=_authority(state),
        deputy=scene.desk("approver", state),
        from_on=from_on,
        until_on=until_on,
        actor=scene.desk("officer", state),
        at=at,
    )


def be_on_duty(scene: Scene, at: datetime, *, state: str, desk: str, from_on: date, until_on: date) -> None:
    """On the roster as second officer of urgent cases, entered by whoever administers the authority."""
    enter_turn(
        authority=_authority(state),
        officer=scene.desk(desk, state),
        from_on=from_on,
        until_on=until_on,
        actor=scene.desk("officer", state),
        at=at,
    )


def save_views(
    scene: Scene, at: datetime, *, state: str, desk: str, views: Iterable[tuple[str, str, bool]]
) -> None:
    for name, query, is_shared in views:
        save_view(
            authority_id=_authority(state).pk,
            name=name,
            query=query,
            columns=[],
            is_shared=is_shared,
            actor=scene.desk(desk, state),
            at=at,
        )


def sort(scene: Scene, at: datetime, *, state: str) -> None:
    """Tags on what is open, and cases that went from one officer to another."""
    officer, content = scene.desk("officer", state), read("tags")[state]
    for label, keys in content["tags"].items():
        chosen = [scene.stories[key].request.pk for key in keys]
        tag_requests(request_ids=chosen, label=label, actor=officer, at=at)
    for desk, keys in content["handed"].items():
        handed = [scene.stories[key].request.pk for key in keys]
        assign_requests(request_ids=handed, assignee=scene.desk(desk, state), actor=officer, at=at)


def look_through(scene: Scene, at: datetime, *, emails: Iterable[str]) -> None:
    """They have read their messages up to now; one that asks for something stays there until it is done."""
    for email in emails:
        read_inbox(user=scene.people[email], at=at)


def _authority(state: str) -> Organisation:
    return Organisation.objects.get(kind=OrganisationKind.AUTHORITY.value, member_state=state)
