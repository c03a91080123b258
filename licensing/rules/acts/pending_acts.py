"""What one officer wrote and a second one carries out."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event
from exportctl.core.rules.mailing import Group
from licensing.rules.pending_acts import PENDING_ACT

PENDING_ACTS = (
    Act(
        "propose",
        PENDING_ACT,
        pgettext_lazy("done to it", "put forward"),
        _("Put an act forward to a second officer"),
        notices=(
            NoticeKind(
                "pending_act_waiting",
                _("%(reference)s: an act waits for a second officer"),
                _(
                    "This takes a second officer. Read what a colleague wrote, then carry it out or discard it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        PENDING_ACT,
        pgettext_lazy("done to it", "carried out"),
        _("Carried out an act as the second officer"),
    ),
    Act(
        Event.DISCARD,
        PENDING_ACT,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded an act that waited for a second officer"),
    ),
)
