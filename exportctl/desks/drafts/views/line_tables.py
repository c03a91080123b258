"""The items of a request from a file: first what it says, row by row, then the lines."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.shapes import shape_at
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.line_tables import LineTableForm
from exportctl.desks.drafts.forms.lines import LinesPart
from exportctl.desks.drafts.kinds import draft_or_404
from exportctl.desks.drafts.views.lines import lines_or_404
from licensing.actions import drafts as actions
from licensing.models import Draft
from licensing.queries.catalogue import with_items

MOST_MISTAKES = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def table(request: AuthenticatedRequest, reference: str, part: str) -> HttpResponse:
    """POST with a file shows its lines and adds none; with the lines that were shown it adds them."""
    draft = draft_or_404(request.user, reference, is_open=request.method != "POST")
    declared = lines_or_404(draft, part)
    if not declared.takes_table:
        raise Http404
    if "lines" in request.POST:
        return _add(request, draft, declared)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LineTableForm(*data, draft=draft, part=declared)
    lines: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        lines = with_items(exporter_id=draft.exporter_id, body={declared.member: form.lines})[declared.member]
    element = shape_at(draft.shape, f"{declared.member}/0")
    context = {
        "draft": draft,
        "part": declared,
        "form": form,
        "mistakes": form.mistakes[:MOST_MISTAKES],
        "more": len(form.mistakes[MOST_MISTAKES:]),
        "rows": [(*_shown(declared, line), len(element.missing(line, ""))) for line in lines],
        "lines": json.dumps(lines),
    }
    return form_response(request, "desks/drafts/line_table.html", form, context)


def _shown(part: LinesPart, line: dict[str, Any]) -> tuple[str, list[str]]:
    title, *words = part.title_of(line)
    return title, [word for word in words if word]


def _add(request: AuthenticatedRequest, draft: Draft, part: LinesPart) -> HttpResponse:
    try:
        lines = json.loads(request.POST["lines"])
    except (ValueError, RecursionError):
        lines = None
    if not isinstance(lines, list) or not lines:
        return redirect(part.table_page(draft))
    with errors_as_message(request):
        actions.add_lines(
            model=type(draft),
            draft_id=draft.pk,
            member=part.member,
            lines=lines,
            actor=request.user,
            at=clock.now(),
        )
        said = ngettext("%(n)d line added.", "%(n)d lines added.", len(lines))
        messages.success(request, said % {"n": len(lines)})
    return redirect(part.page(draft))
