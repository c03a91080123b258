from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.rules.permissions import Permission
from notifications.queries import worklist as queries
from notifications.queries.chips import chips


@require_safe
@login_required
def worklist(request: HttpRequest) -> HttpResponse:
    """What the officer's authority has to do, the most urgent first."""
    if not access.has_seat(request.user, Permission.HANDLE):
        raise Http404
    at = clock.now()
    view = request.GET.get("view", "open")
    view = view if view in queries.VIEWS else "open"
    words = request.GET.get("q", "").strip()[:100]
    cases = queries.worklist(request.user, view=view, words=words, at=at)
    page = Paginator(cases, queries.PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    clocks = chips(rows, at=at)
    context = {
        "views": queries.views(request.user, at=at),
        "view": view,
        "title": queries.VIEWS[view],
        "words": words,
        "page_of_cases": page,
        "rows": [(row, clocks[row.pk]) for row in rows],
    }
    return render(request, "notifications/worklist.html", context)
