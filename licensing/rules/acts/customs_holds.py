"""What customs and the authority do with an export that is kept back (Article 21)."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.customs_holds import COUNT_DAY, CUSTOMS_HOLD, END, Event

ENDED = "customs_hold.ended"
RELEASED = (
    NoticeKind(
        "customs_hold_released",
        _("%(reference)s: released"),
        _("The authority released the export, or the last day passed without a reply. It may go on."),
        group=Group.LEGAL,
    ),
    NoticeKind(
        "customs_hold_ended",
        _("%(reference)s: %(state)s tells what came of a customs hold"),
        _(
            "Customs had kept an export back; the authority that granted the authorisation tells what came of it."
        ),
        ("state",),
    ),
)

CUSTOMS_HOLDS = (
    Act(
        Event.PLACE,
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "kept back by customs"),
        _("Kept an export back and asked the authority"),
        notices=(
            NoticeKind(
                "customs_hold_placed",
                _("%(reference)s: customs keep an export back; last day %(due_on)s"),
                _(
                    "Reply by %(due_on)s: from the day after, the export is released by itself. Not to release it, name"
                    " your act under Article 4(1) or 16(1)."
                ),
                ("due_on",),
                Group.LEGAL,
            ),
            NoticeKind(
                "customs_hold_of_yours",
                _("%(reference)s: customs keep your export back"),
                _(
                    "Customs have asked the authority (Article 21(4)). Without a reply by %(due_on)s it is released the"
                    " day after. What is kept back, and on which ground, stands on its page."
                ),
                ("due_on",),
                Group.LEGAL,
            ),
        ),
        feed="customs_hold.opened",
    ),
    Act(
        Event.EXTEND,
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "extended"),
        _("Extended a customs hold"),
        notices=(
            NoticeKind(
                "customs_hold_extended",
                _("%(reference)s: the hold is extended to %(due_on)s"),
                _(
                    "The authority finds the circumstances exceptional. Without a reply by %(due_on)s it is released."
                ),
                ("due_on",),
                Group.LEGAL,
            ),
        ),
        feed="customs_hold.extended",
    ),
    # The clock's own, once the public holidays of the year of the last day are entered.
    Act(
        COUNT_DAY,
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "given its last day"),
        _("Counted a last day whose year was entered"),
        notices=(
            NoticeKind(
                "hold_day_counted",
                _("%(reference)s: the last day of the hold is %(due_on)s"),
                _(
                    "The public holidays of its year are entered, so it can be counted. Without a reply by %(due_on)s"
                    " the export is released the day after."
                ),
                ("due_on",),
                Group.LEGAL,
            ),
        ),
    ),
    # The clock's own, at half time, three and one working days before the last.
    Act(
        "warn",
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "near its last day"),
        _("Warned the authority before its silence releases an export"),
        notices=(
            NoticeKind(
                "hold_silence_near",
                _("%(reference)s: released after %(due_on)s unless you reply"),
                _(
                    "Customs keep this export back and you have not replied. Without your act under Article 4(1) or"
                    " 16(1) it is released from the day after %(due_on)s."
                ),
                ("due_on", "days"),
                Group.LEGAL,
            ),
        ),
        recorded=False,
    ),
    Act(
        Event.RELEASE,
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "released"),
        _("Released an export that customs kept back"),
        notices=RELEASED,
        feed=ENDED,
    ),
    Act(
        Event.KEEP_BACK,
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "not released"),
        _("Did not release an export that customs kept back"),
        notices=(
            NoticeKind(
                "customs_hold_kept",
                _("%(reference)s: not released"),
                _(
                    "The authority does not release the export. The act that keeps it back stands on its page."
                ),
                group=Group.LEGAL,
            ),
        ),
        feed=ENDED,
    ),
    Act(
        END,
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "ended after it was not released"),
        _("Said what came of an export that was not released"),
        notices=(
            NoticeKind(
                "customs_hold_over",
                _("%(reference)s: what came of the export that was not released"),
                _(
                    "The hold is over: the goods were returned, seized or destroyed, the declaration was given up, or"
                    " the authority lets the export go after all. Its page says which, and since when."
                ),
            ),
        ),
        feed=ENDED,
    ),
    Act(
        Event.LAPSE,
        CUSTOMS_HOLD,
        pgettext_lazy("done to it", "released by silence"),
        _("Released an export that customs kept back: nobody replied"),
        feed=ENDED,
    ),
)
