"""Annex I, whole: a search as one types and a tree to walk."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from controllist.rules import control_entries as rules
from exportctl.core.rules.codes import Unreadable
from exportctl.desks.public.presenters import control_entries as presenter
from licensing.rules.general_authorisations import covering

LONGEST_QUESTION = 200
PER_PAGE = 20
MOST_SUGGESTED = 8
SHORTEST_SUGGESTED = 2


@require_safe
def control_entries(request: HttpRequest) -> HttpResponse:
    """What fits the words, a page at a time, and how it lies in the categories; without words the ten categories."""
    question = _question(request)
    entries = rules.search(question) if question else []
    hits = presenter.hits(entries, question, chosen=request.GET.get("category", ""))
    page = Paginator(hits.fitting, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "hits": hits,
        "fitting": presenter.lines(page),
        "first": page.start_index(),
        "last": page.end_index(),
        "previous": hits.address(page=page.number - 1) if page.has_previous() else "",
        "next": hits.address(page=page.number + 1) if page.has_next() else "",
        "is_capped": len(entries) == rules.MOST_FOUND,
        "most": rules.MOST_FOUND,
        "categories": [] if question else presenter.categories(),
        "number": len(rules.entries()),
        "edition": parse_date(rules.EDITION),
    }
    return render(request, "desks/public/control_entries.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """The likeliest entries while somebody types; the form does the same without a script."""
    question = _question(request)
    fitting = rules.search(question, most=MOST_SUGGESTED) if len(question) >= SHORTEST_SUGGESTED else []
    offered = [
        {"code": line.code, "title": line.title, "note": line.thresholds, "url": line.url}
        for line in presenter.lines(fitting)
    ]
    return JsonResponse({"suggestions": offered})


@require_safe
def control_entry(request: HttpRequest, code: str) -> HttpResponse:
    """One entry or part of one; a code that is written otherwise, or deeper than what is held, leads to it."""
    try:
        entry = rules.entry_named(code)
    except Unreadable as unknown:
        raise Http404 from unknown
    if entry.code != code:
        return redirect("desks:control_entry", entry.code)
    context = {
        "entry": entry,
        "title": presenter.title_of(entry),
        "trail": presenter.trail(entry),
        "parts": presenter.parts(entry),
        "marks": presenter.marks(entry),
        "covering": covering(entry.code),
        "category": presenter.CATEGORIES[entry.category],
        "group": presenter.GROUPS[entry.group],
        "unit": presenter.UNITS.get(entry.unit),
        "edition": parse_date(rules.EDITION),
    }
    return render(request, "desks/public/control_entry.html", context)


def _question(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
