"""What officers do on the worklist: several cases at once, settings, saved views."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import access, clock
from exportctl.core.errors import DomainError
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.desks.worklist.forms.worklist_settings import ActForm, SettingsForm, ViewForm
from exportctl.desks.worklist.queries.filters import WorklistFilter
from exportctl.desks.worklist.queries.worklist_settings import desk_of
from exportctl.desks.worklist.views.worklist import list_page, officer_or_404
from licensing.actions import worklist_settings
from licensing.models import AuthorisationRequest, SavedView


@login_required
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """One act for all ticked cases; what could not be done is said case by case."""
    officer_or_404(request)
    form = ActForm(request.POST, user=request.user, at=clock.now())
    asked, references = _back(request), request.POST.getlist("case")
    try:
        done = form.act(_ids(request, references), actor=request.user, at=clock.now())
    except DomainError as error:
        return list_page(request, asked, ticked=references, status=422, error=error.message, typed=form.typed)
    if done.done:
        messages.success(request, form.said(done.done))
    for reference, why in done.refused:
        messages.warning(request, f"{reference}: {why}")
    if request.POST.get("then") == "case" and len(references) == 1:
        return redirect("desks:case", references[0])
    return redirect(reverse("desks:worklist") + asked.address)


def _ids(request: HttpRequest, references: list[str]) -> list[UUID]:
    known = [text for text in references if "\x00" not in text]
    seen = AuthorisationRequest.objects.visible_to(request.user).filter(reference__in=known)
    return list(seen.values_list("pk", flat=True))


def _back(request: HttpRequest) -> WorklistFilter:
    """The list that the form stood on."""
    return WorklistFilter.read(QueryDict(request.POST.get("back", "")[:3000]).dict())


@login_required
@require_POST
def settings(request: HttpRequest) -> HttpResponse:
    """Columns, density and keys, as the person likes them."""
    officer_or_404(request)
    form = SettingsForm(request.POST)
    if form.is_valid():
        worklist_settings.keep_settings(actor=request.user, at=clock.now(), **form.cleaned_data)
    return redirect(reverse("desks:worklist") + _back(request).but().address)


@login_required
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the current list under a name."""
    officer_or_404(request)
    asked, at = _back(request), clock.now()
    form = ViewForm(request.POST)
    if not form.is_valid():
        return list_page(request, asked, status=422, error=form.errors["name"][0], view_form=form)
    authority = access.organisation_ids_of(request.user, Permission.HANDLE)[0]
    try:
        view = worklist_settings.save_view(
            authority_id=authority,
            query=asked.kept,
            columns=desk_of(request.user, at=at).shown(asked),
            actor=request.user,
            at=at,
            **form.cleaned_data,
        )
    except DomainError as error:
        return list_page(request, asked, status=422, error=error.message, view_form=form)
    messages.success(request, _("Saved as “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('desks:worklist')}?{view.query}&saved={view.pk}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
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


def _change(request: HttpRequest, view: SavedView, form: ViewForm) -> str:
    """Do what was asked; returns the address of the list to go on with."""
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
