"""The worklists of Germany, France and Italy: who has which case, tags, views under a name."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from exportctl.core.models import User
from licensing.actions.assignments import assign_requests
from licensing.actions.tags import tag_requests
from licensing.actions.worklist_settings import save_view
from licensing.models import AuthorisationRequest
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

STATES = ("DE", "FR", "IT")
LAST_LOOK = timedelta(
    minutes=4
)  # before the present, after every other step: nobody is handed a case in mid-act
OPEN = ("submitted", "under_review", "information_requested", "proposed")
TAGS = ("embassy asked", "technical opinion", "press enquiry", "first export of this company")
OFFICER_VIEWS = (
    ("Mine and unassigned", "view=unassigned&sort=submitted", False),
    ("Location items, Gulf", "view=all&function=phone_location&destination=AE", False),
    ("Five flags and more", "view=open&flags=5", True),
)
APPROVER_VIEWS = (
    ("Press is asking", "view=all&tag=press+enquiry", True),
    ("Waiting longest", "view=open&sort=submitted", False),
)


def plan(replay: Replay, stories: Mapping[str, Story]) -> None:
    """Each desk has just sorted what it has; its views are older."""
    for state in STATES:
        told = [story for story in stories.values() if _state(story) == state]
        officer, approver = (
            replay.people[f"{who}.{state.lower()}@demo.example"] for who in ("officer", "approver")
        )
        replay.plan(replay.present - LAST_LOOK, _sorting(told, officer, approver))
        replay.plan(replay.office_hour(30, key=f"views {state}"), _naming(told, officer, OFFICER_VIEWS))
        replay.plan(replay.office_hour(20, key=f"views {state} 2"), _naming(told, approver, APPROVER_VIEWS))


def _sorting(told: list[Story], officer: User, approver: User) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        keys = [story.request.pk for story in told if story.request]
        cases = list(AuthorisationRequest.objects.filter(pk__in=keys).order_by("reference"))
        waiting = [case.pk for case in cases if case.status in OPEN]
        for place, label in enumerate(TAGS):
            if chosen := waiting[place :: len(TAGS)][:3]:
                tag_requests(request_ids=chosen, label=label, actor=officer, at=at)
        # Every third case that no proposal is planned for goes to the colleague: two people share the desk.
        undecided = {story.request.pk for story in told if story.request and not story.case["proposal"]}
        reviewed = [case.pk for case in cases if case.status == "under_review" and case.pk in undecided]
        if handed := reviewed[1::3]:
            assign_requests(request_ids=handed, assignee=approver, actor=officer, at=at)

    return act


def _naming(
    told: list[Story], owner: User, views: tuple[tuple[str, str, bool], ...]
) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        authority = next(story.request.authority_id for story in told if story.request)
        for name, query, shared in views:
            save_view(
                authority_id=authority,
                name=name,
                query=query,
                columns=[],
                is_shared=shared,
                actor=owner,
                at=at,
            )

    return act


def _state(story: Story) -> str:
    return str(story.exporter.organisation.member_state_id)
