"""Everything under a case, for its exporter and its authority; and the page behind a consulted body's link."""

from django.urls import path, register_converter

from exportctl.core.addresses import one_of
from exportctl.desks.case.views import (
    assessments,
    cases,
    classifications,
    closings,
    conflicts,
    consultation_responses,
    consultations,
    consulted_bodies,
    decisions,
    declarations,
    documents,
    information_requests,
    letter_services,
    messages,
    party_matches,
    proposals,
    remedies,
    urgency,
)
from exportctl.desks.kinds import TABS

register_converter(one_of(TABS), "tab")

_case = "cases/<str:reference>"
_question = f"{_case}/questions/<uuid:question_id>"
_consultation = f"{_case}/consultations/<uuid:consultation_id>"
_proposal = f"{_case}/proposals/<uuid:proposal_id>"
_document = f"{_case}/documents/<uuid:document_id>"
_response = "consultations/<uuid:consultation_id>/respond/<str:token>"

urlpatterns = [
    path(_case, cases.case, name="case"),
    path(f"{_case}/take", decisions.take, name="take"),
    path(f"{_case}/close", closings.close, name="close_case"),
    path(f"{_case}/urgent", urgency.urgent, name="urgent"),
    path(f"{_case}/urgent/end", urgency.end, name="end_urgency"),
    path(f"{_case}/remedies", remedies.remedies, name="remedies"),
    path(f"{_case}/remedies/<uuid:remedy_id>", remedies.outcome, name="remedy"),
    path(f"{_case}/remedies/outcomes/<uuid:outcome_id>", remedies.approve, name="remedy_outcome"),
    path(f"{_case}/ask", information_requests.ask, name="ask"),
    path(_question, information_requests.answer, name="answer"),
    path(f"{_question}/extension", information_requests.respite, name="answer_extension"),
    path(f"{_question}/withdraw", information_requests.withdraw, name="withdraw_question"),
    path(f"{_case}/messages", messages.threads, name="messages"),
    path(f"{_case}/messages/<uuid:thread_id>", messages.thread, name="thread"),
    path(f"{_case}/messages/<uuid:thread_id>/read", messages.read_thread, name="read_thread"),
    path(f"{_case}/notes", messages.notes, name="notes"),
    path(f"{_case}/notes/<uuid:note_id>/strike", messages.strike_note, name="strike_note"),
    path(f"{_case}/<tab:tab>", cases.case, name="case_tab"),
    path(f"{_case}/notification", declarations.declaration, name="declaration"),
    path(f"{_case}/notification.pdf", declarations.declaration_pdf, name="declaration_pdf"),
    path(f"{_case}/propose", proposals.propose, name="propose"),
    path(f"{_case}/propose/letter", proposals.preview_letter, name="preview_letter"),
    path(f"{_case}/propose/letter.pdf", proposals.letter_pdf, name="letter_pdf"),
    path(_proposal, decisions.approval, name="approval"),
    path(f"{_proposal}/take-back", decisions.take_back, name="take_back_proposal"),
    path(f"{_proposal}/return", decisions.return_proposal, name="return_proposal"),
    path(f"{_case}/consultation/ask", consultations.ask, name="consult"),
    path(f"{_case}/consultation/again", consultations.all_again, name="consult_all_again"),
    path(f"{_case}/conditions", consultations.conditions, name="conditions"),
    path(f"{_consultation}/record", consultations.record, name="record_advice"),
    path(f"{_consultation}/again", consultations.again, name="consult_again"),
    path(f"{_consultation}/drop", consultations.drop, name="drop_consultation"),
    path(f"{_case}/documents/file", documents.file, name="file_document"),
    path(_document, cases.document, name="document"),
    path(f"{_document}/preview", documents.preview, name="preview"),
    path(f"{_document}/view", documents.view, name="view_document"),
    path(f"{_document}/replace", documents.replace, name="replace_document"),
    path(f"{_document}/remove", documents.remove, name="remove_document"),
    path(f"{_document}/release", documents.release, name="release_document"),
    path(f"{_case}/letters/<uuid:letter_id>", letter_services.letter, name="letter_service"),
    path(f"{_case}/assessments", assessments.assess_several, name="assess_several"),
    path(f"{_case}/flags/<str:key>", assessments.assess, name="assess"),
    path(f"{_case}/items/<int:number>/classification", classifications.classify, name="classify"),
    path(f"{_case}/party-matches/<uuid:match_id>", party_matches.party_match, name="party_match"),
    path(f"{_case}/conflict", conflicts.declare, name="declare_conflict"),
    path(f"{_case}/conflicts/<uuid:conflict_id>/lift", conflicts.lift, name="lift_conflict"),
    path("consulted-bodies", consulted_bodies.bodies, name="consulted_bodies"),
    path("consulted-bodies/<uuid:body_id>", consulted_bodies.change, name="consulted_body"),
    path("consulted-bodies/<uuid:body_id>/retire", consulted_bodies.retire, name="retire_body"),
    path(_response, consultation_responses.advise, name="consultation_response"),
    path(
        f"{_response}/documents/<uuid:document_id>",
        consultation_responses.document,
        name="consultation_response_document",
    ),
]
