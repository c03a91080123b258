"""What is done to an authority's decision periods: two of its officers change one."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event
from exportctl.core.rules.mailing import Group
from licensing.rules.decision_clock import PERIOD_CHANGE

DECISION_PERIODS = (
    Act(
        "propose",
        PERIOD_CHANGE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed another decision period"),
        notices=(
            NoticeKind(
                "period_waiting",
                _("%(reference)s: another decision period waits for a second officer"),
                _(
                    "A colleague proposed another period to decide in. Another officer of the authority approves it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        PERIOD_CHANGE,
        pgettext_lazy("done to it", "approved"),
        _("Approved another decision period"),
    ),
    Act(
        Event.DISCARD,
        PERIOD_CHANGE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the proposal of a decision period"),
    ),
)
