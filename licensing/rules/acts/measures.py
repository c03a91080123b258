"""What is done to a restrictive measure: entered, confirmed by two officers of its keeper, ended, discarded."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules import four_eyes
from exportctl.core.rules.mailing import Group
from licensing.rules.measures import MEASURE, MEASURE_CHANGE, Event

MEASURES = (
    Act("enter", MEASURE, pgettext_lazy("done to it", "entered"), _("Entered a restrictive measure")),
    Act(
        Event.CONFIRM,
        MEASURE,
        pgettext_lazy("done to it", "confirmed"),
        _("Confirmed a restrictive measure as law"),
        notices=(
            NoticeKind(
                "measure_hits",
                _("%(reference)s: a new restrictive measure meets your cases"),
                _(
                    "A prohibition was confirmed, and it meets open requests or authorisations of your authority. Its"
                    " page lists them: say of each authorisation whether it is suspended, revoked or continues."
                ),
                group=Group.TASK,
            ),
            NoticeKind(
                "measure_hits_general",
                _("%(reference)s: a new restrictive measure meets a general authorisation that you use"),
                _(
                    "A prohibition was confirmed for a country that a general authorisation of your company covers."
                    " From its instant on the general authorisation does not cover what is prohibited."
                ),
            ),
        ),
    ),
    Act(Event.END, MEASURE, pgettext_lazy("done to it", "ended"), _("Ended a restrictive measure")),
    Act(
        Event.DISCARD,
        MEASURE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a restrictive measure that nobody confirmed"),
    ),
    Act(
        "propose",
        MEASURE_CHANGE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed to confirm or end a restrictive measure"),
        notices=(
            NoticeKind(
                "measure_waiting",
                _("%(reference)s: a restrictive measure waits for a second officer"),
                _(
                    "A colleague read the legal act and proposes to confirm or end this rule. Another officer approves"
                    " or discards it; before that it is no law here."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        four_eyes.Event.APPROVE,
        MEASURE_CHANGE,
        pgettext_lazy("done to it", "approved"),
        _("Approved the confirmation or end of a restrictive measure"),
    ),
    Act(
        four_eyes.Event.DISCARD,
        MEASURE_CHANGE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the confirmation or end of a restrictive measure"),
    ),
)
