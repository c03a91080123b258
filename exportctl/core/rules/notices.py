"""Acts on messages, for the audit trail."""

from exportctl.core.acts import Act
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine

# A message passes through no states that people decide on: these acts leave it owed, as it was.
NOTICE = Machine(
    "message",
    (),
    initial="owed",
    label=pgettext_lazy("thing", "message"),
    words={"owed": pgettext_lazy("status", "owed")},
)

ACTS = (Act("send_again", NOTICE, pgettext_lazy("done to it", "sent again"), _("Sent a message again")),)
