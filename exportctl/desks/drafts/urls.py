"""A draft from its first word to the moment it is sent."""

from django.urls import URLPattern, path, register_converter

from exportctl.core.addresses import like, one_of
from exportctl.desks.drafts.kinds import PART_KEYS, REQUEST_KEYS
from exportctl.desks.drafts.views import (
    amendments,
    attachments,
    autosave,
    catalogue_entries,
    copies,
    drafts,
    end_use_statements,
    line_tables,
    lines,
    parts,
    red_flags,
    statement_signatures,
)
from licensing.rules.requests import Kind

register_converter(one_of(PART_KEYS), "part")
register_converter(one_of(REQUEST_KEYS), "request_kind")

_notification = "notifications/<str:reference>"
_request = "requests/<request:reference>"

# A request is drafted under the number of its case; a notification has a number of its own, and so has a correction.
register_converter(like(r"[A-Z]{2}-\d{4}-\d+"), "request")
register_converter(like(r"[0-9a-f]{64}"), "token")


def _of_draft(_draft: str) -> list[URLPattern]:
    """The pages of a draft, each named by what it is about: one name whatever the kind of draft."""
    return [
        path(_draft, drafts.tasks, name="notification"),
        path(f"{_draft}/save", autosave.save_field, name="save_field"),
        path(f"{_draft}/documents", attachments.attachments, name="attachments"),
        path(
            f"{_draft}/documents/<uuid:attachment_id>/remove",
            attachments.remove,
            name="remove_attachment",
        ),
        path(f"{_draft}/documents/<uuid:attachment_id>", attachments.file, name="attachment"),
        path(f"{_draft}/check", drafts.check, name="draft_check"),
        path(f"{_draft}/withdraw", drafts.withdraw, name="withdraw_notification"),
        path(f"{_draft}/from-catalogue/<str:place>", catalogue_entries.choose, name="from_catalogue"),
        path(
            f"{_draft}/from-catalogue/<str:place>/<uuid:entry_id>",
            catalogue_entries.use,
            name="from_catalogue_entry",
        ),
        path(f"{_draft}/to-catalogue/<str:place>", catalogue_entries.keep, name="to_catalogue"),
        path(f"{_draft}/copy", copies.copy, name="copy"),
        path(f"{_draft}/<part:part>", parts.part, name="part"),
        path(f"{_draft}/<part:part>/table", line_tables.table, name="line_table"),
        path(f"{_draft}/<part:part>/<int:number>", lines.line, name="line"),
        path(f"{_draft}/<part:part>/<int:number>/remove", lines.remove, name="remove_line"),
    ]


urlpatterns = [
    path("notifications/new", drafts.create, {"kind": Kind.NOTIFICATION}, name="notification_new"),
    path("notifications/copy", copies.copy_from, {"kind": Kind.NOTIFICATION}, name="copy_from"),
    path("requests/new", drafts.choose, name="request_new"),
    path("requests/new/<request_kind:key>", drafts.create_request, name="request_of_kind"),
    path("end-use-statements/<token:token>", statement_signatures.sign, name="sign_statement"),
    path(f"{_request}/end-use-statement", end_use_statements.links, name="end_use_statement"),
    path(
        f"{_request}/end-use-statement/<uuid:link_id>/paper",
        end_use_statements.paper,
        name="statement_paper",
    ),
    path(
        f"{_request}/end-use-statement/<uuid:link_id>/withdraw",
        end_use_statements.withdraw,
        name="withdraw_statement_link",
    ),
    path("requests/copy", copies.copy_from, {"kind": Kind.INDIVIDUAL}, name="copy_from_request"),
    path("cases/<str:reference>/correct", amendments.start, name="correct"),
    *_of_draft(_notification),
    path(f"{_notification}/due-diligence", red_flags.flags, name="flags"),
    path(f"{_notification}/due-diligence/result", red_flags.result, name="flag_result"),
    path(f"{_notification}/due-diligence/<str:key>", red_flags.flag, name="flag"),
    path(f"{_notification}/similar", parts.similar, name="similar"),
    *_of_draft(_request),  # the last that fits a number is where its name leads
]
