"""Customs enquiries, as an address asks for them."""

from dataclasses import dataclass

from django.db.models import Count, Q

from exportctl.core.access import Reader
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from licensing.models import CustomsEnquiry
from licensing.models.customs_enquiries import ENQUIRY_LABELS, CustomsEnquiryQuerySet
from licensing.rules.customs_enquiries import State

VIEWS = tuple(ENQUIRY_LABELS)
SORTS = {"asked": "asked_at"}


@dataclass(frozen=True, kw_only=True)
class EnquiryFilter(ListFilter):
    """What the address asks of the list."""

    view: str = fields.code(VIEWS, State.ASKED.value, narrows=False)
    words: str = fields.words(name="q")
    sort: str = fields.sort(SORTS, "asked")


def enquiry_rows(user: Reader, filters: EnquiryFilter) -> CustomsEnquiryQuerySet:
    """Those of the view that the reader sees."""
    rows = CustomsEnquiry.objects.visible_to(user).filter(status=filters.view)
    if words := filters.words:
        rows = rows.filter(
            Q(reference__icontains=words)
            | Q(mrn__icontains=words)
            | Q(exporter_eori__icontains=words)
            | Q(authorisation__reference__icontains=words)
            | Q(question__icontains=words)
        )
    order = SORTS[filters.sort_column]
    return rows.with_parts().order_by(f"-{order}" if filters.is_descending else order, "-pk")


def view_numbers(user: Reader) -> dict[str, int]:
    """How many each view holds, by its key; one query."""
    rows = CustomsEnquiry.objects.visible_to(user).order_by().values("status").annotate(number=Count("pk"))
    numbers = {row["status"]: row["number"] for row in rows}
    return {key: numbers.get(key, 0) for key in VIEWS}
