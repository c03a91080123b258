"""Every address of the site. REST lives under /api/v1; an unknown address there answers a problem document."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView

from controllist import urls as controllist_urls
from exportctl.core.api.pages import DocsView
from exportctl.core.api.problems import not_found
from exportctl.core.api.webhooks import WebhookViewSet
from exportctl.core.views.errors import nowhere
from exportctl.desks import urls as desks_urls
from licensing import urls as licensing_urls
from notifications import urls as notifications_urls

api = [
    path("schema", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs", DocsView.as_view(), name="docs"),
    path("webhooks", WebhookViewSet.as_view({"get": "list", "post": "create"}), name="webhooks"),
    path(
        "webhooks/<uuid:webhook_id>/remove", WebhookViewSet.as_view({"post": "remove"}), name="remove_webhook"
    ),
    path(
        "webhooks/<uuid:webhook_id>/replay",
        WebhookViewSet.as_view({"post": "replay"}),
        name="replay_webhook",
    ),
    *controllist_urls.api_urlpatterns,
    *licensing_urls.api_urlpatterns,
    *notifications_urls.api_urlpatterns,
    *desks_urls.api_urlpatterns,
    re_path(r"^.*$", not_found, name="unknown"),
]

urlpatterns = [
    path("api/v1/", include((api, "api"))),
    path("accounts/email/", nowhere),  # an address is who somebody is: nobody changes it alone
    path("accounts/", include("allauth.account.urls")),
    path("", include("exportctl.core.urls")),
    path("", include("controllist.urls")),
    path("", include("notifications.urls")),
    path("", include("exportctl.desks.urls")),
]

handler400 = "exportctl.core.views.errors.bad_request"
handler403 = "exportctl.core.views.errors.forbidden"
handler404 = "exportctl.core.views.errors.not_found"
handler500 = "exportctl.core.views.errors.server_error"
