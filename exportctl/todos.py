"""Everything that may wait for somebody, of all apps: where it is done, who knows the rows. Named in settings.

The order is that of urgency within a day, and of the one thing that a page about a noun puts first.
"""

from controllist.queries import todos as texts
from controllist.rules import todos as of_texts
from exportctl.core.queries import todos as kernel
from exportctl.core.rules import todos as of_kernel
from exportctl.core.todos import Page, Todos
from licensing.queries import (
    classification_questions,
    customs_enquiries,
    customs_holds,
    denials,
    general_reports,
    state_consultations,
)
from licensing.queries import todos as requests
from licensing.rules import todos as of_requests
from notifications.queries import todos as procedures
from notifications.rules import todos as of_procedures

PAGES = {
    # the exporter
    of_requests.ANSWER: Page("desks:answer", ("reference", "row"), all="/cases?view=you"),
    of_requests.ANSWER_MEANWHILE: Page("desks:answer", ("reference", "row"), all="/cases?view=you"),
    of_requests.CORRECT: Page("desks:correct", all="/cases?view=you"),
    of_requests.REPLACE_FILE: Page("desks:case_tab", tab="documents", all="/cases"),
    of_requests.CLEAR_UP_HOLD: Page("desks:customs_hold", ("row",), all="/customs-holds"),
    of_requests.SIGN_STATEMENT: Page("desks:end_use_statement", all="/cases"),
    of_procedures.FIX_DRAFT: Page("desks:attachments", all="/cases?view=drafts"),
    of_requests.FIX_REQUEST: Page("desks:attachments", all="/cases?view=drafts"),
    of_requests.READ_DECISION: Page("desks:case_tab", tab="decision", all="/cases?view=decided"),
    of_requests.CONFIRM_REGISTRATION: Page("desks:registration", ("row",), all="/home"),
    of_requests.ANSWER_REGISTRATION: Page("desks:answer_registration", ("row",), all="/company"),
    of_requests.NOTIFY_FIRST_USE: Page(
        "desks:first_use", ("registration_key",), all="/general-authorisations/own"
    ),
    of_requests.REPORT_GENERAL_USE: Page(
        "desks:general_report", ("registration_key",), all="/general-authorisations/own"
    ),
    of_requests.READ_CLOSING: Page("desks:case_tab", tab="decision", all="/cases?view=closed"),
    # the delegate
    of_procedures.TAKE_POSITION: Page(
        "notifications:procedure", place="#position", all="/procedures?view=needs"
    ),
    # the officer
    of_requests.APPROVE: Page("desks:approval", ("reference", "row"), all="/worklist?view=approve"),
    of_requests.APPROVE_RELEASE: Page("desks:party_match", ("reference", "match"), all="/worklist"),
    of_requests.SETTLE_MATCH: Page("desks:party_match", ("reference", "row"), all="/worklist?view=mine"),
    of_requests.APPROVE_AUTHORISATION_CHANGE: Page(
        "desks:authorisation_change", ("reference", "row"), all="/authorisations"
    ),
    of_requests.APPROVE_OPINION: Page("desks:classification_question", all="/classifications"),
    of_requests.APPROVE_GENERAL_BAR: Page("desks:general_bar", ("row",), all="/general-authorisations/bars"),
    of_requests.APPROVE_GENERAL_EDITION: Page(
        "desks:general_edition", ("row",), all="/general-authorisations/editions"
    ),
    of_requests.APPROVE_REMEDY_OUTCOME: Page("desks:remedy_outcome", ("reference", "row"), all="/worklist"),
    of_requests.ANSWER_CHANGE_REQUEST: Page(
        "desks:change_request", ("reference", "row"), all="/authorisations"
    ),
    of_requests.APPROVE_DENIAL_REVIEW: Page("desks:denial_review", ("reference", "row"), all="/denials"),
    of_procedures.APPROVE_WITHDRAWAL: Page(
        "notifications:approve_withdrawal", ("reference", "row"), all="/procedures"
    ),
    of_requests.END_HOLD: Page("desks:end_customs_hold", ("row",), all="/customs-holds?view=kept"),
    of_requests.OPEN_ACT_OF_HOLD: Page("desks:customs_hold", ("row",), all="/customs-holds"),
    of_requests.REPLY_TO_HOLD: Page("desks:customs_hold", ("row",), all="/customs-holds"),
    of_requests.ANSWER_ENQUIRY: Page("desks:customs_enquiry", all="/customs-enquiries"),
    of_requests.SEND_ANSWER: Page("desks:state_consultation_returned", ("row",), all="/consultations"),
    of_requests.ANSWER_STATE: Page("desks:state_consultation", ("row",), all="/consultations"),
    of_requests.DECIDE_ON_TIME: Page(
        "desks:answer_extension", ("reference", "row"), all="/worklist?view=waiting"
    ),
    of_procedures.REPLY: Page("notifications:questions", place="#question-{row}", all="/procedures"),
    of_requests.PROPOSE_ANEW: Page("desks:propose", all="/worklist?view=mine"),
    of_requests.IMPROVE: Page("desks:propose", all="/worklist?view=mine"),
    of_requests.CHASE_ADVICE: Page(
        "desks:case_tab", tab="decision", place="#consultation", all="/worklist?view=mine"
    ),
    of_requests.CHASE_ANSWER: Page("desks:case_tab", tab="conversation", all="/worklist?view=waiting"),
    of_requests.BEGIN: Page("desks:case", all="/worklist?view=mine"),
    of_requests.PROPOSE: Page("desks:propose", all="/worklist?view=mine"),
    of_requests.APPROVE_MEASURE: Page("desks:measure", ("reference",), all="/measures"),
    of_requests.ASSESS_SUSPENSION: Page("desks:review_denial", all="/denials?sort=review"),
    of_requests.REVIEW_DENIAL: Page("desks:review_denial", all="/denials?sort=review"),
    of_requests.APPROVE_PERIOD: Page("desks:decision_period_change", ("row",), all="/team/periods"),
    of_requests.APPROVE_LETTERHEAD: Page("desks:letterhead_change", ("row",), all="/team/letterhead"),
    of_requests.APPROVE_ROUTING_RULE: Page("desks:routing_rule", ("row",), all="/team/routing"),
    of_requests.APPROVE_PENDING_ACT: Page("desks:pending_act", ("row",), all="/team/routing"),
    of_requests.APPROVE_DENIAL_IMPORT: Page("desks:denial_import", ("row",), all="/denials/imports"),
    of_requests.SERVE_LETTER: Page("desks:letter_service", ("reference", "row"), all="/worklist?view=all"),
    of_requests.CLASSIFY_ITEM: Page("desks:classification_question", all="/classifications"),
    of_requests.SERVE_GENERAL_BAR: Page("desks:general_bar", ("row",), all="/general-authorisations/bars"),
    of_requests.TAKE_OVER: Page("desks:case", all="/worklist?view=unassigned"),
    of_requests.CHECK_REGISTRATION: Page("desks:registration", ("row",), all="/registrations"),
    of_requests.TAKE: Page("desks:case", all="/worklist?view=unassigned"),
    of_kernel.REPORT_HOLIDAYS: Page("desks:team", (), place="#holidays", all="/team"),
    # the Commission
    of_texts.APPROVE_REMOVAL: Page("controllist:entry_change", ("reference", "row"), all="/list"),
    of_texts.APPROVE_ENTRY_CHANGE: Page("controllist:entry_change", ("reference", "row"), all="/list"),
    of_procedures.APPROVE_EXTENSION: Page("desks:approve_extension", ("reference", "row"), all="/procedures"),
    of_procedures.APPROVE_RULE_SET: Page("desks:approve_choice", ("row",), all="/monitor/rule-set"),
    of_kernel.APPROVE_REFERENCE: Page("desks:approve_change", ("row",), all="/reference"),
    of_kernel.ENTER_HOLIDAYS: Page("desks:holiday_year", ("calendar",), all="/reference"),
    of_procedures.APPROVE_STANDARD_TEXT: Page("notifications:approve_text", ("row",), all="/reference/texts"),
    of_procedures.REVIEW_ENTRY: Page("controllist:entry", ("reference",), all="/list"),
    of_texts.CONFIRM_TABLE: Page("controllist:table_import", ("row",), all="/table-imports"),
    of_texts.REVIEW_YEARLY: Page("controllist:review", ("reference",), all="/list"),
    of_texts.READ_TEXT: Page("controllist:read_text", ("reference", "language"), all="/texts"),
    of_texts.IMPROVE_TEXT: Page("controllist:edit_text", ("reference", "language"), all="/texts"),
    # whoever looks after people
    of_kernel.ACCEPT_INVITATION: Page("core:invitation", ("row",), all="/account"),
    of_kernel.APPROVE_INVITATION: Page("core:handle_invitation", ("row",), all="/people"),
    of_kernel.RENEW_SEAT: Page("core:seat", ("row",), all="/people"),
    # for which nobody waits
    of_requests.FINISH_CORRECTION: Page("desks:notification", ("draft",), all="/cases"),
    of_requests.FINISH_REQUEST: Page("desks:notification", all="/cases?view=drafts"),
    of_procedures.FINISH_DRAFT: Page("desks:notification", all="/cases?view=drafts"),
}

exchange = (
    customs_holds.sources,
    customs_enquiries.sources,
    denials.sources,
    state_consultations.sources,
)  # what states tell and ask one another
TODOS = Todos(
    pages=PAGES,
    sources=(
        kernel.sources,
        texts.sources,
        requests.sources,
        general_reports.sources,
        classification_questions.sources,
        *exchange,
        procedures.sources,
    ),
    titles=(requests.titles, procedures.titles, texts.titles),
)
