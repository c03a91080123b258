from django.urls import URLPattern, path

from licensing.api.screenings import ScreeningViewSet

api_urlpatterns: list[URLPattern] = [
    path("screenings", ScreeningViewSet.as_view({"post": "create"}), name="screenings"),
]
