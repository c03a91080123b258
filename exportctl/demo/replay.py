"""Replaying a plan through the product's own actions, on the product's clock."""

from collections.abc import Iterable

from exportctl.core import clock
from exportctl.demo.acts import CASE_ACTS, DESK_ACTS
from exportctl.demo.plan.steps import Step
from exportctl.demo.scene import Scene


def replay(steps: Iterable[Step], *, scene: Scene) -> int:
    """Play every step at its instant, which the clock shows meanwhile. Returns how many there were."""
    played = 0
    for step in steps:
        clock.move_to(step.at)
        if story := scene.stories.get(step.story):
            CASE_ACTS[step.act](story, step.at, **step.facts)
        else:
            DESK_ACTS[step.act](scene, step.at, **step.facts)
        played += 1
    return played
