"""The catch-all's duty check, the objection procedure, and their REST."""

from django.urls import path, register_converter

from exportctl.core.addresses import one_of
from notifications.api.calculators import CalculatorViewSet
from notifications.api.decisions import ProposalViewSet
from notifications.api.documents import NotificationDocumentViewSet
from notifications.api.notifications import NotificationViewSet
from notifications.api.procedures import ProcedureViewSet
from notifications.api.red_flags import RedFlagViewSet
from notifications.api.rule_sets import RuleSetViewSet
from notifications.views import (
    duties,
    exchange,
    positions,
    procedure_list,
    procedures,
    releases,
    rule_sets,
    standard_texts,
    withdrawals,
)

register_converter(one_of(procedures.TABS), "procedure_tab")

_procedure = "procedures/<str:reference>"

app_name = "notifications"
urlpatterns = [
    path("do-i-have-to-notify", duties.duty, name="duty"),
    path("rule-sets", rule_sets.rule_sets, name="rule_sets"),
    path("procedures", procedure_list.procedure_list, name="procedure_list"),
    path(_procedure, procedures.procedure, name="procedure"),
    path(f"{_procedure}/<procedure_tab:tab>", procedures.procedure, name="procedure_tab"),
    path(f"{_procedure}/position", positions.position, name="position"),
    path(f"{_procedure}/receipt/<int:sequence>", positions.receipt, name="receipt"),
    path(f"{_procedure}/evidence", withdrawals.evidence, name="evidence"),
    path(f"{_procedure}/table.csv", withdrawals.table, name="procedure_csv"),
    path(f"{_procedure}/withdraw", withdrawals.propose, name="withdraw_refusal"),
    path(
        f"{_procedure}/withdraw/<uuid:withdrawal_id>",
        withdrawals.approve,
        name="approve_withdrawal",
    ),
    path(f"{_procedure}/questions", exchange.questions, name="questions"),
    path(f"{_procedure}/questions/<int:question_id>", exchange.reply, name="reply"),
    path(f"{_procedure}/instructions", exchange.instruction, name="instructions"),
    path(f"{_procedure}/release/<str:what>", releases.release, name="release"),
    path(f"{_procedure}/files/<uuid:document_id>", releases.file, name="released_file"),
    path("reference/texts", standard_texts.texts, name="texts"),
    path("reference/texts/<str:key>", standard_texts.change, name="text"),
    path("reference/texts/proposals/<uuid:text_id>", standard_texts.approve, name="approve_text"),
]

_notification = "notifications/<str:reference>"
_proposal = "requests/<str:reference>/proposals/<uuid:proposal_id>"
_extension = f"{_procedure}/extensions/<uuid:act_id>"
_withdrawal = f"{_procedure}/withdrawals/<uuid:act_id>"
_selection = "rule-sets/<str:name>/selections"

api_urlpatterns = [
    path("red-flags", RedFlagViewSet.as_view({"get": "list"})),
    path("notifications", NotificationViewSet.as_view({"get": "list", "post": "create"})),
    path(_notification, NotificationViewSet.as_view({"get": "retrieve", "patch": "partial_update"})),
    path(
        f"{_notification}/documents",
        NotificationDocumentViewSet.as_view({"get": "list", "post": "create"}),
    ),
    path(
        f"{_notification}/documents/<uuid:document_id>",
        NotificationDocumentViewSet.as_view({"get": "retrieve"}),
    ),
    path(f"{_notification}/submit", NotificationViewSet.as_view({"post": "submit"})),
    path(f"{_notification}/withdraw", NotificationViewSet.as_view({"post": "withdraw"})),
    path(f"{_proposal}/approve", ProposalViewSet.as_view({"post": "approve"})),
    path(f"{_proposal}/return", ProposalViewSet.as_view({"post": "return_"})),
    path("procedures", ProcedureViewSet.as_view({"get": "list"})),
    path(_procedure, ProcedureViewSet.as_view({"get": "retrieve"})),
    path(f"{_procedure}/positions", ProcedureViewSet.as_view({"post": "positions"})),
    path(f"{_procedure}/extensions", ProcedureViewSet.as_view({"post": "extensions"})),
    path(f"{_extension}/approve", ProcedureViewSet.as_view({"post": "approve_extension"})),
    path(f"{_extension}/discard", ProcedureViewSet.as_view({"post": "discard_extension"})),
    path(f"{_procedure}/withdrawals", ProcedureViewSet.as_view({"post": "withdrawals"})),
    path(f"{_withdrawal}/approve", ProcedureViewSet.as_view({"post": "approve_withdrawal"})),
    path(f"{_withdrawal}/discard", ProcedureViewSet.as_view({"post": "discard_withdrawal"})),
    path(f"{_procedure}/evidence", ProcedureViewSet.as_view({"get": "evidence"})),
    path("majority", CalculatorViewSet.as_view({"get": "majority"})),
    path("deadlines", CalculatorViewSet.as_view({"get": "deadlines"})),
    path("rule-sets", RuleSetViewSet.as_view({"get": "list"})),
    path(_selection, RuleSetViewSet.as_view({"post": "selections"})),
    path(f"{_selection}/<uuid:act_id>/approve", RuleSetViewSet.as_view({"post": "approve"})),
    path(f"{_selection}/<uuid:act_id>/discard", RuleSetViewSet.as_view({"post": "discard"})),
]
