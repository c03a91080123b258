"""What officers do on the worklist: several cases at once, settings, saved views."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import access, clock
from exportctl.core.errors import DomainError
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.worklist_settings import ActForm, SettingsForm, ViewForm
from exportctl.desks.worklist.queries.filters import WorklistFilter
from exportctl.desks.worklist.queries.worklist_settings import desk_of
from exportctl.desks.worklist.views.worklist import list_page, officer_or_404
from licensing.actions import worklist_settings
from licensing.models import AuthorisationRequest, SavedView


@login_required
@require_POST
def bulk(request: AuthenticatedRequest) -> HttpResponse:
    """One act for all ticked cases; what could not be done is listed case by case."""
    officer_or_404(request)
    form = ActForm(request.POST, user=request.user, at=clock.now())
    filters, references = _back(request), request.POST.getlist("case")
    try:
        done = form.act(_ids(request, references), actor=request.user, at=clock.now())
    except DomainError as error:
        return list_page(
            request, filters, ticked=references, status=422, error=error.message, typed=form.typed
        )
    if done.done:
        messages.success(request, form.sentence(done.done))
    for reference, why in done.refused:
        messages.warning(request, f"{reference}: {why}")
    if request.POST.get("then") == "case" and len(references) == 1:
        return redirect("desks:case", references[0])
    return redirect(reverse("desks:worklist") + filters.address)


def _ids(request: AuthenticatedRequest, references: list[str]) -> list[UUID]:
    known = [text for text in references if "\x00" not in text]
    seen = AuthorisationRequest.objects.visible_to(request.user).filter(reference__in=known)
    return list(seen.values_list("pk", flat=True))


def _back(request: AuthenticatedRequest) -> WorklistFilter:
    """The list that the form stood on."""
    return WorklistFilter.read_query(request.POST.get("back", "")[:3000])


@login_required
@require_POST
def settings(request: AuthenticatedRequest) -> HttpResponse:
    """Columns, density and keys, as the person likes them."""
    officer_or_404(request)
    form = SettingsForm(request.POST)
    if form.is_valid():
        worklist_settings.save_settings(actor=request.user, at=clock.now(), **form.cleaned_data)
    return redirect(reverse("desks:worklist") + _back(request).but().address)


@login_required
@require_POST
def save_view(request: AuthenticatedRequest) -> HttpResponse:
    """Keep the current list under a name."""
    officer_or_404(request)
    filters, at = _back(request), clock.now()
    form = ViewForm(request.POST)
    if not form.is_valid():
        return list_page(request, filters, status=422, error=form.errors["name"][0], view_form=form)
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None:
        raise Http404
    try:
        view = worklist_settings.save_view(
            authority_id=authority.pk,
            query=filters.but().query,
            columns=desk_of(request.user, at=at).shown(filters),
            actor=request.user,
            at=at,
            **form.cleaned_data,
        )
    except DomainError as error:
        return list_page(request, filters, status=422, error=error.message, view_form=form)
    messages.success(request, _("Saved as “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('desks:worklist')}?{view.query}&saved={view.pk}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: AuthenticatedRequest, view_id: UUID) -> HttpResponse:
    """One's own view: rename it, share it, delete it."""
    officer_or_404(request)
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=view_id)
    if view.owner_id != request.user.pk:
        raise Http404
    form = ViewForm(request.POST or None, initial={"name": view.name, "is_shared": view.is_shared})
    if request.method == "POST" and form.is_valid():
        with errors_in(form, field="name"):
            return redirect(reverse("desks:worklist") + _change(request, view, form))
    context = {"view": view, "form": form}
    return form_response(request, "desks/worklist/saved_view.html", form, context)


def _change(request: AuthenticatedRequest, view: SavedView, form: ViewForm) -> str:
    """Delete or change the view; returns the address of the list to go on with."""
    actor: Any = request.user
    if "delete" in request.POST:
        worklist_settings.delete_view(view_id=view.pk, actor=actor, at=clock.now())
        messages.success(
            request, _("“%(name)s” is deleted; its cases are where they were.") % {"name": view.name}
        )
        return ""
    changed = worklist_settings.change_view(view_id=view.pk, actor=actor, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Saved as “%(name)s”.") % {"name": changed.name})
    return f"?{changed.query}&saved={changed.pk}"
