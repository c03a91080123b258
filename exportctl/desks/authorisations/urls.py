"""An authorisation, whoever reads it: holder, authority, customs with the paper; and, without parties, anybody."""

from django.urls import path, re_path

from exportctl.desks.authorisations.views import (
    authorisation_changes,
    authorisations,
    change_requests,
    holder_reports,
    paper_checks,
    status_pages,
    write_offs,
)

_one = "authorisations/<str:reference>"

urlpatterns = [
    path("authorisations", authorisations.listed, name="authorisations"),
    path("paper-check", paper_checks.paper_check, name="paper_check"),
    path("paper-check/offline", paper_checks.offline, name="paper_check_offline"),
    # Beside the status pages, for which alone it speaks.
    path("authorisations/offline.js", paper_checks.offline_script, name="offline_script"),
    # A reference has at most 20 characters, a token 22.
    re_path(
        r"^authorisations/(?P<token>[A-Za-z0-9_-]{22})$", status_pages.status, name="authorisation_status"
    ),
    path("authorisations/find", write_offs.find, name="find_authorisation"),
    path(_one, authorisations.page, name="authorisation"),
    path(f"{_one}/paper", authorisations.paper, name="authorisation_paper"),
    path(f"{_one}/ask-for-change", change_requests.ask, name="ask_for_change"),
    path(
        f"{_one}/change-requests/<uuid:change_request_id>",
        change_requests.change_request,
        name="change_request",
    ),
    path(f"{_one}/surrender", authorisations.surrender, name="surrender"),
    path(f"{_one}/propose/<str:event>", authorisation_changes.propose, name="propose_authorisation_change"),
    path(
        f"{_one}/changes/<uuid:change_id>",
        authorisation_changes.approve,
        name="authorisation_change",
    ),
    path(f"{_one}/write-off", write_offs.record, name="write_off"),
    path(f"{_one}/report", holder_reports.report, name="report"),
    path(f"{_one}/report/table", holder_reports.upload, name="report_table"),
    path(f"{_one}/reports/<uuid:report_id>", holder_reports.take_back, name="take_report_back"),
    path(f"{_one}/write-offs/<uuid:write_off_id>", write_offs.reverse, name="reverse_write_off"),
]
