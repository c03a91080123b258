"""What is done to an authorisation request, from its receipt to its decision."""

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.messages import Side
from licensing.rules.requests import ASSIGN, REQUEST, Event

CHANGED, DECIDED = "request.changed", "decision.made"

DECISION_MADE = NoticeKind(
    "decision_made",
    _("%(reference)s: your case is decided"),
    _("The authority decided your case. The decision and its reasons wait for you there."),
    group=Group.LEGAL,
)

LIFE = (
    Act(
        "create",
        REQUEST,
        pgettext_lazy("done to it", "opened"),
        _("Opened a case"),
        history=HistoryLine(_("Case opened"), Side.EXPORTER),
    ),
    Act(
        Event.SUBMIT,
        REQUEST,
        pgettext_lazy("done to it", "submitted"),
        _("Put a case to the authority"),
        history=HistoryLine(
            _("Notification sent; the decision clock starts on the next working day"),
            Side.EXPORTER,
            given={
                "asks_for_authorisation": _("Request sent; the decision clock starts on the next working day")
            },
        ),
        notices=(
            NoticeKind(
                "notification_submitted",
                _("%(reference)s: a notification has arrived"),
                _("An exporter sent your authority a notification. It waits for an officer to take it."),
                group=Group.TASK,
            ),
            NoticeKind(
                "request_submitted",
                _("%(reference)s: a request has arrived"),
                _(
                    "An exporter asks your authority for an authorisation. It waits for an officer to take it."
                ),
                group=Group.TASK,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.AMEND,
        REQUEST,
        pgettext_lazy("done to it", "corrected"),
        _("Corrected a case"),
        history=HistoryLine(_("Case corrected by the exporter; the decision clock goes on"), Side.EXPORTER),
        notices=(
            NoticeKind(
                "request_amended",
                _("%(reference)s: corrected by the exporter"),
                _(
                    "The exporter corrected this case. It shows what was changed and why; a decision rests on the"
                    " newest version."
                ),
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.TAKE,
        REQUEST,
        pgettext_lazy("done to it", "taken"),
        _("Took a case"),
        history=HistoryLine(_("Case taken; the review begins")),
        notices=(
            NoticeKind(
                "request_taken",
                _("%(reference)s: your case is under review"),
                _("An officer took your case. You need do nothing unless you are asked."),
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        ASSIGN,
        REQUEST,
        pgettext_lazy("done to it", "assigned"),
        _("Gave a case to somebody"),
        lacking=("after", _("Gave a case back: nobody has it")),
        history=HistoryLine(_("Assigned"), public=False),
        notices=(
            NoticeKind(
                "case_given",
                _("%(reference)s: a colleague gave you a case"),
                _("A colleague gave you this case. Look at it, and give it on if it is not yours to handle."),
                group=Group.TASK,
            ),
            NoticeKind(
                "case_passed_on",
                _("%(reference)s: somebody else has your case now"),
                _("A colleague gave this case to somebody else, or back to the unassigned ones."),
            ),
            NoticeKind(
                "cases_unassigned",
                _("%(reference)s: cases are unassigned"),
                _(
                    "An officer may no longer handle cases. Cases that nobody has any more: %(cases)s. Hand them out."
                ),
                ("cases",),
            ),
        ),
    ),
    Act(
        Event.PROPOSE,
        REQUEST,
        pgettext_lazy("done to it", "decided by a proposal"),
        _("Put a decision to a second officer"),
        history=HistoryLine(_("Decision proposed to a second officer"), public=False),
        feed=CHANGED,
    ),
    Act(
        Event.RETURN,
        REQUEST,
        pgettext_lazy("done to it", "returned"),
        _("Took a case back for review"),
        history=HistoryLine(
            _("Proposal returned by the second officer"),
            public=False,
            given={"taken_back": _("Proposal taken back by whoever proposed it")},
        ),
        feed=CHANGED,
    ),
    Act(
        Event.GRANT,
        REQUEST,
        pgettext_lazy("done to it", "granted"),
        _("Granted an export"),
        history=HistoryLine(_("Export granted")),
        notices=(DECISION_MADE,),
        feed=DECIDED,
    ),
    Act(
        Event.REFUSE,
        REQUEST,
        pgettext_lazy("done to it", "refused"),
        _("Refused an export"),
        history=HistoryLine(_("Export refused")),
        notices=(DECISION_MADE,),
        feed=DECIDED,
    ),
    Act(
        Event.NO_AUTHORISATION_REQUIRED,
        REQUEST,
        pgettext_lazy("done to it", "answered: no authorisation required"),
        _("Answered that no authorisation is required"),
        history=HistoryLine(_("Answered: no authorisation is required")),
        notices=(DECISION_MADE,),
        feed=DECIDED,
    ),
    Act(
        Event.AUTHORISATION_REQUIRED,
        REQUEST,
        pgettext_lazy("done to it", "made subject to authorisation"),
        _("Imposed an authorisation requirement"),
        history=HistoryLine(_("Answered: an authorisation is required")),
        notices=(DECISION_MADE,),
        feed=DECIDED,
    ),
    Act(
        Event.REOPEN,
        REQUEST,
        pgettext_lazy("done to it", "reopened"),
        _("Took a case up again"),
        history=HistoryLine(_("Refusal withdrawn; the case is under review again")),
        notices=(
            NoticeKind(
                "refusal_withdrawn",
                _("%(reference)s: the refusal is withdrawn"),
                _("The authority withdrew its refusal. Your case is under review again."),
                group=Group.LEGAL,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.WITHDRAW,
        REQUEST,
        pgettext_lazy("done to it", "withdrawn"),
        _("Withdrew a case"),
        history=HistoryLine(_("Case withdrawn by the exporter"), Side.EXPORTER),
        notices=(
            NoticeKind(
                "request_withdrawn",
                _("%(reference)s: withdrawn by the exporter"),
                _("The exporter withdrew this case before the decision. There is nothing more to decide."),
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.CLOSE,
        REQUEST,
        pgettext_lazy("done to it", "closed without a decision"),
        _("Closed a case without a decision"),
        history=HistoryLine(_("Case closed by the authority without a decision")),
        notices=(
            NoticeKind(
                "request_closed",
                _("%(reference)s: closed without a decision"),
                _(
                    "The authority ended your case without a decision. The letter says why, and how to contest it."
                    " Nothing is granted by it and nothing is refused."
                ),
                group=Group.LEGAL,
            ),
        ),
        feed=CHANGED,
    ),
)

OFFICE = (
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
