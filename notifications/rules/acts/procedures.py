"""What is done to an objection procedure, from its opening to its outcome."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from notifications.rules.machines import PROCEDURE, Event

CLOSED = "procedure.closed"

WINDOW = (
    Act(
        Event.OPEN,
        PROCEDURE,
        pgettext_lazy("done to it", "opened"),
        _("Opened an objection procedure"),
        notices=(
            NoticeKind(
                "procedure_opened",
                _("%(reference)s: a procedure has opened; last day %(due_at)s"),
                _(
                    "%(state)s refused an export of a cyber-surveillance item. Record your position by %(due_at)s."
                ),
                ("state", "due_at"),
                Group.LEGAL,
            ),
            NoticeKind(
                "window_opened",
                _("%(reference)s: a procedure has opened; it closes on %(due_at)s"),
                _(
                    "%(state)s refused an export of a cyber-surveillance item. The last Member State has until"
                    " %(due_at)s."
                ),
                ("state", "due_at"),
            ),
        ),
        feed="procedure.opened",
    ),
    Act(
        "link",
        PROCEDURE,
        pgettext_lazy("done to it", "joined by another refusal"),
        _("Joined a refusal to an open procedure"),
        notices=(
            NoticeKind(
                "refusal_linked",
                _("%(reference)s: joined to an open procedure"),
                _(
                    "The refusal stands. Procedure %(procedure)s about the same item is open; it decides for both."
                ),
                ("procedure",),
            ),
        ),
    ),
    # A refusal of a listed item opens nothing: the notice alone says so.
    Act(
        "already_listed",
        PROCEDURE,
        pgettext_lazy("done to it", "left unopened: the item is listed"),
        _("Refused an export of a listed item"),
        notices=(
            NoticeKind(
                "already_listed",
                _("%(reference)s: the item is on the list already"),
                _(
                    "The refusal stands. No procedure was opened, because the item is on the list already. %(meaning)s"
                ),
                ("entry", "meaning"),
            ),
        ),
        recorded=False,
    ),
    Act(
        Event.EXTEND,
        PROCEDURE,
        pgettext_lazy("done to it", "extended"),
        _("Extended a window"),
        notices=(
            NoticeKind(
                "procedure_extended",
                _("%(reference)s: extended; last day now %(due_at)s"),
                _("The Commission added %(working_days)d working days. Your last day is now %(due_at)s."),
                ("due_at", "working_days"),
                Group.LEGAL,
            ),
            NoticeKind(
                "window_extended",
                _("%(reference)s: extended; it closes on %(due_at)s"),
                _(
                    "The Commission added %(working_days)d working days. The last Member State has until %(due_at)s."
                ),
                ("due_at", "working_days"),
            ),
        ),
        feed="procedure.extended",
    ),
    Act(
        Event.WITHDRAW,
        PROCEDURE,
        pgettext_lazy("done to it", "withdrawn"),
        _("Withdrew a procedure"),
        notices=(
            NoticeKind(
                "procedure_withdrawn",
                _("%(reference)s: the procedure is withdrawn"),
                _("%(state)s withdrew the refusal. The procedure ends without an outcome."),
                ("state",),
                Group.LEGAL,
            ),
        ),
        feed="procedure.withdrawn",
    ),
    Act(
        Event.LIST,
        PROCEDURE,
        pgettext_lazy("done to it", "closed with a listing"),
        _("Closed a procedure with a listing"),
        notices=(
            NoticeKind(
                "procedure_closed_listed",
                _("%(reference)s: closed, the item is listed"),
                _("The procedure has closed: the item is on the list. %(meaning)s"),
                ("entry", "meaning"),
            ),
            NoticeKind(  # to the exporter, and to authorities whose refusal was joined to the procedure
                "item_listed",
                _("%(reference)s: the item is on the EU-wide list"),
                _(
                    "The refusal stands. The other Member States' procedure has ended: the item is on the list."
                    " %(meaning)s"
                ),
                ("entry", "meaning"),
            ),
        ),
        feed=CLOSED,
    ),
    Act(
        Event.LAPSE,
        PROCEDURE,
        pgettext_lazy("done to it", "let lapse"),
        _("Closed a procedure without a listing"),
        notices=(
            NoticeKind(
                "procedure_closed_lapsed",
                _("%(reference)s: closed, the item is not listed"),
                _("The procedure has closed. The item does not go on the list."),
            ),
            NoticeKind(
                "item_not_listed",
                _("%(reference)s: the item is not listed"),
                _(
                    "The refusal stands. The other Member States' procedure has closed without listing the item."
                ),
            ),
        ),
        feed=CLOSED,
    ),
    # The list records what was done to its entry; whose item it was learns of it in the own case.
    Act(
        "entry_changed",
        PROCEDURE,
        pgettext_lazy("done to it", "followed by a change of its entry"),
        _("Changed the entry of a listed item"),
        notices=(
            NoticeKind(
                "item_entry_corrected",
                _("%(reference)s: the entry of this item was corrected"),
                _(
                    "The Commission corrected entry %(entry)s of the EU-wide list, which lists the item of this case."
                    " The decision of your case stays as it is. %(meaning)s"
                ),
                ("entry", "meaning"),
            ),
            NoticeKind(
                "item_entry_delisted",
                _("%(reference)s: the item was taken off the EU-wide list"),
                _(
                    "The Commission took the item of this case off the EU-wide list. The decision of your case stays"
                    " as it is. %(meaning)s"
                ),
                ("meaning",),
            ),
        ),
        recorded=False,
    ),
)

EXCHANGE = (
    Act(
        "position",
        PROCEDURE,
        pgettext_lazy("done to it", "answered with a position"),
        _("Recorded a position"),
        notices=(
            NoticeKind(
                "position_recorded",
                _("%(reference)s: your position is recorded"),
                _(
                    "Position %(sequence)d of your Member State is recorded. You may change it until %(due_at)s."
                ),
                ("sequence", "due_at"),
            ),
        ),
        feed="position.recorded",
    ),
    Act(
        "instruct",
        PROCEDURE,
        pgettext_lazy("done to it", "prepared by an instruction"),
        _("Wrote an instruction for a position"),
    ),
    Act(
        "contribute",
        PROCEDURE,
        pgettext_lazy("done to it", "asked about"),
        _("Wrote among the questions between authorities"),
        notices=(
            NoticeKind(
                "procedure_question",
                _("%(reference)s: a delegation asks your authority"),
                _(
                    "The delegation %(of_state)s has a question about your refusal. Every delegation reads your answer."
                ),
                ("state",),
            ),
            NoticeKind(
                "procedure_answer",
                _("%(reference)s: a question is answered"),
                _("The notifying authority %(of_state)s answered a question of this procedure."),
                ("state",),
            ),
            NoticeKind(
                "procedure_addition",
                _("%(reference)s: something was added to a question"),
                _("The delegation %(of_state)s added to a question of this procedure."),
                ("state",),
            ),
        ),
    ),
    Act(
        "release",
        PROCEDURE,
        pgettext_lazy("done to it", "opened further to the other states"),
        _("Released a part of a dossier to the other states"),
        notices=(
            NoticeKind(
                "procedure_released",
                _("%(reference)s: the notifying state shows more of its file"),
                _(
                    "The authority %(of_state)s released a part of the file. The dossier shows it, with the reason."
                ),
                ("state",),
            ),
            NoticeKind(
                "name_released",
                _("%(reference)s: your name was shown to the other Member States"),
                _(
                    "The authority released your company's name to the authorities of the other Member States."
                ),
            ),
            NoticeKind(
                "file_released",
                _("%(reference)s: a part of your file was shown to the other Member States"),
                _(
                    "The authority released a part of your file to the authorities of the other Member States."
                ),
            ),
        ),
    ),
)
