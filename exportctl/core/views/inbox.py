"""The inbox: what is to be done, then the news of a person's organisations; and how messages reach the person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
from exportctl.core.models import Notice, User
from exportctl.core.next_steps import grouped, lines
from exportctl.core.queries.notices import GROUPS, InboxFilter, inbox_rows, muted_by
from exportctl.core.queries.todos import MOST, MOST_COUNTED, counts, todos
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.mailing import Cases, Group
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import Column, table_kind, table_response
from exportctl.core.todos import declared, titles_of
from exportctl.core.views.forms import form_response
from exportctl.core.views.frame import back
from exportctl.core.views.requests import AuthenticatedRequest

LINES = 10
MOST_EXPORTED = 10_000
MOST_PATHS = 100


@dataclass(frozen=True)
class NewsLine:
    """One message, in the reader's language and their organisation's time; `title` is what it is about."""

    notice: Notice
    title: str
    subject: str
    sentence: str
    is_new: bool
    is_muted: bool
    always_mailed: bool

    @property
    def said(self) -> str:
        """The subject without the number that the line says beside it."""
        return notices.without_reference(self.subject, self.notice.reference)


@dataclass(frozen=True)
class More:
    """What the list leaves out of one kind: how many, and where they are."""

    url: str
    act: str
    number: int
    is_capped: bool


COLUMNS = (
    Column[NewsLine](_("Date"), lambda line: line.notice.created_at),
    Column[NewsLine](_("Organisation"), lambda line: line.notice.organisation.spoken_name),
    Column[NewsLine](_("Reference"), lambda line: line.notice.reference),
    Column[NewsLine](_("Message"), lambda line: line.subject),
    Column[NewsLine](_("Text"), lambda line: line.sentence),
    Column[NewsLine](_("New"), lambda line: _("yes") if line.is_new else _("no")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inbox(request: AuthenticatedRequest) -> HttpResponse:
    """What is to be done, by its day; below it the news. POST marks the news as read."""
    if request.method == "POST":
        read_inbox(user=request.user, at=clock.now())
        return redirect("core:inbox")
    at, filters = clock.now(), InboxFilter.read(request.GET)
    muted = muted_by(request.user)
    rows: Any = inbox_rows(request.user, filters, muted=muted).select_related("organisation__member_state")
    if kind := table_kind(request):
        return table_response(kind, "inbox", COLUMNS, _news(request, rows[:MOST_EXPORTED], muted))
    page = page_of(rows, filters, size=LINES)
    is_first = page.number == 1 and not filters.narrowing
    context = {
        **(_to_do(request.user, at) if is_first else {}),
        "is_first": is_first,
        "days": _by_day(_news(request, page.rows, muted)),
        "filters": filters,
        "list_page": page,
        "groups": GROUPS.items(),
        "muted": sorted(muted),
        "here": request.get_full_path(),
    }
    return render(request, "core/inbox.html", context)


def _to_do(user: User, at: datetime) -> dict[str, Any]:
    """What is theirs, what anyone of their office may do, and the drafts they began."""
    found = lines(todos(user, at=at), at=at)
    numbers = counts(user, at=at).items()
    every = declared()
    more = [
        More(every.pages[kind].all, str(kind.act), number - MOST, is_capped=number >= MOST_COUNTED)
        for kind, number in ((every.kinds[code], number) for code, number in numbers)
        if number > MOST
    ]
    return {
        "own": grouped(line for line in found if line.todo.kind.is_own),
        "shared": grouped(line for line in found if line.todo.kind.shared),
        "drafts": grouped(line for line in found if not line.todo.kind.counts),
        "more": more,
    }


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


def _news(request: AuthenticatedRequest, notices_: Iterable[Any], muted: set[str]) -> list[NewsLine]:
    rows = list(notices_)
    titles = titles_of({notice.reference for notice in rows})
    return [_line(notice, titles, request.user.inbox_read_at, muted) for notice in rows]


def _line(notice: Any, titles: Mapping[str, str], seen: datetime | None, muted: set[str]) -> NewsLine:
    words = notices.compose(notice.kind, notice.reference, notice.facts, notices.zone_of(notice.organisation))
    is_muted = notice.reference in muted
    is_new = not notice.is_read and (seen is None or notice.created_at > seen)
    always_mailed = notices.group_of(notice.kind) is Group.LEGAL
    return NewsLine(
        notice,
        titles.get(notice.reference, ""),
        *words,
        is_new=is_new and not is_muted,
        is_muted=is_muted,
        always_mailed=always_mailed,
    )


def _by_day(lines: list[NewsLine]) -> list[tuple[date, list[NewsLine]]]:
    days = groupby(lines, key=lambda line: line.notice.created_at.astimezone(BRUSSELS).date())
    return [(day, list(those)) for day, those in days]
