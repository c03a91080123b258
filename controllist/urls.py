from django.urls import path

from controllist.api.control_list import ControlListViewSet
from controllist.api.dated_tables import CustomsCodeViewSet, NationalListViewSet
from controllist.api.table_imports import TableImportViewSet
from controllist.views import (
    changes,
    dated_tables,
    editions,
    entries,
    entry_changes,
    feed,
    log,
    table_imports,
    texts,
)

app_name = "controllist"
urlpatterns = [
    path("list", entries.entries, name="list"),
    path("list.csv", entries.entries_csv, name="csv"),
    path("list/suggestions", entries.suggest, name="suggestions"),
    path("list/changes", changes.list_changes, name="changes"),
    path("list/changes.atom", feed.changes_feed, name="feed"),
    path("list/changes/compare", changes.compare, name="compare"),
    path("list/editions/<int:number>", editions.edition, name="edition"),
    path("list/editions/<int:number>.<slug:form>", editions.edition_file, name="edition_file"),
    path("list/<slug:code>", entries.entry, name="entry"),
    path("list/<slug:code>/proof", entries.entry_proof, name="proof"),
    path("list/<slug:code>/correct", entry_changes.correct, name="correct"),
    path("list/<slug:code>/delist", entry_changes.delist, name="delist"),
    path("list/<slug:code>/review", entry_changes.review, name="review"),
    path("list/<slug:code>/translate/<str:language>", entry_changes.translate, name="translate"),
    path("list/<slug:code>/changes/<uuid:change_id>", entry_changes.entry_change, name="entry_change"),
    path("national-lists", dated_tables.national_lists, name="national_lists"),
    path("national-lists/<str:state>", dated_tables.national_list, name="national_list"),
    path("customs-codes", dated_tables.customs_codes, name="customs_codes"),
    path("table-imports", table_imports.imports, name="table_imports"),
    path("table-imports/<uuid:import_id>", table_imports.table_import, name="table_import"),
    path("log", log.log_page, name="log"),
    path("log/checkpoint", log.checkpoint, name="checkpoint"),
    path("log/keys", log.keys, name="log_keys"),
    path("log/consistency", log.consistency, name="consistency"),
    path("log/<path:name>", log.log_file, name="log_file"),
    path("texts", texts.overview, name="texts"),
    path("list/<slug:code>/texts/<str:language>", texts.edit, name="edit_text"),
    path("list/<slug:code>/texts/<str:language>/read", texts.read, name="read_text"),
]
_TABLE_IMPORT = "table-imports/<uuid:import_id>"
api_urlpatterns = [
    path("national-lists", NationalListViewSet.as_view({"get": "list"}), name="national_lists"),
    path("customs-codes/<str:code>", CustomsCodeViewSet.as_view({"get": "retrieve"}), name="customs_code"),
    path(
        "table-imports", TableImportViewSet.as_view({"get": "list", "post": "create"}), name="table_imports"
    ),
    path(_TABLE_IMPORT, TableImportViewSet.as_view({"get": "retrieve"}), name="table_import"),
    path(
        f"{_TABLE_IMPORT}/approve",
        TableImportViewSet.as_view({"post": "approve"}),
        name="approve_table_import",
    ),
    path(
        f"{_TABLE_IMPORT}/discard",
        TableImportViewSet.as_view({"post": "discard"}),
        name="discard_table_import",
    ),
    path("control-list", ControlListViewSet.as_view({"get": "list"}), name="control_list"),
    path(
        "control-list/<slug:code>", ControlListViewSet.as_view({"get": "retrieve"}), name="control_list_entry"
    ),
    path(
        "control-list/<slug:code>/proof",
        ControlListViewSet.as_view({"get": "proof"}),
        name="control_list_proof",
    ),
]
