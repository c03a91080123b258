from django.urls import path

from notifications.api.notifications import NotificationViewSet
from notifications.api.red_flags import RedFlagViewSet
from notifications.api.requests import RequestViewSet

_notification = "notifications/<str:reference>"
_request = "requests/<str:reference>"

filing = [
    path("red-flags", RedFlagViewSet.as_view({"get": "list"})),
    path("notifications", NotificationViewSet.as_view({"get": "list", "post": "create"})),
    path(_notification, NotificationViewSet.as_view({"get": "retrieve", "patch": "partial_update"})),
    path(f"{_notification}/submit", NotificationViewSet.as_view({"post": "submit"})),
    path(f"{_notification}/withdraw", NotificationViewSet.as_view({"post": "withdraw"})),
]
cases = [
    path("requests", RequestViewSet.as_view({"get": "list"})),
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
urlpatterns = [*filing, *cases]
