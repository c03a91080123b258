"""What an exporter is greeted with: what needs them, most urgent first, and what is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from exportctl.core import notices
from exportctl.core.calendar import Calendar
from exportctl.core.models import Notice, NoticeRead, Seat
from exportctl.core.queries.notices import inbox, with_read
from exportctl.desks.case.presenters.progress import calendars_of
from exportctl.desks.drafts.kinds import tasks_of
from exportctl.desks.exporter.queries.cases import cases, owed_answers
from licensing.models import AuthorisationRequest, Document, InformationRequest
from licensing.models.documents import DocumentKind
from licensing.queries.exporters import exporter_ids
from licensing.rules.requests import DECIDED, OPEN
from notifications.models import CatchAllNotification
from notifications.queries.notifications import drafts

MOST = 20  # of each kind: more than that is worked from the list
MOST_NEWS = 6
NEW_FOR = timedelta(days=30)  # a decision that nobody looked at is shown so long
SOON = 3  # working days


@dataclass(frozen=True)
class Need:
    """One thing to do: the tag says what, `note` why or by when, the button does it."""

    kind: str
    word: str
    title: str
    reference: str
    note: str
    url: str
    action: str
    company: str = ""  # for whoever files for several
    done: int = 0  # of a draft: parts that are complete
    total: int = 0


@dataclass(frozen=True)
class News:
    """One message to the organisation, in the reader's language."""

    subject: str
    path: str
    at: datetime
    is_new: bool


def needs(user: Any, *, at: datetime, company: str = "") -> list[Need]:
    """Answers by their day, files that were rejected, decisions to read, drafts."""
    begun = list(drafts(user, company=company)[:MOST])
    questions = list(owed_answers(user, company=company)[:MOST])
    return [
        *_answers(questions, at),
        *(_rejected_draft(draft) for draft in begun if _is_rejected(draft)),
        *_rejected_documents(user, company),
        *_decisions(user, at, company),
        *(_draft(draft) for draft in begun),
    ]


def news(user: Any, *, company: str = "") -> list[News]:
    """The latest messages; new since the person last looked at the inbox."""
    seen = user.inbox_read_at
    return [_news(notice, seen) for notice in _latest(user, company)]


def _latest(user: Any, company: str) -> Iterable[Notice]:
    notices = inbox(user).filter(organisation__in=exporter_ids(user, company)) if company else inbox(user)
    return with_read(user, notices).select_related("organisation__member_state")[:MOST_NEWS]


def _news(notice: Notice, seen: datetime | None) -> News:
    subject, _sentence = notices.compose(
        notice.kind, notice.reference, notice.facts, notices.zone_of(notice.organisation)
    )
    is_new = not getattr(notice, "is_read", False) and (seen is None or notice.created_at > seen)
    return News(subject, notice.path, notice.created_at, is_new)


def _answers(questions: list[InformationRequest], at: datetime) -> list[Need]:
    held = calendars_of(question.request for question in questions)
    return [_answer(question, held, at) for question in questions]


def _answer(question: InformationRequest, held: Mapping[str, Calendar], at: datetime) -> Need:
    request = question.request
    calendar = held[str(request.authority.member_state_id)]
    left = _days_left(question.due_on, calendar, at)
    said = _("%(authority)s asks: “%(question)s”")
    return Need(
        kind="flag" if left < 0 else "soon" if left <= SOON else "waiting",
        word=_left(left),
        title=request.line.name,
        reference=request.reference,
        note=said % {"authority": request.authority.short_name, "question": _short(question.question)},
        url=reverse("desks:answer", args=[request.reference, question.pk]),
        action=pgettext("act", "Answer"),
        company=request.exporter.legal_name,
    )


def _days_left(due_on: date, calendar: Calendar, at: datetime) -> int:
    """Working days until the day, negative once it has passed."""
    today = at.astimezone(ZoneInfo(calendar.zone)).date()
    if today > due_on:
        return -max(calendar.working_days_between(due_on, today), 1)
    return calendar.working_days_between(today, due_on)


def _left(days: int) -> str:
    if days < 0:
        return ngettext("%(n)d working day late", "%(n)d working days late", -days) % {"n": -days}
    if days == 0:
        return _("Answer today")
    return ngettext("%(n)d working day left", "%(n)d working days left", days) % {"n": days}


def _is_rejected(draft: CatchAllNotification) -> bool:
    return any(attachment.file.status == "rejected" for attachment in draft.attachments.all())


def _rejected_draft(draft: CatchAllNotification) -> Need:
    return Need(
        "refused",
        _("File rejected"),
        draft.item_name or _("Item not named yet"),
        draft.reference,
        _("A file was not accepted and will not be sent. Remove it, or add another."),
        reverse("desks:attachments", args=[draft.reference]),
        _("See the files"),
        draft.exporter.legal_name,
    )


def _rejected_documents(user: Any, company: str) -> list[Need]:
    """Files that were rejected after the notification was sent, until another one came or the case is over."""
    requests = AuthorisationRequest.objects.as_listed().select_related("exporter")
    mine = cases(user, company=company).filter(status__in=[state.value for state in OPEN])
    later = Document.objects.filter(request=OuterRef("request"), created_at__gt=OuterRef("created_at"))
    own_people = Seat.objects.filter(content_object=OuterRef("request__exporter")).values("user")
    replaced = later.filter(kind=DocumentKind.ATTACHMENT.value, file__uploaded_by__in=own_people)
    replaced = replaced.exclude(file__status="rejected")
    found = Document.objects.shown_to(is_officer=False).filter(
        ~Exists(replaced), request__in=mine.values("pk"), file__status="rejected"
    )
    return [
        Need(
            "refused",
            _("File rejected"),
            document.request.line.name,
            document.request.reference,
            _("“%(file)s” was not accepted; the authority cannot open it. Send another one with a message.")
            % {"file": document.name},
            reverse("desks:messages", args=[document.request.reference]) + "#new",
            _("Send another file"),
            document.request.exporter.legal_name,
        )
        for document in found.prefetch_related(Prefetch("request", requests)).order_by("created_at")[:MOST]
    ]


def _decisions(user: Any, at: datetime, company: str) -> list[Need]:
    """Decided since the person last looked at the inbox, at most a month ago, and not read yet."""
    since = max(filter(None, [at - NEW_FOR, user.inbox_read_at]))
    read = NoticeRead.objects.filter(
        person=user, notice__kind="decision_made", notice__reference=OuterRef("reference")
    )
    decided = cases(user, company=company).filter(status__in=[state.value for state in DECIDED])
    found = decided.filter(~Exists(read), decided_at__gt=since)
    return [
        Need(
            "refused" if request.status == "refused" else "done",
            str(request.get_status_display()),
            request.line.name,
            request.reference,
            _("%(authority)s decided. Read the reasons and what follows.")
            % {"authority": request.authority.short_name},
            reverse("desks:case_tab", args=[request.reference, "decision"]),
            _("Read the decision"),
            request.exporter.legal_name,
        )
        for request in found.order_by("-decided_at")[:MOST]
    ]


def _draft(draft: CatchAllNotification) -> Need:
    rows = tasks_of(draft, files=[attachment.file for attachment in draft.attachments.all()])
    done = sum(1 for row in rows if row.kind == "done")
    ready = rows[-1].kind == "active"
    far = {"done": done, "total": len(rows)}
    return Need(
        "plain",
        "",
        draft.item_name or _("Item not named yet"),
        draft.reference,
        _("everything is there") if ready else _("%(done)d of %(total)d parts complete") % far,
        rows[-1].url or "" if ready else draft.get_absolute_url(),
        _("Check and send") if ready else _("Go on"),
        draft.exporter.legal_name,
        done,
        len(rows),
    )


def _short(text: str, most: int = 140) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most].rsplit(' ', 1)[0]} …"
