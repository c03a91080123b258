"""What is done around an authorisation request while it is worked on, and leaves its status as it is."""

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.acts.requests import CHANGED
from licensing.rules.letter_services import COUNT_DAY
from licensing.rules.messages import Side
from licensing.rules.requests import NOT_URGENT, REQUEST, URGENT

URGENCY = (
    Act(
        URGENT,
        REQUEST,
        pgettext_lazy("done to it", "made urgent"),
        _("Made a case urgent"),
        history=HistoryLine(_("Case made urgent"), dated=_("To be decided by %(day)s.")),
        notices=(
            NoticeKind(
                "request_urgent",
                _("%(reference)s: treated as urgent, by %(due_on)s"),
                _(
                    "The authority puts your case first. Nothing is skipped; what it asks you, answer at once."
                ),
                ("due_on",),
            ),
            NoticeKind(
                "state_question_urgent",
                _("%(reference)s: %(state)s treats the case as urgent, by %(due_on)s"),
                _(
                    "The authority that asks you treats the case as urgent. Your last day stays; an early answer counts"
                    " at once."
                ),
                ("state", "due_on"),
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        NOT_URGENT,
        REQUEST,
        pgettext_lazy("done to it", "no longer made urgent"),
        _("Ended the urgency of a case"),
        history=HistoryLine(_("Case not urgent any more")),
        feed=CHANGED,
    ),
)

OFFICE = (
    *URGENCY,
    Act(
        "message",
        REQUEST,
        pgettext_lazy("done to it", "commented in a message"),
        _("Wrote a message in a case"),
        history=HistoryLine(_("Message written"), side=""),
        notices=(
            NoticeKind(
                "message_written",
                _("%(reference)s: a new message"),
                _(
                    "The other side wrote to you about this case. The message does not stop the decision clock."
                ),
            ),
        ),
    ),
    Act(
        "note",
        REQUEST,
        pgettext_lazy("done to it", "commented in a note"),
        _("Wrote an internal note"),
        history=HistoryLine(_("Internal note written"), public=False),
        notices=(
            NoticeKind(
                "note_mentions_you",
                _("%(reference)s: a colleague mentions you"),
                _(
                    "A colleague mentions you, or somebody in whose place you act, in an internal note on this case."
                ),
            ),
        ),
    ),
    Act(
        "strike_note",
        REQUEST,
        pgettext_lazy("done to it", "relieved of a note"),
        _("Struck out an internal note"),
        history=HistoryLine(_("Internal note struck out"), public=False),
    ),
    Act(
        "file_document",
        REQUEST,
        pgettext_lazy("done to it", "given an internal document"),
        _("Filed an internal document"),
        history=HistoryLine(_("Internal document filed"), public=False),
    ),
    Act(
        "classify",
        REQUEST,
        pgettext_lazy("done to it", "given a classification"),
        _("Classified an item"),
        history=HistoryLine(_("Classification of an item recorded")),
        feed=CHANGED,
    ),
    Act(
        "declare_conflict",
        REQUEST,
        pgettext_lazy("done to it", "conflict of interest declared"),
        _("Stepped back from a case for a conflict of interest"),
        history=HistoryLine(_("Officer stepped back: conflict of interest"), public=False),
        notices=(
            NoticeKind(
                "conflict_declared",
                _("%(reference)s: a colleague stepped back"),
                _("An officer declared a conflict of interest. Another one has to take the case."),
            ),
        ),
    ),
    Act(
        "lift_conflict",
        REQUEST,
        pgettext_lazy("done to it", "conflict of interest lifted"),
        _("Lifted a conflict of interest"),
        history=HistoryLine(_("Conflict of interest lifted"), public=False),
    ),
    Act(
        "draft_conditions",
        REQUEST,
        pgettext_lazy("done to it", "conditions drafted"),
        _("Drafted conditions"),
        history=HistoryLine(_("Conditions drafted"), public=False),
    ),
    Act(
        "send_letter",
        REQUEST,
        pgettext_lazy("done to it", "letter sent"),
        _("Sent a letter to be served"),
        history=HistoryLine(_("Letter sent to be served")),
    ),
    Act(
        "serve_letter",
        REQUEST,
        pgettext_lazy("done to it", "letter served"),
        _("Recorded that a letter was served"),
        history=HistoryLine(_("Letter served")),
        notices=(
            NoticeKind(
                "letter_served",
                _("%(reference)s: a letter counts as served"),
                _(
                    "The authority recorded that its letter was served. The periods for contesting it count from"
                    " %(served_on)s."
                ),
                ("served_on",),
                group=Group.LEGAL,
            ),
        ),
    ),
    # The clock's own, once the public holidays of the year of that day are entered.
    Act(
        COUNT_DAY,
        REQUEST,
        pgettext_lazy("done to it", "given its day of service"),
        _("Counted a day of service whose year was entered"),
        history=HistoryLine(_("Day of service of a letter counted")),
        notices=(
            NoticeKind(
                "service_day_counted",
                _("%(reference)s: a letter counts as served on %(counts_on)s"),
                _(
                    "The public holidays of that year are entered, so the day can be told. Unless a later day is"
                    " proved, every period for contesting the letter counts from it."
                ),
                ("counts_on",),
                group=Group.LEGAL,
            ),
        ),
    ),
    Act(
        "fail_service",
        REQUEST,
        pgettext_lazy("done to it", "letter not served"),
        _("Recorded that a letter could not be served"),
        history=HistoryLine(_("Letter could not be served")),
    ),
    Act(
        "confirm_receipt",
        REQUEST,
        pgettext_lazy("done to it", "receipt confirmed"),
        _("Confirmed the receipt of a letter"),
        history=HistoryLine(_("Receipt of a letter confirmed"), Side.EXPORTER),
    ),
)
