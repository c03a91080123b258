"""What waits about a request: on its exporter's side, and at its authority."""

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.todos import TodoKind

# --- the exporter
ANSWER = TodoKind(
    code="answer",
    due="answer",
    sentence=_("Answer the question of %(who)s"),
    act=_("Answer the question"),
    words="question",
    messages=("information_requested", "answer_due_soon", "answer_overdue"),
)
ANSWER_MEANWHILE = TodoKind(
    code="answer_meanwhile",
    sentence=_(
        "You asked for more time, until %(wished_on)s: %(who)s has not said yet; you may answer meanwhile"
    ),
    act=_("Answer the question"),
    words="question",
    messages=("information_requested", "answer_due_soon", "answer_overdue"),
)
CORRECT = TodoKind(
    code="correct",
    due="answer",
    sentence=_("Correct what you sent: %(who)s asks for it, and the correction answers the question"),
    act=_("Correct this case"),
    words="question",
    messages=("information_requested", "answer_due_soon", "answer_overdue"),
)
REPLACE_FILE = TodoKind(
    code="replace_file",
    sentence=_("Replace or remove “%(file)s”, which was not accepted: the authority cannot open it"),
    act=_("See the files"),
    messages=("file_rejected",),
)
READ_DECISION = TodoKind(
    code="read_decision",
    sentence=_("Read the decision of %(who)s and what follows from it"),
    act=_("Read the decision"),
    messages=("decision_made",),
    by_reading=True,
)
READ_CLOSING = TodoKind(
    code="read_closing",
    sentence=_("Read why %(who)s closed your case without a decision"),
    act=_("Read why"),
    messages=("request_closed",),
    by_reading=True,
)
FINISH_CORRECTION = TodoKind(
    code="finish_correction",
    sentence=_("Finish and send your correction of %(reference)s"),
    act=_("Go on with the correction"),
)
SIGN_STATEMENT = TodoKind(
    code="sign_statement",
    sentence=_("Settle the end-use statement: it was not signed, or what it is about has changed"),
    act=_("See the links"),
    messages=("statement_refused", "statement_overtaken"),
)
FIX_REQUEST = TodoKind(
    code="fix_request",
    sentence=_("Remove or replace the file that was not accepted"),
    act=_("See the files"),
    messages=("file_rejected",),
)
FINISH_REQUEST = TodoKind(
    code="finish_request",
    sentence=_("Finish and send your request"),
    act=_("Go on"),
    counts=False,
)
CLEAR_UP_HOLD = TodoKind(
    code="clear_up_hold",
    due="reply",
    sentence=_(
        "Customs keep this export back and ask %(who)s: write to it if you can clear it up before it replies"
    ),
    act=_("See what you can do"),
    messages=("customs_hold_of_yours",),
)

CONFIRM_REGISTRATION = TodoKind(
    code="confirm_registration",
    sentence=_("Confirm the registration of your company, or say that it was not you"),
    act=_("Read it"),
    messages=("registration_entered",),
)
ANSWER_REGISTRATION = TodoKind(
    code="answer_registration",
    sentence=_("Answer what %(who)s asks about the registration of your company"),
    act=_("Answer the question"),
    messages=("registration_asked",),
)

# --- the officer
CHECK_REGISTRATION = TodoKind(
    code="check_registration",
    sentence=_("Check a registration: ask, approve or refuse it"),
    act=_("Check it"),
    messages=("registration_sent", "registration_answered"),
    shared=True,
)
APPROVE = TodoKind(
    code="approve",
    due="decision",
    sentence=_("Approve or return the decision that %(who)s proposed"),
    act=_("Approve or return"),
    messages=("proposal_waiting", "urgent_proposal_waiting", "proposal_seconded"),
)
DECIDE_ON_TIME = TodoKind(
    code="decide_on_time",
    due="answer",
    of_another=True,
    sentence=_("The exporter asks for more time: give it, or say why not"),
    act=_("Decide on more time"),
    words="wish",
    messages=("respite_asked",),
)
CHASE_ANSWER = TodoKind(
    code="chase_answer",
    due="answer",
    of_another=True,
    sentence=_("The exporter’s answer is late: write to them, or take the question back"),
    act=_("Look at the question"),
    words="question",
    messages=("answer_missing",),
)
PROPOSE_ANEW = TodoKind(
    code="propose_anew",
    due="decision",
    sentence=_("Read what the exporter corrected after your proposal, then propose anew"),
    act=_("Propose a decision"),
    messages=("proposal_stale",),
)
IMPROVE = TodoKind(
    code="improve",
    due="decision",
    sentence=_("Improve your proposal: a second officer returned it"),
    act=_("Improve the proposal"),
    words="comment",
    messages=("proposal_returned",),
)
CHASE_ADVICE = TodoKind(
    code="chase_advice",
    due="advice",
    of_another=True,
    sentence=_("The advice of %(who)s is late: ask again, or record what they said"),
    act=_("Ask again or record it"),
)
BEGIN = TodoKind(
    code="begin",
    due="decision",
    sentence=_("Begin the review: this case was given to you"),
    act=_("Begin the review"),
)
PROPOSE = TodoKind(
    code="propose",
    due="decision",
    sentence=_("Review the case and propose a decision"),
    act=_("Propose a decision"),
)
TAKE = TodoKind(
    code="take",
    due="decision",
    sentence=_("Take this case: nobody has it yet"),
    act=_("Take this case"),
    messages=("notification_submitted", "request_submitted"),
    shared=True,
)
TAKE_OVER = TodoKind(
    code="take_over",
    due="decision",
    sentence=_("Take this case over: nobody has it any more"),
    act=_("Assign to me"),
    shared=True,
)
SERVE_LETTER = TodoKind(
    code="serve_letter",
    sentence=_("Serve the letter of %(written_on)s on %(company)s and record it: periods run from then"),
    act=_("Serve the letter"),
)
APPROVE_PERIOD = TodoKind(
    code="approve_period",
    sentence=_("Approve or discard the decision period that %(who)s proposed"),
    act=_("Approve or discard"),
    messages=("period_waiting",),
)
APPROVE_LETTERHEAD = TodoKind(
    code="approve_letterhead",
    sentence=_("Approve or discard the change of your letters that %(who)s proposed"),
    act=_("Approve or discard"),
    messages=("letterhead_waiting",),
)
APPROVE_ROUTING_RULE = TodoKind(
    code="approve_routing_rule",
    sentence=_("Approve or discard the rule about where requests go that %(who)s proposed"),
    act=_("Approve or discard"),
    messages=("routing_rule_waiting",),
)
APPROVE_PENDING_ACT = TodoKind(
    code="approve_pending_act",
    sentence=_("Carry out or discard what %(who)s wrote about %(reference)s: it takes two officers"),
    act=_("Read it"),
    messages=("pending_act_waiting",),
)
APPROVE_DENIAL_IMPORT = TodoKind(
    code="approve_denial_import",
    sentence=_("Take or discard the file of denials that %(who)s read in"),
    act=_("Approve or discard"),
    messages=("denial_import_waiting",),
)
APPROVE_AUTHORISATION_CHANGE = TodoKind(
    code="approve_authorisation_change",
    sentence=_("Approve or discard what %(who)s proposed about the authorisation %(reference)s"),
    act=_("Approve or discard"),
    words="grounds",
    messages=("authorisation_change_waiting",),
)
ANSWER_CHANGE_REQUEST = TodoKind(
    code="answer_change_request",
    sentence=_("Answer what %(who)s asks to have changed in the authorisation %(reference)s"),
    act=_("Look at the request"),
    words="reason",
    messages=("change_requested",),
    shared=True,
)
APPROVE_REMEDY_OUTCOME = TodoKind(
    code="approve_remedy_outcome",
    sentence=_("Approve or discard the outcome of a remedy that %(who)s recorded"),
    act=_("Approve or discard"),
    words="grounds",
    messages=("remedy_outcome_waiting",),
)
APPROVE_RELEASE = TodoKind(
    code="approve_release",
    sentence=_("Release or keep open the hit that %(who)s takes for somebody else: “%(name)s”"),
    act=_("Look at the hit"),
    words="reason",
    messages=("match_release_waiting",),
)
SETTLE_MATCH = TodoKind(
    code="settle_match",
    sentence=_("Say whether a party of this case is “%(name)s”, who is on a list"),
    act=_("Look at the hit"),
    messages=("party_match_new",),
)
APPROVE_MEASURE = TodoKind(
    code="approve_measure",
    sentence=_("Approve or discard what %(who)s proposed about the rule %(reference)s"),
    act=_("Approve or discard"),
    messages=("measure_waiting",),
)
APPROVE_OPINION = TodoKind(
    code="approve_opinion",
    sentence=_("Approve or discard the opinion that %(who)s proposed on an item of %(company)s"),
    act=_("Approve or discard"),
    words="reason",
    messages=("classification_waiting",),
)
CLASSIFY_ITEM = TodoKind(
    code="classify_item",
    sentence=_("Say under which entry the item falls that %(company)s asks about"),
    act=_("Answer the question"),
    messages=("classification_asked",),
    shared=True,
)
APPROVE_GENERAL_BAR = TodoKind(
    code="approve_general_bar",
    sentence=_("Approve or discard what %(who)s proposed about general authorisations of %(company)s"),
    act=_("Approve or discard"),
    words="reason",
    messages=("general_bar_waiting",),
)
SERVE_GENERAL_BAR = TodoKind(
    code="serve_general_bar",
    sentence=_("Serve the letter %(reference)s about general authorisations of %(company)s"),
    act=_("Record its service"),
    shared=True,
)
APPROVE_GENERAL_EDITION = TodoKind(
    code="approve_general_edition",
    sentence=_("Confirm or discard what %(who)s entered for the general authorisation %(reference)s"),
    act=_("Confirm or discard"),
    messages=("general_edition_waiting",),
)
REPORT_GENERAL_USE = TodoKind(
    code="report_general_use",
    due="report",
    sentence=_("Report the use of the general authorisation %(code)s, or that there was none"),
    act=_("Report it"),
    messages=("general_report_due", "general_report_overdue", "general_reports_requested"),
)
NOTIFY_FIRST_USE = TodoKind(
    code="notify_first_use",
    due="notice",
    sentence=_("Notify the first use of the general authorisation %(code)s"),
    act=_("Notify it"),
    messages=("general_first_use_due", "general_first_use_overdue"),
)
REVIEW_DENIAL = TodoKind(
    code="review_denial",
    due="review",
    sentence=_("Review the denial %(reference)s: three years have nearly passed (Article 16(2))"),
    act=_("Review the denial"),
    shared=True,
)
ASSESS_SUSPENSION = TodoKind(
    code="assess_suspension",
    sentence=_(
        "Say what the denial %(reference)s comes to: the suspension has ended with its authorisation (Article 16(1))"
    ),
    act=_("Give the final assessment"),
    shared=True,
)
APPROVE_DENIAL_REVIEW = TodoKind(
    code="approve_denial_review",
    sentence=_("Approve or discard what %(who)s proposed about the denial %(reference)s"),
    act=_("Approve or discard"),
    words="reason",
    messages=("denial_review_waiting",),
)
ANSWER_STATE = TodoKind(
    code="answer_state",
    due="answer",
    sentence=_("Answer %(who)s (Article %(article)s): from the day after the last, silence counts"),
    act=_("Answer the question"),
    messages=("state_question_asked", "state_silence_near"),
    shared=True,
)
SEND_ANSWER = TodoKind(
    code="send_answer",
    due="answer",
    sentence=_("Send the answer to %(who)s on paper, and enter the day on which it left"),
    act=_("Send the answer"),
    shared=True,
)
END_HOLD = TodoKind(
    code="end_hold",
    sentence=_("Say what came of the export %(reference)s, which was not released"),
    act=_("Say what came of it"),
    messages=("customs_hold_kept",),
    shared=True,
)
REPLY_TO_HOLD = TodoKind(
    code="reply_to_hold",
    due="reply",
    sentence=_("Reply to %(who)s, who keep the export %(reference)s back: after the last day it is released"),
    act=_("Release it or not"),
    messages=("customs_hold_placed", "hold_silence_near"),
    shared=True,
)
ANSWER_ENQUIRY = TodoKind(
    code="answer_enquiry",
    sentence=_("Answer %(who)s, who ask and keep nothing back"),
    act=_("Answer the enquiry"),
    words="question",
    messages=("customs_enquiry_asked",),
    shared=True,
)
OPEN_ACT_OF_HOLD = TodoKind(
    code="open_act_of_hold",
    sentence=_("Open the act that keeps the export %(reference)s back: without it nothing may keep it"),
    act=_("Look at the hold"),
    shared=True,
)
