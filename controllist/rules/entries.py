"""The life of an entry on the EU-wide list."""

from enum import StrEnum

from exportctl.core.acts import Act
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission


class Status(StrEnum):
    LISTED = "listed"
    CORRECTED = "corrected"
    DELISTED = "delisted"


class Event(StrEnum):
    LIST = "list"
    CORRECT = "correct"
    DELIST = "delist"


ENTRY = Machine(
    "control list entry",
    (
        (Status.LISTED, Event.CORRECT, Status.CORRECTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.CORRECT, Status.CORRECTED, Permission.ADMINISTER),
        (Status.LISTED, Event.DELIST, Status.DELISTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.DELIST, Status.DELISTED, Permission.ADMINISTER),
    ),
    initial=Status.LISTED,
    label=pgettext_lazy("thing", "control list entry"),
    words={
        Status.LISTED: pgettext_lazy("status", "listed"),
        Status.CORRECTED: pgettext_lazy("status", "corrected"),
        Status.DELISTED: pgettext_lazy("status", "delisted"),
    },
)

ACTS = (
    Act(
        "create",
        ENTRY,
        pgettext_lazy("done to it", "put on the list"),
        _("Put an item on the list"),
        feed="list.changed",
    ),
    Act(
        Event.CORRECT,
        ENTRY,
        pgettext_lazy("done to it", "corrected"),
        _("Corrected an entry of the list"),
        feed="list.changed",
    ),
    Act(
        Event.DELIST,
        ENTRY,
        pgettext_lazy("done to it", "delisted"),
        _("Took an entry off the list"),
        feed="list.changed",
    ),
)
