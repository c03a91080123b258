"""What is done to a customs enquiry: asked, answered by one officer, taken back, made a hold."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.customs_enquiries import CUSTOMS_ENQUIRY, Event

CUSTOMS_ENQUIRIES = (
    Act(
        Event.ASK,
        CUSTOMS_ENQUIRY,
        pgettext_lazy("done to it", "asked by customs"),
        _("Asked an authority as a customs office"),
        notices=(
            NoticeKind(
                "customs_enquiry_asked",
                _("%(reference)s: customs ask"),
                _(
                    "A customs office asks; nothing is kept back for it. One officer answers, for information."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.ANSWER,
        CUSTOMS_ENQUIRY,
        pgettext_lazy("done to it", "answered to customs"),
        _("Answered a customs office"),
        notices=(
            NoticeKind(
                "customs_enquiry_answered",
                _("%(reference)s: your enquiry is answered"),
                _("The authority answered, for information. Cite the answer by this number."),
            ),
        ),
        feed="customs_enquiry.answered",
    ),
    Act(
        Event.TAKE_BACK,
        CUSTOMS_ENQUIRY,
        pgettext_lazy("done to it", "taken back by customs"),
        _("Took an enquiry of customs back"),
    ),
    Act(
        Event.KEEP_BACK,
        CUSTOMS_ENQUIRY,
        pgettext_lazy("done to it", "made a hold"),
        _("Made a hold of an enquiry of customs"),
    ),
    Act(
        Event.ADD_PAPER,
        CUSTOMS_ENQUIRY,
        pgettext_lazy("done to it", "given a paper"),
        _("Added a photograph or paper to an enquiry of customs"),
    ),
)
