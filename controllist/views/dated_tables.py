"""National lists and customs codes for everybody: what is held, since when, by which act; two officers confirmed it."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from controllist.models import CnCorrelation
from controllist.queries import table_imports as queries
from controllist.rules.annex import control_entry
from controllist.rules.control_entries import nearest
from controllist.rules.dated_tables import goods_code
from controllist.rules.table_imports import KEEPERS
from exportctl.core import access, clock
from exportctl.core.calendar import brussels_date
from exportctl.core.models import MemberState
from exportctl.core.rules.codes import Unreadable


@require_safe
def national_lists(request: HttpRequest) -> HttpResponse:
    """Whose lists are held."""
    on = brussels_date(clock.now())
    context = {"lists": queries.national_lists(on=on), "may_import": _may_import(request)}
    return render(request, "controllist/national_lists.html", context)


@require_safe
def national_list(request: HttpRequest, state: str) -> HttpResponse:
    """The entries of one state's list."""
    member_state = MemberState.objects.filter(code=state.upper()).first()
    if member_state is None:
        raise Http404
    rows = queries.national_list([member_state.code], on=brussels_date(clock.now()))
    context = {"state": member_state, "rows": rows}
    return render(request, "controllist/national_list.html", context)


@require_safe
def customs_codes(request: HttpRequest) -> HttpResponse:
    """What a customs code suggests, however it is written."""
    on, typed = brussels_date(clock.now()), request.GET.get("code", "").strip()[:40]
    context = {
        "code": typed,
        "sources": queries.correlation_sources()[:20],
        "may_import": _may_import(request),
    }
    status = 200
    if typed:
        try:
            rows = queries.correlation_of(goods_code(typed), on=on)
            context |= {"rows": rows, "suggested": _suggested(rows)}
        except Unreadable as unreadable:
            context["wrong"], status = str(unreadable.args[0]), 422
    return render(request, "controllist/customs_codes.html", context, status=status)


def _suggested(rows: Iterable[CnCorrelation]) -> list[dict[str, str]]:
    """Each entry once, with its words and page where it is one of Annex I, after the longest code that names it."""
    named: dict[str, dict[str, str]] = {}
    for row in rows:
        for code in row.control_entries:
            named.setdefault(code, {"code": code, "cn_code": row.cn_code, **_words_of(code)})
    return list(named.values())


def _words_of(code: str) -> dict[str, str]:
    try:
        entry = nearest(control_entry(code))
    except Unreadable:
        return {}
    if entry is None:
        return {}
    title = entry.title((get_language() or "en")[:2])
    return {"title": title, "entry": entry.code}


def _may_import(request: HttpRequest) -> bool:
    return any(access.has_seat(request.user, permission) for permission in KEEPERS.values())
