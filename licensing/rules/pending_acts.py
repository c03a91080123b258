"""Acts that wait, whole as they were written, for a second officer to carry them out. Pure.

To end a case without a decision takes two officers at every authority. The others one officer does alone, and a routing
rule of the authority may ask for a second one: tightened, never loosened (the table in docs/workflow.md).
"""

from enum import StrEnum

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission

PENDING_ACT = four_eyes_machine(
    "act for a second officer",
    Permission.HANDLE,
    label=pgettext_lazy("thing", "act that waits for a second officer"),
)


class SoloAct(StrEnum):
    """An act that one officer writes, and a second one carries out where two are asked for."""

    APPROVE_REGISTRATION = "approve_registration"
    ANSWER_STATE = "answer_state"
    REPLY_TO_HOLD = "reply_to_hold"
    CLOSE_REQUEST = "close_request"
    RELEASE_WATCHED = "release_watched"  # a hit on the authority's own watch list


OF_TWO = frozenset({SoloAct.CLOSE_REQUEST})  # two everywhere; no rule is asked
TIGHTENED = tuple(
    act for act in SoloAct if act not in OF_TWO
)  # what a rule of the authority may make acts of two

KEYS = {
    SoloAct.APPROVE_REGISTRATION: "registration_id",
    SoloAct.ANSWER_STATE: "consultation_id",
    SoloAct.REPLY_TO_HOLD: "hold_id",
    SoloAct.CLOSE_REQUEST: "request_id",
}
