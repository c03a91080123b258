"""What is done to an authorisation request, from its receipt to its decision."""

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.decision_clock import ANEW
from licensing.rules.messages import Side
from licensing.rules.requests import ASSIGN, REQUEST, Event

CHANGED, DECIDED = "request.changed", "decision.made"

OF_REQUIREMENTS = (  # to customs of the authority's own state
    NoticeKind(
        "requirement_imposed",
        _("%(reference)s: an export of items that are not listed takes an authorisation"),
        _(
            "The authority has imposed a requirement (Articles 4(4) and 5(4)). Its page says which items, from whom and"
            " to whom: without an authorisation they do not leave."
        ),
    ),
    NoticeKind(
        "requirement_lifted",
        _("%(reference)s: the requirement is lifted"),
        _("The decision behind it was taken back: nothing is required by it any more."),
    ),
)
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
        ANEW,
        REQUEST,
        pgettext_lazy("done to it", "given a period that starts anew"),
        _("Corrected a case whose period starts anew with it"),
        history=HistoryLine(_("The period for the decision starts anew with this correction"), Side.EXPORTER),
        feed=CHANGED,
    ),
    Act(
        Event.AMEND,
        REQUEST,
        pgettext_lazy("done to it", "corrected"),
        _("Corrected a case"),
        history=HistoryLine(_("Case corrected by the exporter"), Side.EXPORTER),
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
        notices=(DECISION_MADE, *OF_REQUIREMENTS),
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
