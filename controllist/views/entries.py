"""The list for people: search, one entry, the same to take with you."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from controllist.models import ControlListEntry
from controllist.queries import binding, reasons
from controllist.queries.changes import history
from controllist.queries.entries import Similar, annex_neighbours, neighbours
from controllist.queries.proofs import place, proof
from controllist.queries.provenance import chain
from controllist.queries.search import PER_PAGE, SearchQuery, everything, search
from controllist.queries.snapshot import head
from controllist.queries.texts import published_texts, versions
from controllist.rules.entries import Status
from controllist.views.columns import COLUMNS, cells
from exportctl.core import access
from exportctl.core.api.rendering import dump
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import csv_response

LONGEST_NUMBER = 5  # digits of a page


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The search: entries of the list, and Annex I's apart from them."""
    query, page = _search_query(request), _page_number(request)
    results = search(query, page=page)
    last = page * PER_PAGE
    context = {
        "query": query,
        "results": results,
        "texts": published_texts([each.pk for each in results.entries], _language()),
        "words": [*query.words, query.text] if query.text else [],
        "address": _address(query),
        "chips": _chips(query),
        "edition": head().edition,
        "previous": _address(query, page=page - 1) if page > 1 else "",
        "next": _address(query, page=page + 1) if last < results.total else "",
        "first_row": last - PER_PAGE + 1,
        "last_row": min(last, results.total),
    }
    return render(request, "controllist/list.html", context)


@require_safe
def entries_csv(request: HttpRequest) -> HttpResponse:
    rows = (cells(entry) for entry in everything(_search_query(request)))
    return csv_response("control-list.csv", COLUMNS, rows)


@require_safe
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """One entry: its words, why it is on the list, how to check that, and what changed."""
    entry = get_object_or_404(ControlListEntry.objects.select_related("notifying_state"), code=code)
    present = head()
    context = {
        "trail": [{"label": _("Control list"), "url": reverse("controllist:list")}, {"label": entry.code}],
        "entry": entry,
        "text": published_texts([entry.pk], _language()).get(entry.pk),
        "versions": versions(entry),
        "edits": access.has_seat(request.user, Permission.ADMINISTER),
        "chain": chain(entry),
        "leaf": place(entry),
        "head": present,
        "size": present.edition,
        "changes": history(entry),
        "near": [_near(similar) for similar in neighbours(entry)],
        "annex": annex_neighbours(entry),
        "verdict": _on_a_declaration(entry),
    }
    return render(request, "controllist/entry.html", context)


@require_safe
def entry_proof(request: HttpRequest, code: str) -> HttpResponse:
    """The list proof as a file, for `./run verify`."""
    entry = get_object_or_404(ControlListEntry, code=code)
    response = HttpResponse(dump(proof(entry)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{entry.code}-proof.json"'
    return response


def _language() -> str:
    return (get_language() or "en")[:2]


def _on_a_declaration(entry: ControlListEntry) -> str:
    """The verdict that screening gives today for this item, to a destination for which the entry binds."""
    if entry.status == Status.DELISTED:
        return "not_listed"
    binds = entry.in_force or binding.list_binds()
    return "authorisation_required" if binds else "possible_match"


def _search_query(request: HttpRequest) -> SearchQuery:
    parameter = request.GET.get
    return SearchQuery.read(
        text=parameter("q", ""), function=parameter("function", ""), status=parameter("status", "")
    )


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    return max(int(number), 1) if is_number else 1


def _address(query: SearchQuery, **changed: str | int) -> str:
    """The query string of the same search with one parameter changed."""
    given: dict[str, str | int] = {
        "q": query.text,
        "function": query.function,
        "status": query.status,
        **changed,
    }
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _chips(query: SearchQuery) -> list[dict[str, str]]:
    """What narrows the list now; each links to the list without it."""
    chosen = [
        {"kind": "text", "value": query.text, "url": _address(query, q="")},
        {"kind": "function", "value": query.function, "url": _address(query, function="")},
        {"kind": "status", "value": query.status, "url": _address(query, status="")},
    ]
    return [chip for chip in chosen if chip["value"]]


def _near(similar: Similar) -> dict[str, object]:
    sentences = [
        {"sign": reasons.sign_of(reason), "text": reasons.sentence(reason)} for reason in similar.reasons
    ]
    return {
        "kind": _("Entry %(code)s") % {"code": similar.entry.code},
        "title": similar.entry.name,
        "url": similar.entry.get_absolute_url(),
        "reasons": sentences,
    }
