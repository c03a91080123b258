"""What is done to an authority's letterhead: two of its officers change it."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event
from exportctl.core.rules.mailing import Group
from licensing.rules.letterheads import LETTERHEAD_CHANGE

LETTERHEADS = (
    Act(
        "propose",
        LETTERHEAD_CHANGE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed another letterhead"),
        notices=(
            NoticeKind(
                "letterhead_waiting",
                _("%(reference)s: another letterhead waits for a second officer"),
                _(
                    "A colleague proposed what letters are to carry. Another officer of the authority approves it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        LETTERHEAD_CHANGE,
        pgettext_lazy("done to it", "approved"),
        _("Approved another letterhead"),
    ),
    Act(
        Event.DISCARD,
        LETTERHEAD_CHANGE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the proposal of a letterhead"),
    ),
)
