"""What pages of other desks show of the worklist."""

from typing import Any
from urllib.parse import unquote, urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from exportctl.core import formatting
from exportctl.core.queries.reference import calendar_of
from exportctl.desks.case.queries.cases import Case
from exportctl.desks.worklist.queries.filters import LIST_COOKIE, VIEWS, WorklistFilter
from exportctl.desks.worklist.queries.worklist import Near, place_of
from licensing.labels import criteria, routing
from licensing.models import AuthorisationRequest, Exporter

register = template.Library()


@register.simple_tag
def cases_of_exporter(exporter: Exporter) -> str:
    """The address of everything that one exporter has with the authority."""
    return reverse("desks:worklist") + "?" + urlencode({"view": "all", "exporter": exporter.number})


@register.filter
def tick_words(reference: str | None) -> str:
    return gettext("Tick %(reference)s") % {"reference": reference} if reference else ""


@register.filter
def flag_words(count: int | None) -> str:
    if not count:
        return ""
    return ngettext("%(n)s red flag", "%(n)s red flags", count) % {"n": formatting.number(count)}


@register.simple_tag
def routed(request: AuthorisationRequest) -> str:
    """By which rule of its authority a case is its team's, and why that holds."""
    stored = request.routed
    if not stored:
        return ""
    words = {"n": stored["rule"], "why": routing(stored["because"]) or criteria({})}
    return gettext("By rule %(n)d: %(why)s") % words


@register.inclusion_tag("desks/worklist/_place.html", takes_context=True)
def place_in_list(context: dict[str, Any], case: Case) -> dict[str, Any]:
    """The way back to the list that an officer came from, the case's place in it, and the next case."""
    query = unquote(context["request"].COOKIES.get(LIST_COOKIE, ""))
    filters = WorklistFilter.read_query(query)
    shown = {"list_url": reverse("desks:worklist") + filters.address, "view": VIEWS[filters.view]}
    if not query:
        return shown | {"place": None}
    calendar = context.get("calendar") or calendar_of(str(case.request.authority.member_state_id))
    near = Near.of({case.request.authority_id: calendar}, case.viewer, at=case.at)
    place = place_of(case.request.reference, case.viewer, filters, near=near)
    return shown | {"place": place, "url": reverse("desks:case", args=[place.next]) if place.next else ""}
