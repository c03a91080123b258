"""The desks of an authority: who is away, who has which case, tags, views under a name."""

from collections.abc import Iterable
from datetime import date, datetime

from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind
from exportctl.demo.scene import Scene
from licensing.actions.absences import enter_absence
from licensing.actions.assignments import assign_requests
from licensing.actions.tags import tag_requests
from licensing.actions.worklist_settings import save_view
from licensing.models import AuthorisationRequest

OPEN = ("submitted", "under_review", "information_requested", "proposed")
TAGS = ("embassy asked", "technical opinion", "press enquiry", "first export of this company")


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
    """Tags on what is open; two people share the desk."""
    officer = scene.desk("officer", state)
    cases = [story for story in scene.stories.values() if story.state == state and hasattr(story, "request")]
    status = dict(
        AuthorisationRequest.objects.filter(authority=_authority(state)).values_list("pk", "status")
    )
    waiting = [story.request.pk for story in cases if status[story.request.pk] in OPEN]
    for place, label in enumerate(TAGS):
        if chosen := waiting[place :: len(TAGS)][:3]:
            tag_requests(request_ids=chosen, label=label, actor=officer, at=at)
    # Every third case that no proposal is planned for goes to the colleague.
    undecided = [story.request.pk for story in cases if not story.case["proposal"]]
    reviewed = [pk for pk in undecided if status[pk] == "under_review"]
    if handed := reviewed[1::3]:
        assign_requests(request_ids=handed, assignee=scene.desk("approver", state), actor=officer, at=at)


def _authority(state: str) -> Organisation:
    return Organisation.objects.get(kind=OrganisationKind.AUTHORITY.value, member_state=state)
