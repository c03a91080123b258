"""Search over everything a person may know of: officers all cases of their authority, exporters their own."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exportctl.core import access
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.lists.pages import numbered
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.queries.filters import VIEWS
from licensing.queries.search import PER_PAGE, RANKED, search


@dataclass(frozen=True, kw_only=True)
class SearchFilter(ListFilter):
    words: str = fields.words(name="q")


@require_safe
@login_required
def cases(request: AuthenticatedRequest) -> HttpResponse:
    is_officer = access.has_seat(request.user, Permission.HANDLE)
    if not is_officer and not access.has_seat(request.user, Permission.FILE):
        raise Http404
    filters = SearchFilter.read(request.GET)
    filters = filters.at(min(filters.page, RANKED // PER_PAGE))
    hits = search(request.user, filters.words, page=filters.page)
    context = {
        "filters": filters,
        "hits": hits,
        "is_officer": is_officer,
        "views": VIEWS,
        "list_page": numbered(hits.hits, filters, size=PER_PAGE, total=hits.total),
    }
    return render(request, "desks/worklist/search.html", context)
