from enum import StrEnum

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine


class Status(StrEnum):
    QUARANTINED = "quarantined"
    CLEAN = "clean"
    REJECTED = "rejected"


class Event(StrEnum):
    PASS = "pass"
    REJECT = "reject"


FILE = Machine(
    "file",
    (
        (Status.QUARANTINED, Event.PASS, Status.CLEAN, SYSTEM),
        (Status.QUARANTINED, Event.REJECT, Status.REJECTED, SYSTEM),
    ),
    initial=Status.QUARANTINED,
    label=pgettext_lazy("thing", "file"),
    words={
        Status.QUARANTINED: pgettext_lazy("status", "waiting for its check"),
        Status.CLEAN: pgettext_lazy("status", "checked"),
        Status.REJECTED: pgettext_lazy("status", "rejected"),
    },
)

ACTS = (
    Act("receive", FILE, pgettext_lazy("done to it", "received"), _("Sent a file")),
    Act(Event.PASS, FILE, pgettext_lazy("done to it", "passed"), _("Passed a file in its check")),
    Act(
        Event.REJECT,
        FILE,
        pgettext_lazy("done to it", "rejected"),
        _("Rejected a file in its check"),
        notices=(
            NoticeKind(
                "file_rejected",
                _("%(reference)s: a file was rejected"),
                _("A file was not accepted, and nobody can open it. The case says why, and what you can do."),
            ),
        ),
    ),
)
