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
from controllist.queries.search import PER_PAGE, Question, everything, search
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
    question, page = _question(request), _page(request)
    found = search(question, page=page)
    last = page * PER_PAGE
    context = {
        "question": question,
        "found": found,
        "texts": published_texts([each.pk for each in found.entries], _language()),
        "words": [*question.words, question.text] if question.text else [],
        "address": _address(question),
        "chips": _chips(question),
        "edition": head().edition,
        "previous": _address(question, page=page - 1) if page > 1 else "",
        "next": _address(question, page=page + 1) if last < found.total else "",
        "first_row": last - PER_PAGE + 1,
        "last_row": min(last, found.total),
    }
    return render(request, "controllist/list.html", context)


@require_safe
def entries_csv(request: HttpRequest) -> HttpResponse:
    rows = (cells(entry) for entry in everything(_question(request)))
    return csv_response("control-list.csv", COLUMNS, rows)


@require_safe
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """One entry: its words, why it is on the list, how to check that, and what changed."""
    found = get_object_or_404(ControlListEntry.objects.select_related("notifying_state"), code=code)
    present = head()
    context = {
        "trail": [{"label": _("Control list"), "url": reverse("controllist:list")}, {"label": found.code}],
        "entry": found,
        "text": published_texts([found.pk], _language()).get(found.pk),
        "versions": versions(found),
        "edits": access.has_seat(request.user, Permission.ADMINISTER),
        "chain": chain(found),
        "leaf": place(found),
        "head": present,
        "size": present.edition,
        "changes": history(found),
        "near": [_near(similar) for similar in neighbours(found)],
        "annex": annex_neighbours(found),
        "verdict": _on_a_declaration(found),
    }
    return render(request, "controllist/entry.html", context)


@require_safe
def entry_proof(request: HttpRequest, code: str) -> HttpResponse:
    """The list proof as a file, for `./run verify`."""
    found = get_object_or_404(ControlListEntry, code=code)
    response = HttpResponse(dump(proof(found)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{found.code}-proof.json"'
    return response


def _language() -> str:
    return (get_language() or "en")[:2]


def _on_a_declaration(entry: ControlListEntry) -> str:
    """What screening says today to this very item, for a destination the entry speaks of."""
    if entry.status == Status.DELISTED:
        return "not_listed"
    binds = entry.in_force or binding.list_binds()
    return "authorisation_required" if binds else "possible_match"


def _question(request: HttpRequest) -> Question:
    asked = request.GET.get
    return Question.read(text=asked("q", ""), function=asked("function", ""), status=asked("status", ""))


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER
    return max(int(asked), 1) if is_number else 1


def _address(question: Question, **changed: str | int) -> str:
    """The query string of the same question with something else in it."""
    given: dict[str, str | int] = {
        "q": question.text,
        "function": question.function,
        "status": question.status,
        **changed,
    }
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _chips(question: Question) -> list[dict[str, str]]:
    """What narrows the list now; each links to the list without it."""
    chosen = [
        {"kind": "text", "value": question.text, "url": _address(question, q="")},
        {"kind": "function", "value": question.function, "url": _address(question, function="")},
        {"kind": "status", "value": question.status, "url": _address(question, status="")},
    ]
    return [chip for chip in chosen if chip["value"]]


def _near(similar: Similar) -> dict[str, object]:
    said = [{"sign": reasons.sign_of(reason), "text": reasons.say(reason)} for reason in similar.reasons]
    return {
        "kind": _("Entry %(code)s") % {"code": similar.entry.code},
        "title": similar.entry.name,
        "url": similar.entry.get_absolute_url(),
        "reasons": said,
    }
