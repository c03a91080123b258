"""What one officer does alone, and an authority may make an act of two: tightened, never loosened. Pure.

What takes two by the table in docs/workflow.md takes two everywhere. For one of these a routing rule of the authority
may ask for a second officer as well: the first one's act waits, whole as it was written; a colleague carries it out.
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
    """An act of one officer that a second one may be asked for."""

    APPROVE_REGISTRATION = "approve_registration"
    ANSWER_STATE = "answer_state"
    REPLY_TO_HOLD = "reply_to_hold"
    CLOSE_REQUEST = "close_request"
    RELEASE_WATCHED = "release_watched"  # a hit on the authority's own watch list


KEYS = {
    SoloAct.APPROVE_REGISTRATION: "registration_id",
    SoloAct.ANSWER_STATE: "consultation_id",
    SoloAct.REPLY_TO_HOLD: "hold_id",
    SoloAct.CLOSE_REQUEST: "request_id",
}
