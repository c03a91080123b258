"""What is done to a standard text of an authority."""

from exportctl.core.acts import Act
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from licensing.rules.authority_texts import AUTHORITY_TEXT, Event

AUTHORITY_TEXTS = (
    Act("create", AUTHORITY_TEXT, pgettext_lazy("done to it", "added"), _("Added a standard text")),
    Act(Event.CHANGE, AUTHORITY_TEXT, pgettext_lazy("done to it", "changed"), _("Changed a standard text")),
    Act(Event.RETIRE, AUTHORITY_TEXT, pgettext_lazy("done to it", "retired"), _("Retired a standard text")),
    Act(
        Event.RESTORE,
        AUTHORITY_TEXT,
        pgettext_lazy("done to it", "taken back into use"),
        _("Took a standard text back into use"),
    ),
)
