"""The delegate's desk: procedures, one procedure, and the position of one's own state."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.errors import DomainError
from exportctl.core.rules.permissions import Permission
from notifications.actions import positions
from notifications.forms.positions import PositionForm
from notifications.models import ObjectionProcedure, Participant
from notifications.queries import delegate as queries
from notifications.queries.consequences import acting, if_recorded
from notifications.queries.regimes import regime_in_words, silence_in_words, stance_labels
from notifications.queries.standing import own_position, positions_of, tally_and_bars
from notifications.queries.tally import rules_of

PAGE = 25
TABS = ("tally", "dossier", "record")


@require_safe
@login_required
def procedure_list(request: HttpRequest) -> HttpResponse:
    """Open procedures by urgency; `?closed=1` the ended ones."""
    user = request.user
    if not any(
        access.has_seat(user, each)
        for each in (Permission.TAKE_POSITION, Permission.ADMINISTER, Permission.HANDLE)
    ):
        raise Http404
    closed, at = request.GET.get("closed") == "1", clock.now()
    page = Paginator(queries.procedures(user, closed=closed), PAGE).get_page(request.GET.get("page"))
    state = queries.own_state(user)
    context = {
        "closed": closed,
        "page_of_procedures": page,
        "rows": queries.rows(page.object_list, state=state, at=at),
        "state": state,
        "at": at,
    }
    return render(request, "notifications/procedures/list.html", context)


@require_safe
@login_required
def procedure(request: HttpRequest, reference: str, tab: str = "tally") -> HttpResponse:
    if tab not in TABS:
        raise Http404
    found = found_or_404(request, reference)
    return render(request, f"notifications/procedures/{tab}.html", page_of(request, found, tab))


def found_or_404(request: HttpRequest, reference: str) -> ObjectionProcedure:
    """The procedure with its parts, if the reader may know of it."""
    visible = ObjectionProcedure.objects.visible_to(request.user).select_related(
        "notifying_state", "notifying_authority", "request__assigned_to", "after_withdrawn"
    )
    whole = visible.prefetch_related("participants", "positions__cast_by", "extensions", "withdrawals")
    return get_object_or_404(whole, reference=reference)


def page_of(request: HttpRequest, found: ObjectionProcedure, tab: str, **extra: Any) -> dict[str, Any]:
    """What every page of a procedure shows."""
    at, rules = clock.now(), rules_of(found)
    state = queries.own_state(request.user)
    part = queries.participation(found, state)
    own = own_position(found, state.code) if state and part else None
    count, bars = tally_and_bars(found, at=at)
    why = queries.why(found, part) if part else ""
    context = {
        "procedure": found,
        "regime": regime_in_words(rules),
        "in_force": rules.in_force,
        "state": state,
        "part": part,
        "own": own,
        "may_record": may_record(found, part, at),
        "silence": silence_in_words(rules, state=state.name) if state and part else "",
        "bars": bars,
        "count": count,
        "positions": positions_of(found) if tab == "tally" else [],
        "why": why,
        "chip": queries.window_chip(found, part, at=at, why=why),
        "tabs": _tabs(found, tab),
        "is_authority": access.may(request.user, Permission.HANDLE, found),
        "is_commission": access.may(request.user, Permission.ADMINISTER, found),
        "at": at,
    }
    if context["may_record"] and "form" not in extra:
        extra["form"] = PositionForm(stances=stance_labels(rules), initial=_held(own))
    return context | extra


def may_record(found: ObjectionProcedure, part: Participant | None, at: datetime) -> bool:
    """May the own state still record? The action asks again, behind its locks."""
    return bool(part and at < part.due_at and found.status_at(at) == "open")


def _held(own: Any) -> dict[str, Any]:
    if own is None:
        return {"expected_sequence": 0}
    return {
        "stance": own.stance,
        "grounds": own.grounds,
        "reason": own.reason,
        "expected_sequence": own.sequence,
    }


def _tabs(found: ObjectionProcedure, current: str) -> list[dict[str, Any]]:
    labels = {"tally": _("Tally and position"), "dossier": _("Dossier"), "record": _("Record")}
    return [
        {
            "label": label,
            "current": key == current,
            "count": None,
            "url": reverse("notifications:procedure", args=[found.reference])
            if key == "tally"
            else reverse("notifications:procedure_tab", args=[found.reference, key]),
        }
        for key, label in labels.items()
    ]


@login_required
def position(request: HttpRequest, reference: str) -> HttpResponse:
    """Review, then record: the same form twice, the second time with its consequence beside it."""
    found = found_or_404(request, reference)
    state = queries.own_state(request.user)
    part = queries.participation(found, state)
    if part is None or state is None:
        raise Http404
    if request.method != "POST":
        return redirect(found)
    form = PositionForm(request.POST, stances=stance_labels(rules_of(found)))
    if not form.is_valid():
        return _again(request, found, form)
    if "confirmed" in request.POST:
        try:
            cast = positions.record_position(procedure_id=found.pk, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
            return _again(request, found, form)
        return redirect("notifications:receipt", reference, cast.sequence)
    at = clock.now()
    delegation = access.organisations_of(request.user, Permission.TAKE_POSITION)[0]
    extra = {
        "form": form,
        "said": form.cleaned_data,
        "consequences": if_recorded(found, part, form.cleaned_data["stance"], at=at),
        "acting": acting(request.user, delegation, at=at),
    }
    return render(request, "notifications/procedures/review.html", page_of(request, found, "review", **extra))


def _again(request: HttpRequest, found: ObjectionProcedure, form: PositionForm) -> HttpResponse:
    """The procedure's page with the form as it was filled in: nothing is lost."""
    context = page_of(request, found, "tally", form=form)
    return render(request, "notifications/procedures/tally.html", context, status=422)


@require_safe
@login_required
def receipt(request: HttpRequest, reference: str, sequence: int) -> HttpResponse:
    """What was recorded for one's own state, with its hash."""
    found = found_or_404(request, reference)
    state = queries.own_state(request.user)
    cast = get_object_or_404(found.positions, member_state=state, sequence=sequence)
    context = page_of(request, found, "receipt", cast=cast)
    return render(request, "notifications/procedures/receipt.html", context)
