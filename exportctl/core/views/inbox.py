"""The inbox: the notices of a person's organisations, day by day; and how messages reach the person."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import access, clock, notices
from exportctl.core.actions.mailing import (
    choose_mail,
    mute_case,
    read_inbox,
    read_notice,
    read_notices_of,
    unmute_case,
)
from exportctl.core.forms.mailing import MailForm
from exportctl.core.lists.pages import page_of
from exportctl.core.models import Notice
from exportctl.core.queries.notices import GROUPS, InboxFilter, inbox_rows, muted_by
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.mailing import Cases, Group
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import Column, table_kind, table_response
from exportctl.core.views.forms import form_response
from exportctl.core.views.frame import back
from exportctl.core.views.requests import AuthenticatedRequest

LINES = 50
MOST_EXPORTED = 10_000
MOST_PATHS = 100


@dataclass(frozen=True)
class Line:
    """One notice, in the reader's language and their organisation's time."""

    notice: Notice
    subject: str
    sentence: str
    is_new: bool
    is_muted: bool
    always_mailed: bool


COLUMNS = (
    Column[Line](_("Date"), lambda line: line.notice.created_at),
    Column[Line](_("Organisation"), lambda line: line.notice.organisation.short_name),
    Column[Line](_("Reference"), lambda line: line.notice.reference),
    Column[Line](_("Message"), lambda line: line.subject),
    Column[Line](_("Text"), lambda line: line.sentence),
    Column[Line](_("New"), lambda line: _("yes") if line.is_new else _("no")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inbox(request: AuthenticatedRequest) -> HttpResponse:
    """GET shows the notices of the person's organisations; POST marks them all as read."""
    if request.method == "POST":
        read_inbox(user=request.user, at=clock.now())
        return redirect("core:inbox")
    filters = InboxFilter.read(request.GET)
    muted = muted_by(request.user)
    rows: Any = inbox_rows(request.user, filters, muted=muted).select_related("organisation__member_state")
    line = partial(_line, seen=request.user.inbox_read_at, muted=muted)
    if kind := table_kind(request):
        return table_response(kind, "inbox", COLUMNS, map(line, rows[:MOST_EXPORTED]))
    page = page_of(rows, filters, size=LINES)
    context = {
        "days": _by_day([line(notice) for notice in page.rows]),
        "filters": filters,
        "list_page": page,
        "groups": GROUPS.items(),
        "muted": sorted(muted),
        "here": request.get_full_path(),
    }
    return render(request, "core/inbox.html", context)


@require_POST
@login_required
def read(request: AuthenticatedRequest, notice_id: UUID) -> HttpResponse:
    read_notice(notice_id=notice_id, user=request.user, at=clock.now())
    return back(request, otherwise=reverse("core:inbox"))


@require_POST
@login_required
def seen(request: AuthenticatedRequest) -> HttpResponse:
    """The page that messages lead to was read: told by the page's own script, or by its button."""
    paths = [path.replace("\0", "") for path in request.POST.getlist("path")[:MOST_PATHS]]
    read_notices_of(paths=paths, user=request.user, at=clock.now())
    return back(request, otherwise=reverse("core:inbox"))


@require_POST
@login_required
def mute(request: AuthenticatedRequest) -> HttpResponse:
    """No mail about this case, or mail again."""
    reference = request.POST.get("reference", "").replace("\0", "")
    if request.POST.get("mute") == "no":
        unmute_case(reference=reference, user=request.user)
    else:
        mute_case(reference=reference, user=request.user, at=clock.now())
    return back(request, otherwise=reverse("core:inbox"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail(request: AuthenticatedRequest) -> HttpResponse:
    """How messages reach the person, and which cases are muted."""
    every = request.user.hears_of_every_case
    form = MailForm(
        request.POST if request.method == "POST" else None,
        handles_cases=access.has_seat(request.user, Permission.HANDLE),
        initial={
            "choice": request.user.mail_choice,
            "cases": Cases.EVERY.value if every else Cases.MINE.value,
        },
    )
    if request.method == "POST" and form.is_valid():
        choose_mail(
            user=request.user,
            choice=form.cleaned_data["choice"],
            hears_of_every_case=form.hears_of_every_case,
        )
        return redirect("core:mail")
    context = {"form": form, "muted": sorted(muted_by(request.user)), "here": request.path}
    return form_response(request, "core/mail.html", form, context)


def _line(notice: Any, *, seen: datetime | None, muted: set[str]) -> Line:
    words = notices.compose(notice.kind, notice.reference, notice.facts, notices.zone_of(notice.organisation))
    is_muted = notice.reference in muted
    is_new = not notice.is_read and (seen is None or notice.created_at > seen)
    always_mailed = notices.group_of(notice.kind) is Group.LEGAL
    return Line(
        notice, *words, is_new=is_new and not is_muted, is_muted=is_muted, always_mailed=always_mailed
    )


def _by_day(lines: list[Line]) -> list[tuple[date, list[Line]]]:
    days = groupby(lines, key=lambda line: line.notice.created_at.astimezone(BRUSSELS).date())
    return [(day, list(those)) for day, those in days]
