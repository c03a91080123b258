"""The timeline bar: what is done, what happens now, what follows."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exportctl.core.look.attributes import percentage, read

DONE, NOW, NEXT, LATER = "done", "now", "next", "later"
FOLDED = 2  # stages: a single one is shown


def drawn(stages: Iterable[Any]) -> dict[str, Any]:
    """Stages with their word and the share of their bar; on phones those before the last done one fold."""
    given = list(stages)
    done = [place for place, stage in enumerate(given) if read(stage, "state") == DONE]
    early = max(done, default=0)
    if early < FOLDED:
        early = 0
    return {
        "stages": [_stage(stage, early=place < early) for place, stage in enumerate(given)],
        "early": early,
    }


def _stage(stage: Any, *, early: bool) -> dict[str, Any]:
    state = read(stage, "state", LATER)
    paused = state == NOW and bool(read(stage, "paused", False))
    share = {DONE: 1.0, NOW: float(read(stage, "fraction", 0.5))}.get(state, 0.0)
    return {
        "name": read(stage, "name", ""),
        "state": state,
        "word": _("Paused") if paused else _word(state),
        "when": read(stage, "when", ""),
        "who": read(stage, "who", ""),
        "share": percentage(share),
        "tick": "5" if state == NOW else "3",
        "paused": paused,
        "early": early,
    }


def _word(state: str) -> str:
    return {
        DONE: pgettext("stage", "Done"),
        NOW: pgettext("stage", "Now"),
        NEXT: pgettext("stage", "Next"),
        LATER: pgettext("stage", "Later"),
    }[state]
