from django.urls import URLPattern, path

from licensing.api.authorisation_changes import (
    AnnulmentViewSet,
    ReinstatementViewSet,
    RevocationViewSet,
    SuspensionViewSet,
)
from licensing.api.authorisations import AuthorisationViewSet
from licensing.api.screenings import ScreeningViewSet
from licensing.api.write_offs import WriteOffViewSet

AUTHORISATION = "authorisations/<str:reference>"
CHANGES = (SuspensionViewSet, ReinstatementViewSet, RevocationViewSet, AnnulmentViewSet)

api_urlpatterns: list[URLPattern] = [
    path("screenings", ScreeningViewSet.as_view({"post": "create"}), name="screenings"),
    path("authorisations", AuthorisationViewSet.as_view({"get": "list"}), name="authorisations"),
    path(AUTHORISATION, AuthorisationViewSet.as_view({"get": "retrieve"}), name="authorisation"),
    path(f"{AUTHORISATION}/ledger", AuthorisationViewSet.as_view({"get": "ledger"}), name="ledger"),
    path(f"{AUTHORISATION}/write-offs", WriteOffViewSet.as_view({"post": "create"}), name="write_offs"),
    path(
        "write-offs/<uuid:write_off_id>/reversal",
        WriteOffViewSet.as_view({"post": "reversal"}),
        name="reversal",
    ),
]
for change in CHANGES:
    place = f"{AUTHORISATION}/{change.event}"
    api_urlpatterns += [
        path(place, change.as_view({"post": "propose"}), name=f"{change.event}"),
        path(
            f"{place}/<uuid:change_id>/approve",
            change.as_view({"post": "approve"}),
            name=f"approve_{change.event}",
        ),
        path(
            f"{place}/<uuid:change_id>/discard",
            change.as_view({"post": "discard"}),
            name=f"discard_{change.event}",
        ),
    ]
