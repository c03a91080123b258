"""What other states told of items that are not listed: entered from paper, passed on to one's own customs."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from exportctl.core.calendar import brussels_date
from exportctl.core.models import Organisation
from exportctl.demo.scene import Scene
from licensing.actions.denials import enter_denial
from licensing.actions.passed_denials import pass_on as pass_denial_on
from licensing.actions.requirements import pass_requirement_on
from licensing.models import Denial, SharedRequirement


def enter(
    scene: Scene, at: datetime, *, state: str, paper: Mapping[str, str], decided: int, dated: int
) -> None:
    """`decided` and `dated`: so many days before it is entered."""
    officer, today = scene.desk("officer", state), brussels_date(at)
    days = {"decided_on": decided, "paper_on": dated}
    enter_denial(
        authority=_authority(state),
        actor=officer,
        at=at,
        **{name: (today - timedelta(days=before)).isoformat() for name, before in days.items()},
        **paper,
    )


def pass_on(scene: Scene, at: datetime, *, state: str, paper_number: str) -> None:
    denial = Denial.objects.get(paper_number=paper_number)
    officer = scene.desk("officer", state)
    pass_denial_on(denial=denial, authority=_authority(state), actor=officer, at=at)


def pass_requirement(scene: Scene, at: datetime, *, state: str, case: str) -> None:
    """What the decision of another state's case requires."""
    requirement = SharedRequirement.objects.get(decision__request=scene.stories[case].request)
    officer = scene.desk("officer", state)
    pass_requirement_on(requirement=requirement, authority=_authority(state), actor=officer, at=at)


def _authority(state: str) -> Organisation:
    return Organisation.objects.get(kind="authority", member_state=state)
