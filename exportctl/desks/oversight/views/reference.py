"""Reference data: Member States, populations, public holidays. Every change takes two officers of the Commission."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.actions import reference as actions
from exportctl.core.formatting import long_day, number, weekday
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import HolidayYear, MemberState, PopulationSet, PublicHoliday, ReferenceChange
from exportctl.core.next_steps import Act, NextStep
from exportctl.core.queries.reference import (
    expected_holidays,
    figures_of,
    last_year_held,
    member_states,
    waiting_changes,
)
from exportctl.core.rules.holiday_years import FEWEST_YEARS, lines_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import table_kind
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.forms.reference import (
    HolidayForm,
    HolidayYearForm,
    PopulationForm,
    SharedSeatsForm,
)
from exportctl.desks.oversight.queries.member_states import common_of, states_overview
from exportctl.desks.oversight.views.reference_exports import reference_table
from licensing.models.requests import KIND_LABELS
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting, if_changed


def _commission(request: AuthenticatedRequest) -> Any:
    organisations = access.organisations_of(request.user, Permission.ADMINISTER)
    if not organisations:
        raise Http404
    return organisations[0]


@require_safe
@login_required
def overview(request: AuthenticatedRequest) -> HttpResponse:
    """States, the population sets, the holiday years held, and what waits for a second officer."""
    _commission(request)
    if kind := table_kind(request):
        return reference_table(kind, request.GET.get("table", ""))
    sets = list(PopulationSet.objects.prefetch_related("figures__member_state"))
    states, changes = states_overview(at=clock.now()), list(waiting_changes())
    context = {
        "states": states,
        "common": common_of(states),
        "sets": sets,
        "kinds": KIND_LABELS.values(),
        "changes": changes,
        "step": _step(changes, reader=request.user),
        "institutions": HolidayYear.objects.filter(calendar="EU").order_by("year"),
    }
    return render(request, "desks/oversight/reference/overview.html", context)


def _step(changes: Iterable[ReferenceChange], *, reader: Any) -> NextStep | None:
    """The first change that this reader may approve."""
    change = next((each for each in changes if not each.was_proposed_by(reader)), None)
    if change is None:
        return None
    words = {"who": change.proposed_by, "what": change.get_kind_display()}
    act = Act(_("Read it"), reverse("desks:approve_change", args=[change.pk]))
    return NextStep(tone="todo", sentence=_("Approve what %(who)s proposed: %(what)s.") % words, act=act)


@login_required
def populations(request: AuthenticatedRequest) -> HttpResponse:
    """Propose a new set, prefilled with the latest."""
    _commission(request)
    latest = PopulationSet.objects.order_by("-starts_on").first()
    form = PopulationForm(request.POST or None, figures=figures_of(latest) if latest else {})
    if (
        request.method == "POST"
        and form.is_valid()
        and _proposed(request, form, "population_set", form.payload())
    ):
        return redirect("desks:reference")
    context = {"form": form, "latest": latest}
    return form_response(request, "desks/oversight/reference/populations.html", form, context)


@login_required
def holidays(request: AuthenticatedRequest, code: str, year: int) -> HttpResponse:
    """One calendar's year, and a form to propose a change."""
    _commission(request)
    if not HolidayYear.objects.filter(calendar=code, year=year).exists():
        raise Http404
    form = HolidayForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and _proposed(request, form, form.cleaned_data["kind"], form.payload(code)):
        return redirect("desks:reference")
    context = {
        "form": form,
        "code": code,
        "year": year,
        "state": MemberState.objects.filter(code=code).first(),
        "years": HolidayYear.objects.filter(calendar=code).order_by("year"),
        "days": PublicHoliday.objects.filter(calendar=code, on__year=year),
        "states": member_states(),
    }
    return form_response(request, "desks/oversight/reference/holidays.html", form, context)


@login_required
def holiday_year(request: AuthenticatedRequest, code: str) -> HttpResponse:
    """The next year of a calendar: prefilled with what the years before let one expect, the rest to be looked up."""
    _commission(request)
    if (last := last_year_held(code)) is None:
        raise Http404
    year = last + 1
    offered, language = expected_holidays(code, year=year), (get_language() or "en")[:2]
    form = HolidayYearForm(request.POST or None, initial={"days": lines_of(offered)})
    sent = request.method == "POST" and form.is_valid()
    if sent and _proposed(request, form, "holiday_year", form.payload(code, year)):
        return redirect("desks:reference")
    context = {
        "code": code,
        "year": year,
        "state": MemberState.objects.filter(code=code).first(),
        "open": list(dict.fromkeys(each.names[language] for each in offered if each.on is None)),
        "fewest": FEWEST_YEARS if HolidayYear.objects.filter(calendar=code).count() < FEWEST_YEARS else 0,
    }
    return form_response(request, "desks/oversight/reference/holiday_year.html", form, context)


@login_required
def shared_seats(request: AuthenticatedRequest, code: str) -> HttpResponse:
    """Propose what a state says of its delegates and officers (guarantee G12)."""
    _commission(request)
    state = get_object_or_404(MemberState, pk=code)
    shown = {"shared": "yes" if state.delegate_may_be_officer else "no"}
    form = SharedSeatsForm(request.POST or None, initial=shown)
    if (
        request.method == "POST"
        and form.is_valid()
        and _proposed(request, form, "shared_seats", form.payload(code))
    ):
        return redirect("desks:reference")
    return form_response(request, "desks/oversight/reference/shared_seats.html", form, {"state": state})


def _proposed(request: AuthenticatedRequest, form: Any, kind: str, payload: dict[str, Any]) -> bool:
    with errors_in(form):
        actions.propose_change(
            kind=kind, payload=payload, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now()
        )
        messages.success(request, _("Proposed. A second officer of the Commission approves it."))
        return True
    return False


@login_required
def approve(request: AuthenticatedRequest, change_id: UUID) -> HttpResponse:
    """The second officer: approve or discard."""
    organisation = _commission(request)
    changes = ReferenceChange.objects.select_related("proposed_by")
    change = waiting_or_elsewhere(changes, change_id, url=reverse("desks:reference"), reader=request.user)
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = actions.discard_change if "discard" in request.POST else actions.approve_change
        with errors_in(form):
            act(change_id=change.pk, actor=request.user, at=clock.now())
            done = _("Discarded.") if "discard" in request.POST else _("Carried out.")
            messages.success(request, done)
            return redirect("desks:reference")
    context = {
        "form": form,
        "change": change,
        "rows": _rows(change),
        "consequences": if_changed(),
        "acting": acting(request.user, organisation, at=clock.now()),
    }
    return form_response(request, "desks/oversight/reference/approve.html", form, context)


def _rows(change: ReferenceChange) -> list[tuple[object, object]]:
    """What is proposed, in the words of the form it came from."""
    payload = change.payload
    states = {state.code: state.name for state in member_states()}
    rows: list[tuple[object, object]] = []
    if "calendar" in payload:
        rows.append((_("Calendar"), states.get(payload["calendar"], _("The Union's institutions"))))
    if "year" in payload:
        rows.append((_("Year"), str(payload["year"])))
    if "state" in payload:
        rows.append((_("State"), states[payload["state"]]))
        rows.append((_("One person for both seats"), _("yes") if payload["shared"] == "yes" else _("no")))
    if "on" in payload:
        rows.append((_("Day"), weekday(date.fromisoformat(payload["on"]))))
    if "name" in payload:
        rows.append((_("Name of the set"), payload["name"]))
    if "starts_on" in payload:
        rows.append(
            (_("Counts for procedures opened from"), long_day(date.fromisoformat(payload["starts_on"])))
        )
    if "source" in payload:
        rows.append((_("Source"), payload["source"]))
    rows += [
        (weekday(date.fromisoformat(day["on"])), " · ".join(day["names"].values()))
        for day in payload.get("days", ())
    ]
    labels = {"en": _("Name in English"), "de": _("Name in German"), "fr": _("Name in French")}
    names = payload.get("names") or {}
    rows += [(label, names[code]) for code, label in labels.items() if names.get(code)]
    figures = payload.get("figures") or {}
    if figures:
        rows.append((_("All together"), number(sum(figures.values()))))
    return rows + sorted((states.get(code, code), number(people)) for code, people in figures.items())
