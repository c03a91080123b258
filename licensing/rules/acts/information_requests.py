"""What is done about a question to the exporter; the trail records it on the request."""

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.acts.requests import CHANGED
from licensing.rules.messages import Side
from licensing.rules.requests import REQUEST, Event

ANSWERED = NoticeKind(
    "information_answered",
    _("%(reference)s: your question is answered"),
    _("The exporter answered your request for information. The decision clock runs again."),
    group=Group.TASK,
)
ANSWERED_NOT_LAST = NoticeKind(
    "information_answered_not_last",
    _("%(reference)s: your question is answered"),
    _(
        "The exporter answered your request for information. Another question is still open, so the decision"
        " clock stands still."
    ),
    group=Group.TASK,
)
TAKEN_BACK = NoticeKind(
    "information_withdrawn",
    _("%(reference)s: a question is taken back"),
    _("The authority took a question back. You need not answer it any more."),
)

QUESTIONS = (
    Act(
        Event.ASK,
        REQUEST,
        pgettext_lazy("done to it", "asked about"),
        _("Asked the exporter for information"),
        history=HistoryLine(
            _("Question to the exporter; the clock stands still"), dated=_("To be answered by %(day)s.")
        ),
        notices=(
            NoticeKind(
                "information_requested",
                _("%(reference)s: please answer by %(due_on)s"),
                _(
                    "The authority has a question about your case. The decision clock stands still until you answer."
                ),
                ("due_on",),
                Group.LEGAL,
            ),
        ),
        feed="information_request.opened",
    ),
    Act(
        Event.ANSWER,
        REQUEST,
        pgettext_lazy("done to it", "answered"),
        _("Answered a question of the authority"),
        history=HistoryLine(_("Question answered; another one is still open"), Side.EXPORTER),
        notices=(ANSWERED_NOT_LAST,),
        feed="information_request.answered",
    ),
    Act(
        Event.RESUME,
        REQUEST,
        pgettext_lazy("done to it", "taken up again"),
        _("Answered the last open question of the authority"),
        history=HistoryLine(_("Last open question answered; the clock goes on"), Side.EXPORTER),
        notices=(ANSWERED,),
        feed=CHANGED,
    ),
    Act(
        Event.WITHDRAW_QUESTION,
        REQUEST,
        pgettext_lazy("done to it", "relieved of a question"),
        _("Took a question to the exporter back"),
        history=HistoryLine(_("Question taken back; another one is still open")),
        notices=(TAKEN_BACK,),
        feed=CHANGED,
    ),
    Act(
        Event.CONTINUE_WITHOUT_ANSWER,
        REQUEST,
        pgettext_lazy("done to it", "continued without the answer"),
        _("Went on without the exporter’s answer"),
        history=HistoryLine(_("Last open question taken back; the clock goes on")),
        notices=(TAKEN_BACK,),
        feed=CHANGED,
    ),
    Act(
        "information_part",
        REQUEST,
        pgettext_lazy("done to it", "answered in part"),
        _("Answered a question of the authority in part"),
        history=HistoryLine(_("Question answered in part"), Side.EXPORTER),
        notices=(
            NoticeKind(
                "information_answered_in_part",
                _("%(reference)s: your question is answered in part"),
                _(
                    "The exporter answered a part of your question. It stays open; the decision clock stands still."
                ),
            ),
        ),
    ),
)

TIME = (
    Act(
        "information_time_asked",
        REQUEST,
        pgettext_lazy("done to it", "asked for more time about"),
        _("Asked for more time to answer"),
        history=HistoryLine(_("More time asked for"), Side.EXPORTER, dated=_("Wished for: until %(day)s.")),
        notices=(
            NoticeKind(
                "respite_asked",
                _("%(reference)s: more time is asked for, until %(due_on)s"),
                _("The exporter asks for more time for an answer. Give it, or say why not."),
                ("due_on",),
            ),
        ),
    ),
    Act(
        "information_time_granted",
        REQUEST,
        pgettext_lazy("done to it", "given more time"),
        _("Gave more time to answer"),
        history=HistoryLine(_("More time given"), dated=_("To be answered by %(day)s.")),
        notices=(
            NoticeKind(
                "respite_granted",
                _("%(reference)s: you have time until %(due_on)s"),
                _("The authority gives you more time for your answer."),
                ("due_on",),
            ),
        ),
    ),
    Act(
        "information_time_declined",
        REQUEST,
        pgettext_lazy("done to it", "given no more time"),
        _("Declined more time to answer"),
        history=HistoryLine(_("More time declined")),
        notices=(
            NoticeKind(
                "respite_declined",
                _("%(reference)s: no more time; please answer by %(due_on)s"),
                _("The authority leaves the day for your answer as it is. The case says why."),
                ("due_on",),
            ),
        ),
    ),
    # The clock's own: each reminder is a row of its own, the trail of the case stays as it is.
    Act(
        "remind",
        REQUEST,
        pgettext_lazy("done to it", "reminded"),
        _("Reminded the exporter of a question"),
        notices=(
            NoticeKind(
                "answer_due_soon",
                _("%(reference)s: please answer by %(due_on)s"),
                _("The last day for your answer is near. If you need more time, ask for it now."),
                ("due_on",),
            ),
            NoticeKind(
                "answer_overdue",
                _("%(reference)s: your answer was due on %(due_on)s"),
                _(
                    "The day for your answer has passed. The clock stands still until you answer; you still can."
                ),
                ("due_on",),
            ),
            NoticeKind(
                "answer_missing",
                _("%(reference)s: no answer by %(due_on)s"),
                _("The day for the exporter’s answer has passed. The decision clock still stands still."),
                ("due_on",),
            ),
        ),
        recorded=False,
    ),
)
