"""The exporter's own requests, from the first word on."""

from django.db.models import Q, QuerySet

from exportctl.core.access import Reader
from licensing.models import RequestDraft
from licensing.models.request_drafts import RequestDraftQuerySet
from licensing.queries.exporters import exporter_ids


def own_requests(user: Reader, *, company: str = "") -> RequestDraftQuerySet:
    """Drafts and sent ones; of one `company` for whoever files for several."""
    mine = RequestDraft.objects.visible_to(user).filter(exporter__in=exporter_ids(user, company))
    return mine.select_related(
        "exporter__organisation__member_state", "request__version", "request__authority", "changed_by"
    )


def request_drafts(user: Reader, *, words: str = "", company: str = "") -> QuerySet[RequestDraft]:
    """What is not sent yet, the latest change first."""
    rows = own_requests(user, company=company).open()
    if words:
        rows = rows.filter(Q(reference__icontains=words) | Q(body__items__icontains=words))
    return rows.prefetch_related("attachments__file").order_by("-changed_at", "-pk")


def copyable_requests(user: Reader, *, words: str = "") -> QuerySet[RequestDraft]:
    """Requests that name an item and can be copied from, the latest first; withdrawn ones, too."""
    rows = own_requests(user).exclude(body__items__0__name=None)
    if words:
        rows = rows.filter(
            Q(reference__icontains=words)
            | Q(body__items__icontains=words)
            | Q(body__end_user__name__icontains=words)
        )
    return rows.order_by("-created_at", "-pk")
