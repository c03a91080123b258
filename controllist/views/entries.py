"""The list for people: search, one entry, the same to take with you."""

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from controllist.models import ControlListEntry, EntryText
from controllist.queries import binding, reasons
from controllist.queries.changes import history
from controllist.queries.columns import COLUMNS, cells
from controllist.queries.entries import Similar, annex_neighbours, entry_as_of, entry_of, neighbours
from controllist.queries.entry_changes import waiting_change
from controllist.queries.hit_reasons import marked_words, reasons_of
from controllist.queries.proofs import place, proof
from controllist.queries.provenance import chain
from controllist.queries.search import (
    PER_PAGE,
    SHORTEST_SUGGESTED,
    EntryFilter,
    everything,
    search,
    suggestions,
)
from controllist.queries.snapshot import head
from controllist.queries.texts import published_texts, versions
from controllist.rules.entries import Status
from controllist.rules.search import cited
from controllist.rules.texts import LANGUAGES
from controllist.templatetags.listing import functions_, title_in
from controllist.views.changes import edition_parameter
from exportctl.core import access
from exportctl.core.api.rendering import dump
from exportctl.core.errors import NotFound
from exportctl.core.formatting import marked_sentence
from exportctl.core.i18n import language
from exportctl.core.lists.pages import numbered
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The search: entries of the list, and Annex I's apart from them."""
    filters = EntryFilter.read(request.GET)
    if kind := table_kind(request):
        return _table(kind, filters)
    if address := _cited_address(filters.text):
        return redirect(address)
    result = search(filters)
    context = {
        "filters": filters,
        "result": result,
        "texts": published_texts([each.pk for each in result.entries], language()),
        "why": reasons_of(result.entries, result.question),
        "words": [*filters.words, filters.text, *marked_words(result.question)] if filters.text else [],
        "chips": [
            {"kind": name, "value": value, "url": filters.without(name)}
            for name, value in filters.narrowing.items()
        ],
        "edition": head().edition,
        "list_page": numbered(result.entries, filters, size=PER_PAGE, total=result.total),
    }
    return render(request, "controllist/list.html", context)


def _cited_address(text: str) -> str:
    """Where a citation leads: to the words of then. "" for another text, or what never was."""
    if (citation := cited(text)) is None:
        return ""
    with suppress(NotFound):
        code, edition = citation
        return f"{entry_as_of(code, edition).get_absolute_url()}?edition={edition}"
    return ""


@require_safe
@cache_control(private=True, max_age=60)
def suggest(request: HttpRequest) -> JsonResponse:
    """What the search field offers while somebody types; without it the form asks the list itself."""
    text = EntryFilter.read(request.GET).text
    entries, annex = suggestions(text) if len(text) >= SHORTEST_SUGGESTED else ([], [])
    texts = published_texts([each.pk for each in entries], language()) if entries else {}
    offered = [
        {
            "code": each.code,
            "title": title_in(each, texts),
            "note": functions_(each.functions),
            "url": each.get_absolute_url(),
        }
        for each in entries
    ]
    in_annex = [
        {
            "code": each.code,
            "title": each.theme,
            "note": _("Annex I, in force"),
            "url": f"{reverse('controllist:list')}?{urlencode({'q': each.code})}#annex",
        }
        for each in annex
    ]
    return JsonResponse({"suggestions": [*offered, *in_annex]})


@require_safe
def entries_csv(request: HttpRequest) -> HttpResponse:
    """The address that machines know."""
    return _table("csv", EntryFilter.read(request.GET))


def _table(kind: str, filters: EntryFilter) -> HttpResponse:
    return TABLES[kind](f"control-list.{kind}", COLUMNS, map(cells, everything(filters)))


@require_safe
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """One entry: its words, why it is on the list, how to check that, and what changed.

    `?edition=` shows it as an earlier edition had it: what was cited stays to be read.
    """
    entry, newest = _as_asked(request, code)
    present = head()
    edits = access.has_seat(request.user, Permission.ADMINISTER)
    near, verdict = neighbours(entry), _on_a_declaration(entry)
    texts = published_texts([entry.pk, *(similar.entry.pk for similar in near)], language())
    context = {
        "trail": [{"label": _("Control list"), "url": reverse("controllist:list")}, {"label": entry.code}],
        "entry": entry,
        "newest": newest,
        "text": None if newest else texts.get(entry.pk),
        "signed": entry.translations.get(language()),
        "versions": versions(entry),
        "edits": edits,
        "translatable": [code for code in LANGUAGES if code != entry.authentic_language],
        "contact": settings.LIST_CONTACT,
        "waiting": waiting_change(entry) if edits else None,
        "chain": chain(entry),
        "leaf": place(entry),
        "head": present,
        "cited": request.build_absolute_uri(f"{entry.get_absolute_url()}?edition={entry.edition}"),
        "size": present.edition,
        "changes": history(entry),
        "near": [_near(similar, texts) for similar in near],
        "annex": annex_neighbours(entry),
        "verdict": verdict,
        "is_applied": verdict == "authorisation_required" and not entry.in_force and not newest,
        "meaning": marked_sentence(binding.meaning_of(entry).as_fact()),
    }
    return render(request, "controllist/entry.html", context)


@require_safe
def entry_proof(request: HttpRequest, code: str) -> HttpResponse:
    """The list proof as a file, for `./run verify`."""
    entry = get_object_or_404(ControlListEntry, code=code)
    edition = edition_parameter(request, "edition")
    response = HttpResponse(dump(proof(entry, edition=edition)), content_type="application/json")
    name = f"{entry.code}-proof.json" if edition is None else f"{entry.code}-edition-{edition}-proof.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _as_asked(request: HttpRequest, code: str) -> tuple[ControlListEntry, int | None]:
    """The entry as the address asks for it; of an earlier edition with the number of the newest."""
    entry, edition = entry_of(code), edition_parameter(request, "edition")
    if edition is None or edition == entry.edition:
        return entry, None
    former = entry_as_of(code, edition)
    return (entry, None) if former.edition == entry.edition else (former, entry.edition)


def _on_a_declaration(entry: ControlListEntry) -> str:
    """The verdict that screening gives today for this item, to a destination for which the entry binds."""
    if entry.status == Status.DELISTED:
        return "not_listed"
    return "authorisation_required" if binding.meaning_of(entry).requires else "possible_match"


def _near(similar: Similar, texts: Mapping[UUID, EntryText]) -> dict[str, object]:
    spoken = similar.entry.authentic_language or "en"
    signs = [
        {"sign": reasons.sign_of(reason), "text": reasons.sentence(reason, spoken=spoken)}
        for reason in similar.reasons
    ]
    return {
        "kind": _("Entry %(code)s") % {"code": similar.entry.code},
        "title": title_in(similar.entry, texts),
        "url": similar.entry.get_absolute_url(),
        "reasons": signs,
    }
