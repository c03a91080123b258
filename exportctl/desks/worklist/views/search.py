"""Search over everything a person may know of: officers all cases of their authority, exporters their own."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exportctl.core import access
from exportctl.core.rules.permissions import Permission
from exportctl.desks.worklist.queries.filters import WorklistFilter
from licensing.queries.search import PER_PAGE, RANKED, search


@require_safe
@login_required
def cases(request: HttpRequest) -> HttpResponse:
    is_officer = access.has_seat(request.user, Permission.HANDLE)
    if not is_officer and not access.has_seat(request.user, Permission.FILE):
        raise Http404
    asked = WorklistFilter.read(request.GET)
    page = min(asked.page, RANKED // PER_PAGE)
    found = search(request.user, asked.q, page=page)
    last = page * PER_PAGE
    context = {
        "question": asked.q,
        "found": found,
        "is_officer": is_officer,
        "first_row": last - PER_PAGE + 1,
        "last_row": min(last, found.total),
        "previous": WorklistFilter(q=asked.q, page=page - 1).address if page > 1 else "",
        "next": WorklistFilter(q=asked.q, page=page + 1).address if last < found.total else "",
    }
    return render(request, "desks/worklist/search.html", context)
