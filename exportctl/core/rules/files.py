from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import fill, pgettext_lazy
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.mailing import Group
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.uploads import Finding, limits


class Status(StrEnum):
    QUARANTINED = "quarantined"
    CLEAN = "clean"
    REJECTED = "rejected"
    WITHHELD = "withheld"  # it carries a classification marking; a person decides


class Event(StrEnum):
    PASS = "pass"
    REJECT = "reject"
    WITHHOLD = "withhold"
    RELEASE = "release"


FILE = Machine(
    "file",
    (
        (Status.QUARANTINED, Event.PASS, Status.CLEAN, SYSTEM),
        (Status.QUARANTINED, Event.REJECT, Status.REJECTED, SYSTEM),
        (Status.QUARANTINED, Event.WITHHOLD, Status.WITHHELD, SYSTEM),
        (Status.WITHHELD, Event.RELEASE, Status.CLEAN, Permission.HANDLE),
    ),
    initial=Status.QUARANTINED,
    label=pgettext_lazy("thing", "file"),
    words={
        Status.QUARANTINED: pgettext_lazy("status", "waiting for its check"),
        Status.CLEAN: pgettext_lazy("status", "checked"),
        Status.REJECTED: pgettext_lazy("status", "rejected"),
        Status.WITHHELD: pgettext_lazy("status", "withheld"),
    },
)
EVENT_OF = {Finding.MARKED: Event.WITHHOLD}  # any other finding rejects
TRIES = 2  # of a check that took too long: the machine may have been busy
DEATHS = 4  # workers that a file may take with it before it is rejected without a check

# Why a file is not taken, and what to do: said at its upload, and beside the file once it is found later.
REASONS: Mapping[str, Any] = {
    Finding.EMPTY: _("This file is empty. Choose another one."),
    Finding.KIND: fill(_("Files of this kind are not taken. Send one of these: %(endings)s."), limits()),
    Finding.MISMATCH: _(
        "The content of this file is not what its name says. Save it again in its own format."
    ),
    Finding.DAMAGED: _("This file is damaged. Open it, save it again, then send the new one."),
    Finding.LOCKED: _("This file asks for a password. Save it without one, then send it again."),
    Finding.PROGRAM: _(
        "This file holds a program: a script, a macro or a command. Save it as a plain PDF, then send that."
    ),
    Finding.PARCEL: _("This file holds another file. Send each of them by itself."),
    Finding.REMOTE: _(
        "This file reaches another computer when it is opened. Save it as a plain PDF, then send that."
    ),
    Finding.MIXED: _("This file is two kinds of file at once. Save it again in its own format."),
    Finding.TOO_LARGE: _(
        "This file is too large once it is unpacked. Send it in parts, or with smaller pictures."
    ),
    Finding.TOO_HEAVY: _(
        "This file could not be checked in the time that each file has. Save it as a plain PDF, then send that."
    ),
    Finding.MARKED: _(
        "This file is marked as classified, so nobody can open it: this system is not made for it."
        " If the marking is a mistake, an officer of the authority can release the file once it is sent."
    ),
    Finding.INFECTED: _(
        "The virus scanner found something in this file. Check your computer, then send a clean file."
    ),
    Finding.MISSING: _("The content of this file is lost. Send it again."),
}

ACTS = (
    Act("receive", FILE, pgettext_lazy("done to it", "received"), _("Sent a file")),
    Act(Event.PASS, FILE, pgettext_lazy("done to it", "passed"), _("Passed a file in its check")),
    Act(
        Event.REJECT,
        FILE,
        pgettext_lazy("done to it", "rejected"),
        _("Rejected a file in its check"),
        history=HistoryLine(_("File rejected in its check"), public=False),
        notices=(
            NoticeKind(
                "file_rejected",
                _("%(reference)s: a file was rejected"),
                _(
                    "A file was not accepted, and nobody can open it."
                    " The page of the documents says why, and what you can do."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.WITHHOLD,
        FILE,
        pgettext_lazy("done to it", "withheld"),
        _("Withheld a file that is marked as classified"),
        history=HistoryLine(_("File withheld: it is marked as classified"), public=False),
        notices=(
            NoticeKind(
                "file_withheld",
                _("%(reference)s: a file is marked as classified"),
                _(
                    "A file carries a classification marking. Nobody can open it unless an officer of the authority"
                    " releases it. The page of the documents says which one."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.RELEASE,
        FILE,
        pgettext_lazy("done to it", "released"),
        _("Released a file that was marked as classified"),
        history=HistoryLine(_("File marked as classified released"), public=False),
    ),
)
