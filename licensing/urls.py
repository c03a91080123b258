from django.urls import URLPattern, path

from licensing.api.screenings import ScreeningViewSet
from licensing.views import catalogue, catalogue_tables, screenings

app_name = "licensing"
urlpatterns: list[URLPattern] = [
    path("check", screenings.check, name="check"),
    path("catalogue", catalogue.home, name="catalogue_home"),
    path("catalogue/items/template.csv", catalogue_tables.template, name="catalogue_template"),
    path("catalogue/items/upload", catalogue_tables.upload, name="catalogue_new_upload"),
    path("catalogue/uploads/<uuid:upload_id>", catalogue_tables.uploaded, name="catalogue_upload"),
    path("catalogue/<str:kind>", catalogue.entries, name="catalogue"),
    path("catalogue/<str:kind>/new", catalogue.new, name="catalogue_new"),
    path("catalogue/<str:kind>/<uuid:entry_id>", catalogue.entry, name="catalogue_entry"),
    path("catalogue/<str:kind>/<uuid:entry_id>/archive", catalogue.archive, name="catalogue_archive"),
]
api_urlpatterns: list[URLPattern] = [
    path("screenings", ScreeningViewSet.as_view({"post": "create"}), name="screenings"),
]
