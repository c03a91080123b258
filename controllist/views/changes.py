from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from controllist.queries.changes import changes
from controllist.queries.snapshot import head

LONGEST_NUMBER = 9


@require_safe
def list_changes(request: HttpRequest) -> HttpResponse:
    """The editions of the list, newest first, each with what it changed."""
    asked = request.GET.get("before", "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER
    before = int(asked) if is_number else None
    found, further = changes(before=before)
    context = {
        "changes": found,
        "edition": head().edition,
        "next": f"?before={further}" if further else "",
        "first": "?" if before is not None else "",
    }
    return render(request, "controllist/changes.html", context)
