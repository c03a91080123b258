from django.urls import path

from notifications.api.calculators import CalculatorViewSet
from notifications.api.decisions import ProposalViewSet
from notifications.api.events import EventViewSet
from notifications.api.notifications import NotificationViewSet
from notifications.api.procedures import ProcedureViewSet
from notifications.api.red_flags import RedFlagViewSet
from notifications.api.requests import RequestViewSet
from notifications.api.rule_sets import RuleSetViewSet

_notification = "notifications/<str:reference>"
_request = "requests/<str:reference>"
_proposal = f"{_request}/proposals/<uuid:proposal_id>"
_procedure = "procedures/<str:reference>"
_extension = f"{_procedure}/extensions/<uuid:act_id>"
_withdrawal = f"{_procedure}/withdrawals/<uuid:act_id>"
_selection = "rule-sets/<str:name>/selections"

filing = [
    path("red-flags", RedFlagViewSet.as_view({"get": "several"})),
    path("notifications", NotificationViewSet.as_view({"get": "several", "post": "create"})),
    path(_notification, NotificationViewSet.as_view({"get": "retrieve", "patch": "partial_update"})),
    path(f"{_notification}/submit", NotificationViewSet.as_view({"post": "submit"})),
    path(f"{_notification}/withdraw", NotificationViewSet.as_view({"post": "withdraw"})),
]
cases = [
    path("requests", RequestViewSet.as_view({"get": "several"})),
    path(_request, RequestViewSet.as_view({"get": "retrieve"})),
    path(f"{_request}/take", RequestViewSet.as_view({"post": "take"})),
    path(f"{_request}/information-requests", RequestViewSet.as_view({"post": "ask"})),
    path(
        f"{_request}/information-requests/<uuid:information_id>/answer",
        RequestViewSet.as_view({"post": "answer"}),
    ),
    path(f"{_request}/proposals", RequestViewSet.as_view({"post": "propose"})),
    path(f"{_request}/documents", RequestViewSet.as_view({"get": "documents"})),
    path(f"{_request}/documents/<uuid:document_id>", RequestViewSet.as_view({"get": "document"})),
]
procedures = [
    path(f"{_proposal}/approve", ProposalViewSet.as_view({"post": "approve"})),
    path(f"{_proposal}/return", ProposalViewSet.as_view({"post": "send_back"})),
    path("procedures", ProcedureViewSet.as_view({"get": "several"})),
    path(_procedure, ProcedureViewSet.as_view({"get": "retrieve"})),
    path(f"{_procedure}/positions", ProcedureViewSet.as_view({"post": "positions"})),
    path(f"{_procedure}/extensions", ProcedureViewSet.as_view({"post": "extensions"})),
    path(f"{_extension}/approve", ProcedureViewSet.as_view({"post": "approve_extension"})),
    path(f"{_extension}/discard", ProcedureViewSet.as_view({"post": "discard_extension"})),
    path(f"{_procedure}/withdrawals", ProcedureViewSet.as_view({"post": "withdrawals"})),
    path(f"{_withdrawal}/approve", ProcedureViewSet.as_view({"post": "approve_withdrawal"})),
    path(f"{_withdrawal}/discard", ProcedureViewSet.as_view({"post": "discard_withdrawal"})),
    path(f"{_procedure}/evidence", ProcedureViewSet.as_view({"get": "evidence"})),
]
rules = [
    path("majority", CalculatorViewSet.as_view({"get": "majority"})),
    path("deadlines", CalculatorViewSet.as_view({"get": "deadlines"})),
    path("rule-sets", RuleSetViewSet.as_view({"get": "several"})),
    path(_selection, RuleSetViewSet.as_view({"post": "selections"})),
    path(f"{_selection}/<uuid:act_id>/approve", RuleSetViewSet.as_view({"post": "approve"})),
    path(f"{_selection}/<uuid:act_id>/discard", RuleSetViewSet.as_view({"post": "discard"})),
    path("events", EventViewSet.as_view({"get": "several"})),
]
urlpatterns = [*filing, *cases, *procedures, *rules]
