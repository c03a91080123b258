"""The editions of the list, and two of them side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from controllist.queries.changes import changes, compared, editions, numbers
from controllist.queries.snapshot import head
from exportctl.core.i18n import language
from exportctl.core.tables import TABLES

LONGEST_NUMBER = 9
COLUMNS = (
    "edition",
    "at",
    "code",
    "name",
    "event",
    "regime",
    "in_force",
    "ground",
    "act_kind",
    "act_reference",
)


@require_safe
def list_changes(request: HttpRequest) -> HttpResponse:
    """The editions of the list, newest first, each with what it changed."""
    if (export := request.GET.get("export")) in TABLES:
        return TABLES[export](f"control-list-changes.{export}", COLUMNS, editions())
    before = edition_parameter(request, "before")
    rows, further = changes(before=before, language=language())
    context = {
        "changes": rows,
        "entries": [change.entry for change in rows],
        "edition": head().edition,
        "next": f"?before={further}" if further else "",
        "first": "?" if before is not None else "",
    }
    return render(request, "controllist/changes.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two editions side by side: the entries that differ, word by word. Without parameters: the last change."""
    newest = head().edition
    to = min(edition_parameter(request, "to") or newest, newest)
    start = min(edition_parameter(request, "from") or max(to - 1, 0), newest)
    start, to = sorted((start, to))
    context = {
        "start": start,
        "to": to,
        "numbers": numbers(),
        "newest": newest,
        "pairs": compared(start=start, to=to, language=language()),
    }
    return render(request, "controllist/compare.html", context)


def edition_parameter(request: HttpRequest, name: str) -> int | None:
    number = request.GET.get(name, "")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    return int(number) if is_number else None
