"""The inbox: what a person's organisations were told, day by day; and how messages reach the person."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import clock, notices
from exportctl.core.actions.mailing import choose_mail, mute_case, read_inbox, read_notice, unmute_case
from exportctl.core.forms.mail import MailForm
from exportctl.core.models import Notice
from exportctl.core.queries.notices import GROUPS, InboxFilter, found_in_inbox, muted_by
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.mailing import Group
from exportctl.core.tables import TABLES
from exportctl.core.views.forms import form_response
from exportctl.core.views.frame import back
from exportctl.core.views.requests import PersonalRequest

LINES = 50
MOST_EXPORTED = 10_000


@dataclass(frozen=True)
class Line:
    """One notice, in the reader's language and their organisation's time."""

    notice: Notice
    subject: str
    sentence: str
    is_new: bool
    is_muted: bool
    always_mailed: bool


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inbox(request: PersonalRequest) -> HttpResponse:
    """GET shows what the person's organisations were told; POST marks it all as read."""
    if request.method == "POST":
        read_inbox(user=request.user, at=clock.now())
        return redirect("core:inbox")
    asked = InboxFilter.read(request.GET)
    muted = muted_by(request.user)
    found = found_in_inbox(request.user, asked, muted=muted)
    if (export := request.GET.get("export")) in TABLES:
        return _table(request, export, found, muted)
    page = Paginator(found.select_related("organisation__member_state"), LINES).get_page(
        request.GET.get("page")
    )
    context = {
        "days": _by_day([_line(notice, request.user.inbox_read_at, muted) for notice in page]),
        "asked": asked,
        "groups": [
            {"code": code, "label": label, "chosen": asked.group == code} for code, label in GROUPS.items()
        ],
        "muted": sorted(muted),
        "here": request.get_full_path(),
    }
    return render(request, "core/inbox.html", context | _paging(page, asked))


def _table(request: PersonalRequest, kind: str, found: Any, muted: set[str]) -> HttpResponse:
    head = [_("Date"), _("Organisation"), _("Reference"), _("Message"), _("Text"), _("New")]
    lines = (
        _line(notice, request.user.inbox_read_at, muted)
        for notice in found.select_related("organisation__member_state")[:MOST_EXPORTED]
    )
    rows = (
        [
            line.notice.created_at,
            line.notice.organisation.short_name,
            line.notice.reference,
            line.subject,
            line.sentence,
            _("yes") if line.is_new else _("no"),
        ]
        for line in lines
    )
    return TABLES[kind](f"inbox.{kind}", head, rows)


@require_POST
@login_required
def read(request: PersonalRequest, notice_id: UUID) -> HttpResponse:
    read_notice(notice_id=notice_id, user=request.user, at=clock.now())
    return back(request, otherwise=reverse("core:inbox"))


@require_POST
@login_required
def mute(request: PersonalRequest) -> HttpResponse:
    """No mail about this case, or mail again."""
    reference = request.POST.get("reference", "").replace("\0", "")
    if request.POST.get("mute") == "no":
        unmute_case(reference=reference, user=request.user)
    else:
        mute_case(reference=reference, user=request.user, at=clock.now())
    return back(request, otherwise=reverse("core:inbox"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail(request: PersonalRequest) -> HttpResponse:
    """How messages reach the person, and which cases are muted."""
    form = MailForm(
        request.POST if request.method == "POST" else None, initial={"choice": request.user.mail_choice}
    )
    if request.method == "POST" and form.is_valid():
        choose_mail(user=request.user, choice=form.cleaned_data["choice"])
        return redirect("core:mail")
    context = {"form": form, "muted": sorted(muted_by(request.user)), "here": request.path}
    return form_response(request, "core/mail.html", form, context)


def _line(notice: Any, seen: Any, muted: set[str]) -> Line:
    words = notices.say(notice.kind, notice.reference, notice.facts, notices.zone_of(notice.organisation))
    is_muted = notice.reference in muted
    is_new = not notice.is_read and (seen is None or notice.created_at > seen)
    always_mailed = notices.group_of(notice.kind) is Group.LEGAL
    return Line(
        notice, *words, is_new=is_new and not is_muted, is_muted=is_muted, always_mailed=always_mailed
    )


def _by_day(lines: list[Line]) -> list[tuple[date, list[Line]]]:
    days = groupby(lines, key=lambda line: line.notice.created_at.astimezone(BRUSSELS).date())
    return [(day, list(those)) for day, those in days]


def _paging(page: Page, asked: InboxFilter) -> dict[str, str]:
    first, last, total = page.start_index(), page.end_index(), page.paginator.count
    return {
        "previous": _address(asked, page.previous_page_number()) if page.has_previous() else "",
        "next": _address(asked, page.next_page_number()) if page.has_next() else "",
        "rows": _("%(first)d–%(last)d of %(total)d") % {"first": first, "last": last, "total": total},
    }


def _address(asked: InboxFilter, page: int) -> str:
    return "?" + urlencode({**asked.parameters, "page": str(page)})
