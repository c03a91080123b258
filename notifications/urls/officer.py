from django.urls import path

from notifications.views import (
    assessing,
    cases,
    conflicts,
    deciding,
    messages,
    papers,
    questions,
    worklist,
)

urlpatterns = [
    path("worklist", worklist.worklist, name="worklist"),
    path("cases/<str:reference>", cases.case, name="case"),
    path("cases/<str:reference>/take", deciding.take, name="take"),
    path("cases/<str:reference>/ask", questions.ask, name="ask"),
    path("cases/<str:reference>/questions/<uuid:question_id>", questions.answer, name="answer"),
    path("cases/<str:reference>/questions/<uuid:question_id>/time", questions.respite, name="respite"),
    path(
        "cases/<str:reference>/questions/<uuid:question_id>/withdraw",
        questions.withdraw,
        name="withdraw_question",
    ),
    path("cases/<str:reference>/messages", messages.threads, name="messages"),
    path("cases/<str:reference>/messages/<uuid:thread_id>", messages.thread, name="thread"),
    path("cases/<str:reference>/messages/<uuid:thread_id>/read", messages.read_thread, name="read_thread"),
    path("cases/<str:reference>/notes", messages.notes, name="notes"),
    path("cases/<str:reference>/notes/<uuid:note_id>/strike", messages.strike_note, name="strike_note"),
    path("cases/<str:reference>/propose", deciding.propose, name="propose"),
    path("cases/<str:reference>/proposals/<uuid:proposal_id>", deciding.approval, name="approval"),
    path(
        "cases/<str:reference>/proposals/<uuid:proposal_id>/return",
        deciding.return_proposal,
        name="return_proposal",
    ),
    path("cases/<str:reference>/documents/<uuid:document_id>", cases.document, name="document"),
    path("cases/<str:reference>/documents/<uuid:document_id>/preview", papers.preview, name="preview"),
    path("cases/<str:reference>/documents/<uuid:document_id>/view", papers.view, name="view_document"),
    path("cases/<str:reference>/flags/<str:key>", assessing.assess, name="assess"),
    path("cases/<str:reference>/conflict", conflicts.declare, name="declare_conflict"),
    path("cases/<str:reference>/conflicts/<uuid:conflict_id>/lift", conflicts.lift, name="lift_conflict"),
    path("cases/<str:reference>/<str:tab>", cases.case, name="case_tab"),
]
