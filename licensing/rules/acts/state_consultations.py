"""What authorities of several Member States do with a question before a decision (Articles 14 and 16(5))."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.state_consultations import (
    COUNT_DAY,
    ENTER_QUESTION,
    NAME_CASE,
    SEND,
    SEND_ANSWER,
    STATE_CONSULTATION,
    TAKE_CASE_BACK,
    Event,
)

STATE_CONSULTATIONS = (
    Act(
        Event.ASK,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "asked"),
        _("Asked the authority of another Member State"),
        notices=(
            NoticeKind(
                "state_question_asked",
                _("%(reference)s: %(state)s asks you; last day %(due_on)s"),
                _(
                    "The authority of another Member State asks before it decides. Answer by %(due_on)s: from the day"
                    " after, your silence counts."
                ),
                ("state", "due_on"),
                Group.LEGAL,
            ),
        ),
    ),
    Act(
        Event.EXTEND,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "given more time"),
        _("Took more time for an answer to another Member State"),
        notices=(
            NoticeKind(
                "state_question_extended",
                _("%(reference)s: %(state)s takes more time, until %(due_on)s"),
                _(
                    "The state that you asked finds the case exceptional. Its silence counts after %(due_on)s."
                ),
                ("state", "due_on"),
            ),
        ),
    ),
    Act(
        Event.ANSWER,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "answered"),
        _("Answered the authority of another Member State"),
        notices=(
            NoticeKind(
                "state_question_answered",
                _("%(reference)s: %(state)s has answered"),
                _("The authority that you asked has answered. Its answer stands beside the decision."),
                ("state",),
            ),
        ),
    ),
    Act(
        SEND,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "sent on paper"),
        _("Sent a question on paper to a Member State that is not on this system"),
    ),
    Act(
        NAME_CASE,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "put to a case"),
        _("Said which case another state’s essential security interests are about"),
    ),
    Act(
        TAKE_CASE_BACK,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "taken off a case"),
        _("Took back which case another state’s essential security interests are about"),
        notices=(
            NoticeKind(
                "interests_case_taken_back",
                _("%(reference)s: %(state)s takes back a case that it had put your message to"),
                _(
                    "The state that you asked found that your message about essential security interests is not about a"
                    " case that it had put it to. A grant in that case does not wait for its answer, nor is it"
                    " explained to you. The consultation itself goes on."
                ),
                ("state",),
            ),
        ),
    ),
    Act(
        ENTER_QUESTION,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "entered from a paper"),
        _("Entered what a Member State that is not on this system asks on paper"),
    ),
    Act(
        SEND_ANSWER,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "answered on paper"),
        _("Sent the answer on paper to a Member State that is not on this system"),
    ),
    # The clock's own, once the public holidays of the year of the last day are entered.
    Act(
        COUNT_DAY,
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "given its last day"),
        _("Counted a last day whose year was entered"),
        notices=(
            NoticeKind(
                "state_day_counted",
                _("%(reference)s: the last day for the answer is %(due_on)s"),
                _(
                    "The public holidays of its year %(of_state)s are entered, so it can be counted. From the day after"
                    " silence counts."
                ),
                ("state", "due_on"),
                Group.LEGAL,
            ),
        ),
    ),
    # The clock's own, at half time, three and one working days before the last.
    Act(
        "warn",
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "near its last day"),
        _("Warned an authority before its silence counts"),
        notices=(
            NoticeKind(
                "state_silence_near",
                _("%(reference)s: your silence to %(state)s counts after %(due_on)s"),
                _(
                    "The question of another Member State is not answered yet. Answer by %(due_on)s, or take more time"
                    " where the case is exceptional; what silence means stands beside the question."
                ),
                ("state", "due_on", "days"),
                Group.LEGAL,
            ),
        ),
        recorded=False,
    ),
    # A grant after such a question: the approval of the decision records it, this notice tells it.
    Act(
        "explain",
        STATE_CONSULTATION,
        pgettext_lazy("done to it", "followed by a grant"),
        _("Explained a grant to all authorities and the Commission"),
        notices=(
            NoticeKind(
                "grant_explained",
                _("%(reference)s: %(state)s explains a grant"),
                _(
                    "%(state)s granted an authorisation after it had asked another state whether the transaction was"
                    " essentially identical with one that was denied (Article 16(5)), or after another state had said"
                    " that it might harm its essential security interests (Article 14(2))."
                ),
                ("state",),
            ),
        ),
        recorded=False,
    ),
)
