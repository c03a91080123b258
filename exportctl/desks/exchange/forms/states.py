"""The other Member States to choose from; none is chosen beforehand: nobody writes to the first by mistake."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from exportctl.core.queries.organisations import states_on_system
from exportctl.core.queries.reference import member_states

CHOOSE = ("", _("Choose"))


def other_states(own_state: str) -> list[tuple[str, str]]:
    """Code and name of each but one's own."""
    return [(each.code, each.name) for each in member_states() if each.code != own_state]


def states_outside(own_state: str, *, at: datetime) -> list[tuple[str, str]]:
    """Of the others, those that are not on this system: they ask and answer on paper."""
    inside = states_on_system(at=at)
    return [(code, name) for code, name in other_states(own_state) if code not in inside]
