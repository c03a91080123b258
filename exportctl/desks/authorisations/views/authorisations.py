"""The list of authorisations, the page of one, its paper, and its holder's act."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists.filters import sort_heads
from exportctl.core.lists.pages import page_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.files import send
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.authorisations.forms.authorisations import SurrenderForm
from exportctl.desks.authorisations.presenters import authorisations as words
from exportctl.desks.authorisations.presenters.consequences import BURDENSOME, PROPOSE, if_surrendered
from exportctl.desks.authorisations.presenters.tables import (
    COLUMNS,
    LEDGER_COLUMNS,
    cells,
    ledger_cells,
)
from exportctl.desks.authorisations.queries import authorisations as queries
from exportctl.desks.authorisations.queries.authorisations import AuthorisationFilter, LedgerFilter
from licensing.actions import authorisations as actions
from licensing.models import Authorisation, AuthorisationChange, ChangeRequest, Remedy
from licensing.queries.authorisation_versions import VersionEntry, versions_of
from licensing.queries.authorisations import conditions_shown, opens_case, standing_of
from licensing.queries.conditions import dated
from licensing.queries.decision_periods import today_of
from licensing.queries.effective_days import acts_to_come
from licensing.queries.write_offs import ledger_of
from licensing.rules.authorisations import ASKED_FOR, NEEDS_REQUEST, Event, possible_events
from licensing.rules.effective_days import LABELS, holds_from, waits
from notifications.queries.consequences import acting

PAGE, LEDGER_PAGE = 25, 50
READERS = (Permission.FILE, Permission.HANDLE, Permission.CHECK_SHIPMENTS)


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """The holder's, the authority's, or what customs wrote off from; view, words and order are in the address."""
    if not any(access.has_seat(request.user, permission) for permission in READERS):
        raise Http404
    at, filters = clock.now(), AuthorisationFilter.read(request.GET)
    rows = queries.authorisation_rows(request.user, filters, at=at)
    if kind := table_kind(request):
        return TABLES[kind](f"authorisations.{kind}", COLUMNS, (cells(row, at=at) for row in rows))
    found = page_of(rows, filters, size=PAGE)
    context = {
        "filters": filters,
        "views": queries.views(request.user, at=at),
        "title": queries.VIEWS[filters.view],
        "unsearched": filters.but(words="").address,
        "list_page": found,
        "rows": [words.listed(row, at=at) for row in found.rows],
        "heads": sort_heads(filters, {key: label for key, (label, _path) in queries.SORTS.items()}),
        "shows_holder": not access.has_seat(request.user, Permission.FILE),
        "is_customs": access.has_seat(request.user, Permission.CHECK_SHIPMENTS),
    }
    return render(request, "desks/authorisations/list.html", context)


@require_safe
@login_required
def page(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What was granted, what is left, who did what; `?export=` is its ledger as a table."""
    authorisation = authorisation_or_404(request, reference)
    ledger = ledger_of(authorisation, reader=request.user)
    if kind := table_kind(request):
        rows = map(ledger_cells, ledger)
        return TABLES[kind](f"{authorisation.reference}-ledger.{kind}", LEDGER_COLUMNS, rows)
    context = context_of(request, authorisation)
    context["ledger"] = page_of(ledger, LedgerFilter.read(request.GET), size=LEDGER_PAGE)
    return render(request, "desks/authorisations/authorisation.html", context)


@require_safe
@login_required
def paper(request: AuthenticatedRequest, reference: str) -> FileResponse:
    """The sealed paper of the version that counts, or of `?version=`, as a download; 404 while it is not made."""
    version = request.GET.get("version", "")
    document = queries.paper_of(
        authorisation_or_404(request, reference), number=int(version) if version.isdecimal() else None
    )
    if document is None or document.file is None:
        raise Http404
    return send(document.file)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def surrender(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Its holder gives it back."""
    authorisation = authorisation_or_404(request, reference)
    if not access.may(request.user, Permission.FILE, authorisation):
        raise Http404
    at = clock.now()
    form = SurrenderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.surrender(
                authorisation_id=authorisation.pk,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=at,
            )
            messages.success(request, _("Given back."))
            return redirect(authorisation)
    today = today_of(authorisation.authority, at=at)
    context = {
        **context_of(request, authorisation),
        "consequences": if_surrendered(authorisation, on=today),
        "acting": acting(request.user, authorisation.holder.organisation, at=at),
    }
    return form_response(request, "desks/authorisations/surrender.html", form, context)


def authorisation_or_404(request: AuthenticatedRequest, reference: str) -> Authorisation:
    """Its holder's, its authority's; customs know every one by its number."""
    rows = Authorisation.objects.presented_to(request.user).with_balances()
    authorisation = rows.filter(reference=reference).first()
    if authorisation is None:
        raise Http404
    return authorisation


def context_of(request: AuthenticatedRequest, authorisation: Authorisation) -> dict[str, Any]:
    """What every page of an authorisation shows."""
    user, at = request.user, clock.now()
    is_officer = access.may(user, Permission.HANDLE, authorisation)
    is_holder = access.may(user, Permission.FILE, authorisation)
    shown_conditions = conditions_shown(authorisation, reader=user)
    possible, case_opens = possible_acts(authorisation, at), opens_case(authorisation, user)
    changes = authorisation.changes.select_related("proposed_by", "approved_by").order_by("-proposed_at")
    shown = list(changes) if is_officer else list(changes.filter(status="approved")) if is_holder else []
    return {
        "authorisation": authorisation,
        "standing": words.standing_words(authorisation, at=at),
        "facts": words.fact_rows(authorisation, knows_case=case_opens),
        "opens_case": case_opens,
        "lines": words.line_rows(authorisation),
        "warnings": words.warnings(authorisation, at=at) if is_holder or is_officer else [],
        "conditions": [each for each in shown_conditions if not (is_holder and each.due_on)],
        "dated": dated(authorisation) if is_holder else [],
        "today": today_of(authorisation.authority, at=at),
        "written_in": authorisation.authority.language,
        "paper": queries.paper_of(authorisation),
        "holds": queries.holds_of(authorisation, user, at=at),
        "is_officer": is_officer,
        "is_holder": is_holder,
        "is_customs": access.has_seat(user, Permission.CHECK_SHIPMENTS),
        "waiting": next((each for each in shown if each.status == "proposed"), None),
        "changes": shown,
        "ahead": _ahead(authorisation, shown, at),
        "remedies": list(Remedy.objects.against(authorisation).open().select_related("change")),
        "steps": list(authorisation.steps.select_related("change", "by", "remedy")),
        "versions": _versions(authorisation),
        "asked": _waiting_request(authorisation) if is_officer or is_holder else None,
        "may_ask": is_holder and any(event in possible for event in ASKED_FOR),
        "may_surrender": is_holder and Event.SURRENDER in possible,
        **(_acts(possible) if is_officer else {}),
    }


def _acts(possible: list[str]) -> dict[str, list[tuple[str, object]]]:
    """What two officers may propose: what keeps it alive, and apart from it what takes it away."""
    acts = [
        (event, label) for event, label in PROPOSE.items() if event in possible and event not in NEEDS_REQUEST
    ]
    return {
        "acts": [act for act in acts if act[0] not in BURDENSOME],
        "acts_against": [act for act in acts if act[0] in BURDENSOME],
    }


def _ahead(
    authorisation: Authorisation, changes: list[AuthorisationChange], at: datetime
) -> list[tuple[AuthorisationChange, object]]:
    """What is decided and counts from later on, and from when; asked for where there may be any."""
    if not any(waits(each.terms) for each in changes):
        return []
    today = today_of(authorisation.authority, at=at)
    return [(each, LABELS[holds_from(each.terms)]) for each in acts_to_come(authorisation, on=today)]


def _versions(authorisation: Authorisation) -> list[VersionEntry]:
    """Nothing to compare while there is one."""
    has_more = authorisation.version is not None and authorisation.version.number > 1
    return versions_of(authorisation) if has_more else []


def possible_acts(authorisation: Authorisation, at: datetime) -> list[str]:
    """What may be done to it now; what nobody granted, its holder gives back, and nothing else.

    That it is continued names the measure that forbids it: it is proposed on the page of the measure.
    """
    possible = possible_events(authorisation.status, standing_of(authorisation, at=at))
    events = [event for event in possible if event != Event.CONTINUE]
    return [event for event in events if not authorisation.is_general or event == Event.SURRENDER]


def _waiting_request(authorisation: Authorisation) -> ChangeRequest | None:
    return ChangeRequest.objects.waiting().filter(authorisation=authorisation).first()
