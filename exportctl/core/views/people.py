"""The people of an organisation, for whoever administers them; 404 to everybody else."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import clock
from exportctl.core.actions import people as actions
from exportctl.core.formatting import short_day
from exportctl.core.forms.errors import errors_in
from exportctl.core.forms.people import EndForm, KeyEndForm, last_day_of, with_last_days
from exportctl.core.models import ApiKey, Organisation, Seat
from exportctl.core.next_steps import home_step
from exportctl.core.notices import zone_of
from exportctl.core.queries import managers
from exportctl.core.queries.consequences import if_removed
from exportctl.core.queries.invitations import unsettled_at, waiting_elsewhere
from exportctl.core.queries.todos import todos
from exportctl.core.seat_ends import left_behind
from exportctl.core.sections import menu
from exportctl.core.tables import TABLES, Column, table_kind, table_response
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest

BODY_COLUMNS: Sequence[Column[Any]] = (
    Column(gettext_lazy("State"), lambda body: body.member_state_id or ""),
    Column(gettext_lazy("Organisation"), lambda body: body.name),
    Column(gettext_lazy("Kind"), lambda body: body.get_kind_display()),
    Column(pgettext_lazy("colleagues", "People"), lambda body: body.people),
    Column(gettext_lazy("Of them administer"), lambda body: body.managers),
)


def organisation_or_404(request: AuthenticatedRequest) -> Organisation:
    """The one that `?organisation=` names among those the reader administers; else their own."""
    chosen = request.GET.get("organisation", "")
    administered = managers.administered_by(request.user)
    if chosen:
        try:
            return get_object_or_404(administered, pk=UUID(chosen))
        except ValueError:
            raise Http404 from None
    own = managers.own_organisations(request.user)
    if not own:
        raise Http404
    return own[0]


def frame_of(request: AuthenticatedRequest, organisation: Organisation, current: str) -> dict[str, Any]:
    """What every page about one organisation's people shows; `current` is the route of its tab."""
    query = f"?organisation={organisation.pk}"
    tabs = [
        (pgettext("colleagues", "People"), "core:people"),
        (_("Keys"), "core:people_keys"),
        *((entry.label, entry.route) for entry in menu().people),
    ]
    own = managers.own_organisations(request.user)
    is_own_authority = organisation in own and organisation.kind == "authority"
    return {
        "organisation": organisation,
        "asked": query,
        "tabs": [
            {"label": label, "url": reverse(route) + query, "current": route == current}
            for label, route in tabs
        ],
        "own": own if len(own) > 1 else [],
        "oversees": any(each.kind == "commission" for each in own),
        "exporters": reverse(menu().exporters) if is_own_authority else "",
        "texts": reverse(menu().texts) if is_own_authority else "",
    }


@require_safe
@login_required
def people(request: AuthenticatedRequest) -> HttpResponse:
    """Who may act for the organisation, and whose seat has ended."""
    organisation, at = organisation_or_404(request), clock.now()
    present, ended = managers.colleagues(organisation, at=at)
    if kind := table_kind(request):
        return _people_table(kind, organisation, present)
    waiting = todos(request.user, at=at, most=1)
    context = {
        "people": present,
        "step": home_step(waiting, at=at, nouns=("invitation", "seat")),
        "ended": [(seat, managers.end_of(seat)) for seat in ended],
        "invitations": unsettled_at(organisation),
        "at": at,
    }
    return render(request, "core/people/list.html", context | frame_of(request, organisation, "core:people"))


@require_safe
@login_required
def people_csv(request: AuthenticatedRequest) -> HttpResponse:
    """The same table at the address that it had before the list's own `?export=`."""
    organisation = organisation_or_404(request)
    present, _ended = managers.colleagues(organisation, at=clock.now())
    return _people_table("csv", organisation, present)


def _people_table(kind: str, organisation: Organisation, people: Iterable[Any]) -> HttpResponse:
    head = [_("Name"), _("E-mail address"), _("Seat"), _("Agent"), _("Since"), _("Until"), _("Given by")]
    rows = (
        [
            person.user.name,
            person.user.email,
            seat.label,
            _("yes") if seat.is_agent else _("no"),
            short_day(seat.starts_at, zone_of(organisation)),
            short_day(last) if (last := last_day_of(seat.ends_at, organisation)) else "",
            seat.granted_by or "",
        ]
        for person in people
        for seat in person.seats
    )
    return TABLES[kind](f"people.{kind}", head, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat(request: AuthenticatedRequest, seat_id: int) -> HttpResponse:
    """One seat: its facts, another last day, or its end."""
    seat = _seat_or_404(request, seat_id)
    shown = {"ends_on": last_day_of(seat.ends_at, seat.organisation)}
    form = EndForm(request.POST if request.method == "POST" else None, initial=shown)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.change_end(
                seat_id=seat.pk,
                ends_at=form.ends_at(seat.organisation),
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("The last day is changed."))
            return redirect(list_of(seat.organisation))
    context = {"form": form, "seat": seat, "left_behind": left_behind(seat, at=clock.now())}
    context |= frame_of(request, seat.organisation, "core:people")
    return form_response(request, "core/people/seat.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: AuthenticatedRequest, seat_id: int) -> HttpResponse:
    """The confirm page of a removal, and the removal."""
    seat, at = _seat_or_404(request, seat_id), clock.now()
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.remove_person(seat_id=seat.pk, actor=request.user, at=at)
            messages.success(request, _("The seat of %(name)s has ended.") % {"name": seat.user})
            return redirect(list_of(seat.organisation))
    context = {
        "form": form,
        "seat": seat,
        "consequences": if_removed(seat, at=at),
        "acting": {"who": request.user.name, "for_whom": seat.organisation.spoken_name, "at": at},
    }
    context |= frame_of(request, seat.organisation, "core:people")
    return form_response(request, "core/people/remove.html", form, context)


@require_safe
@login_required
def keys(request: AuthenticatedRequest) -> HttpResponse:
    """The keys of the organisation's people."""
    organisation = organisation_or_404(request)
    context = {"keys": with_last_days(managers.keys_at(organisation)), "at": clock.now()}
    context |= frame_of(request, organisation, "core:people_keys")
    return render(request, "core/people/keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def key_end(request: AuthenticatedRequest, key_id: UUID) -> HttpResponse:
    """The last day of a colleague's key."""
    key, at = _key_or_404(request, key_id), clock.now()
    organisation = key.seat.organisation
    shown = {"ends_on": last_day_of(key.expires_at, organisation)}
    form = KeyEndForm(request.POST if request.method == "POST" else None, initial=shown)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.set_key_end_of(
                key_id=key.pk, expires_at=form.ends_at(organisation), actor=request.user, at=at
            )
            messages.success(request, _("The last day is changed."))
            return redirect(f"{reverse('core:people_keys')}?organisation={organisation.pk}")
    context = {"key": key, "at": at} | frame_of(request, organisation, "core:people_keys")
    return form_response(request, "core/people/key.html", form, context)


def _key_or_404(request: AuthenticatedRequest, key_id: UUID) -> ApiKey:
    bodies = managers.administered_by(request.user)
    keys = ApiKey.objects.select_related("seat__content_object", "user")
    return get_object_or_404(keys, pk=key_id, seat__content_object__in=bodies)


@require_POST
@login_required
def revoke_key(request: AuthenticatedRequest, key_id: UUID) -> HttpResponse:
    key = _key_or_404(request, key_id)
    actions.revoke_key_of(key_id=key.pk, actor=request.user, at=clock.now())
    messages.success(request, _("The key has ended."))
    return redirect(f"{reverse('core:people_keys')}?organisation={key.seat.content_object_id}")


@require_safe
@login_required
def public_bodies(request: AuthenticatedRequest) -> HttpResponse:
    """For the Commission: every authority, delegation and customs office, and whether anybody administers it."""
    if not frame_of(request, organisation_or_404(request), "")["oversees"]:
        raise Http404
    at = clock.now()
    bodies: list[Any] = managers.public_bodies(request.user, at=at)
    if kind := table_kind(request):
        return table_response(kind, "public-bodies", BODY_COLUMNS, bodies)
    context = {"bodies": bodies, "invitations": waiting_elsewhere(request.user, at=at)}
    return render(request, "core/people/bodies.html", context)


def _seat_or_404(request: AuthenticatedRequest, seat_id: int) -> Seat:
    seat = get_object_or_404(managers.administered_seats(request.user), pk=seat_id)
    if seat.ended(at=clock.now()):
        raise Http404
    return seat


def list_of(organisation: Organisation) -> str:
    return f"{reverse('core:people')}?organisation={organisation.pk}"
