"""An authority's own watch list: whom its officers want to look at twice. It bars nothing."""

from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import ListOf, Object, Text
from licensing.rules.party_matches import MOST_REASON
from licensing.rules.shapes import country_of

MOST_OTHER_NAMES = 20
LONGEST_NAME = 200
LONGEST_REASON = MOST_REASON


class State(StrEnum):
    LISTED = "listed"
    REMOVED = "removed"


REMOVE = "remove"
WATCH_LIST = Machine(
    "watch list entry",
    ((State.LISTED, REMOVE, State.REMOVED, Permission.HANDLE),),
    initial=State.LISTED,
    label=_("name on the watch list"),
    words={
        State.LISTED: pgettext_lazy("on the watch list", "listed"),
        State.REMOVED: pgettext_lazy("on the watch list", "taken off"),
    },
)
_NAME = Text(most=LONGEST_NAME, is_name=True)
WATCHED = Object(
    members={
        "name": Text(most=LONGEST_NAME, is_name=True, gap=_("Give the name.")),
        "other_names": ListOf(each=_NAME, most=MOST_OTHER_NAMES, required=False),
        "country": country_of(_("Choose the country"), required=False),
        "reason": Text(most=LONGEST_REASON, lines=True, gap=_("Say why.")),
    }
)
REMOVAL = Object(members={"reason": Text(most=LONGEST_REASON, lines=True, gap=_("Say why."))})
