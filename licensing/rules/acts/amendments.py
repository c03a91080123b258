"""What is done to the working copy of a correction, and to files that were refused. Sending is the request's act."""

from exportctl.core.acts import Act, HistoryLine
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from licensing.rules.amendments import AMENDMENT, Event
from licensing.rules.messages import Side
from licensing.rules.requests import REQUEST

FILES = (
    Act(
        "replace_file",
        REQUEST,
        pgettext_lazy("done to it", "given another file for a refused one"),
        _("Replaced a refused file of a case"),
        history=HistoryLine(_("Refused file replaced by another one"), Side.EXPORTER),
    ),
    Act(
        "remove_file",
        REQUEST,
        pgettext_lazy("done to it", "relieved of a refused file"),
        _("Removed a refused file from a case"),
        history=HistoryLine(_("Refused file removed"), Side.EXPORTER),
    ),
)
AMENDMENTS = (
    *FILES,
    Act("create", AMENDMENT, pgettext_lazy("done to it", "begun"), _("Began to correct a case")),
    Act(Event.SEND, AMENDMENT, pgettext_lazy("done to it", "sent"), _("Sent the correction of a case")),
    Act(
        Event.DISCARD,
        AMENDMENT,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the correction of a case"),
    ),
)
