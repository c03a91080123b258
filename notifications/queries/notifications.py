"""The exporter's own notifications, and a notification as REST shows it."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from exportctl.core.access import Reader
from exportctl.core.canonical import rfc3339
from exportctl.core.file_places import Place
from exportctl.core.models import File
from licensing.models import (
    AmendmentAttachment,
    CustomsEnquiryPaper,
    Document,
    Draft,
    RegistrationPaper,
    RequestAttachment,
)
from licensing.models.documents import DocumentKind
from licensing.queries.decision_periods import due_if_sent, period_of, today_of
from licensing.queries.exporters import exporter_ids
from licensing.queries.routing_rules import competence_for
from licensing.rules.requests import Kind
from licensing.rules.shapes import ABOUT_THE_CASE, JsonObject
from notifications.models import Attachment, CatchAllNotification
from notifications.rules.machines import NotificationState
from notifications.rules.notifications import warnings

BODY = (
    "item",
    "destination",
    "end_user",
    "consignee",
    "end_use",
    "doubt",
    "red_flags",
    "quantity",
    "unit",
    "value",
    "currency",
    "planned_on",
    *ABOUT_THE_CASE,
)


def notifications(user: Reader, *, company: str = "") -> QuerySet[CatchAllNotification]:
    """The exporter's own notifications, drafts and sent ones; of one `company` for whoever files for several."""
    mine = CatchAllNotification.objects.visible_to(user).filter(exporter__in=exporter_ids(user, company))
    return mine.select_related("exporter__organisation__member_state", "request__version", "changed_by")


def place_of_file(file: File) -> Place | None:
    """The case that a file came to, on its exporter's and its authority's side; else the draft it was put to."""
    document = Document.objects.filter(file=file)
    document_of = document.select_related("request__exporter__organisation", "request__authority").first()
    if document_of is not None:
        request = document_of.request
        sides = [request.exporter.organisation, request.authority]
        if document_of.kind == DocumentKind.OFFICE:
            sides = [request.authority]
        return Place(request.reference, request.get_absolute_url(), sides)
    draft = _draft_of(file)
    if draft is None:
        return _registration_of(file) or _enquiry_of(file)
    return Place(draft.reference, draft.get_absolute_url(), [draft.exporter.organisation])


def _registration_of(file: File) -> Place | None:
    """The registration that it was put to, on its company's and its authority's side."""
    papers = RegistrationPaper.objects.filter(file=file)
    paper = papers.select_related("registration__authority", "registration__exporter__organisation").first()
    if paper is None:
        return None
    of = paper.registration
    sides = [of.authority, *([of.exporter.organisation] if of.exporter else [])]
    return Place(of.reference, of.get_absolute_url(), sides)


def _enquiry_of(file: File) -> Place | None:
    """The enquiry that it was put to, on the side of customs and of the authority."""
    paper = (
        CustomsEnquiryPaper.objects.filter(file=file)
        .select_related("enquiry__office", "enquiry__authority")
        .first()
    )
    if paper is None:
        return None
    of = paper.enquiry
    return Place(of.reference, of.get_absolute_url(), [of.office, of.authority])


def _draft_of(file: File) -> Draft | None:
    """The notification, the request or the correction of one that it was put to."""
    to_draft = Attachment.objects.filter(file=file).select_related("notification__exporter__organisation")
    if attached := to_draft.first():
        return attached.notification
    to_request = RequestAttachment.objects.filter(file=file)
    if put := to_request.select_related("draft__exporter__organisation").first():
        return put.draft
    to_correction = AmendmentAttachment.objects.filter(file=file)
    corrected = to_correction.select_related("amendment__exporter__organisation").first()
    return corrected.amendment if corrected else None


def drafts(user: Reader, *, words: str = "", company: str = "") -> QuerySet[CatchAllNotification]:
    rows = notifications(user, company=company).filter(status=NotificationState.DRAFT.value)
    if words:
        rows = rows.filter(Q(reference__icontains=words) | Q(body__item__name__icontains=words))
    return rows.prefetch_related("attachments__file").order_by("-changed_at", "-pk")


def copyable(user: Reader, *, words: str = "") -> QuerySet[CatchAllNotification]:
    """Notifications that describe an item and can be copied from, the latest first; withdrawn ones, too."""
    rows = notifications(user).exclude(body__item__name=None)
    if words:
        rows = rows.filter(
            Q(reference__icontains=words)
            | Q(request__reference__icontains=words)
            | Q(body__item__name__icontains=words)
            | Q(body__item__model__icontains=words)
            | Q(body__end_user__name__icontains=words)
        )
    return rows.order_by("-created_at", "-pk")


def due_if_sent_now(notification: CatchAllNotification, *, at: datetime) -> date | None:
    """By when its authority would have decided a draft; None where it names no day to compare that with."""
    if notification.status != NotificationState.DRAFT or not notification.body.get("planned_on"):
        return None
    kind, body = Kind.NOTIFICATION.value, notification.body
    authority = competence_for(notification.exporter, kind=kind, body=body).authority
    today = today_of(authority, at=at)
    days = period_of(authority=authority, kind=kind, on=today)
    return due_if_sent(authority=authority, days=days, today=today)


def show_notification(
    notification: CatchAllNotification, *, on: date, due_on: date | None = None
) -> dict[str, Any]:
    """A notification on the day `on`; `warnings` are for a draft alone, which its authority would decide by `due_on`.

    `version` is what a change has to be based on: the number of a draft's changes, of what was sent the version's.
    """
    request, is_draft = notification.request, notification.status == NotificationState.DRAFT
    sent = request.version if request else None
    return {
        "reference": notification.reference,
        "status": notification.status,
        "request": request.reference if request else None,
        "version": sent.number if sent else notification.revision,
        "created_at": rfc3339(notification.created_at),
        "changed_at": rfc3339(notification.changed_at),
        "warnings": warnings(notification.body, on=on, due_on=due_on) if is_draft else [],
        **shown_body(notification.newest_body),
    }


def shown_body(body: JsonObject) -> dict[str, Any]:
    """Every member of the body, null where the exporter has not filled it in."""
    return {name: body.get(name) for name in BODY}
