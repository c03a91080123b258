"""An authority's notes on its case: for its officers alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from exportctl.core.models import User
from exportctl.desks.case.queries.cases import Case
from licensing.models import CaseNote, NoteMention
from licensing.queries.recipients import officers_of


def notes(case: Case) -> QuerySet[CaseNote]:
    """The latest first; struck ones stay in their place."""
    mentions = NoteMention.objects.select_related("person").order_by("person__name")
    rows = CaseNote.objects.visible_to(case.viewer).filter(request=case.request)
    return (
        rows.select_related("written_by", "strike")
        .prefetch_related(Prefetch("mentions", mentions))
        .order_by("-sequence")
    )


def colleagues(case: Case, *, at: datetime) -> Iterable[User]:
    """Who else handles cases there."""
    return officers_of(case.request, at=at).exclude(pk=case.viewer.pk)
