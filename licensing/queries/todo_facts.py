"""What every line of what waits says of its case, on either side; and when a day has passed where it counts."""

from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from exportctl.core import access
from exportctl.core.calendar import local_date
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import AuthorisationRequest, RequestLine

REQUEST = "request"  # the noun
MOST_WORDS = 300  # of what somebody wrote, as a list shows it


def case_source(kind: Any, rows: QuerySet[AuthorisationRequest], **facts: Any) -> Source:
    return Source(kind=kind, noun=REQUEST, rows=rows, due_on=F("due_on"), facts=case_facts() | facts)


def passed(user: User, at: datetime, authority: str) -> Q:
    """Has the day passed, where the authority is?"""
    over = Q(pk__in=[])
    for office in access.organisations_of(user, Permission.HANDLE):
        over |= Q(**{authority: office.pk, "due_on__lt": local_date(at, zone_of(office))})
    return over


def case_facts(path: str = "") -> dict[str, Any]:
    """What every line about a case shows; `path` leads from the row to it."""
    lines = RequestLine.objects.filter(version=OuterRef(f"{path}version"), number=1)
    return {
        "title": Subquery(lines.values("name")[:1]),
        "reference": F(f"{path}reference"),
        "company": F(f"{path}exporter__legal_name"),
        "company_id": Cast(F(f"{path}exporter"), TextField()),
        "state": F(f"{path}authority__member_state"),
    }
