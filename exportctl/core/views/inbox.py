from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock, notices
from exportctl.core.actions.notices import read_inbox
from exportctl.core.models import Notice
from exportctl.core.queries.notices import inbox as inbox_of
from exportctl.core.views.requests import PersonalRequest

LINES = 50


@dataclass(frozen=True)
class Line:
    """One notice, in the reader's language and their organisation's time."""

    notice: Notice
    subject: str
    sentence: str
    is_new: bool


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inbox(request: PersonalRequest) -> HttpResponse:
    """GET shows what the person's organisations were told; POST marks it all as read."""
    if request.method == "POST":
        read_inbox(user=request.user, at=clock.now())
        return redirect("core:inbox")
    pages = Paginator(inbox_of(request.user).select_related("organisation__member_state"), LINES)
    page = pages.get_page(request.GET.get("page"))
    seen = request.user.inbox_read_at
    lines = [
        Line(
            notice,
            *notices.say(notice.kind, notice.reference, notice.facts, notices.zone_of(notice.organisation)),
            is_new=seen is None or notice.created_at > seen,
        )
        for notice in page
    ]
    return render(request, "core/inbox.html", {"lines": lines, **_paging(page)})


def _paging(page: Page) -> dict[str, str]:
    first, last, total = page.start_index(), page.end_index(), page.paginator.count
    return {
        "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?page={page.next_page_number()}" if page.has_next() else "",
        "rows": _("%(first)d–%(last)d of %(total)d") % {"first": first, "last": last, "total": total},
    }
