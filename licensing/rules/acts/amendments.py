"""What is done to the working copy of a correction; its sending is an act on the request as well."""

from exportctl.core.acts import Act
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from licensing.rules.amendments import AMENDMENT, Event

AMENDMENTS = (
    Act("create", AMENDMENT, pgettext_lazy("done to it", "begun"), _("Began to correct a case")),
    Act(Event.SEND, AMENDMENT, pgettext_lazy("done to it", "sent"), _("Sent the correction of a case")),
    Act(
        Event.DISCARD,
        AMENDMENT,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the correction of a case"),
    ),
)
