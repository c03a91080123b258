from django.urls import URLPattern, path

from licensing.api.screenings import ScreeningViewSet
from licensing.views import screenings

app_name = "licensing"
urlpatterns: list[URLPattern] = [
    path("check", screenings.check, name="check"),
]
api_urlpatterns: list[URLPattern] = [
    path("screenings", ScreeningViewSet.as_view({"post": "create"}), name="screenings"),
]
