"""The bodies that an authority asks for advice: kept by its officers."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.consultations import BodyForm
from licensing.actions import consulted_bodies as actions
from licensing.models import ConsultedBody


@login_required
def bodies(request: AuthenticatedRequest) -> HttpResponse:
    """The list, and a form to add one."""
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None:
        raise Http404
    bodies = ConsultedBody.objects.visible_to(request.user).order_by("status", "name", "pk")
    if (export := request.GET.get("export")) in TABLES:
        head = [_("Name"), _("Kind"), _("E-mail address"), _("Language"), pgettext("of a body", "State")]
        rows = (
            [body.name, body.get_kind_display(), body.email, body.language, body.get_status_display()]
            for body in bodies
        )
        return TABLES[export](f"bodies.{export}", head, rows)
    form = BodyForm(
        request.POST if request.method == "POST" else None, initial={"language": authority.language}
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            body = actions.add_body(
                authority=authority, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("%(name)s can be asked now.") % {"name": body.name})
            return redirect("desks:consulted_bodies")
    context = {
        "authority": authority,
        "bodies": bodies,
    }
    return form_response(request, "desks/case/consulted_bodies.html", form, context)


@login_required
def change(request: AuthenticatedRequest, body_id: UUID) -> HttpResponse:
    """Correct the entry of a body: its name, kind, address, language."""
    body = get_object_or_404(ConsultedBody.objects.visible_to(request.user), pk=body_id)
    present = {name: getattr(body, name) for name in BodyForm.base_fields}
    form = BodyForm(request.POST if request.method == "POST" else None, initial=present)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.change_body(body_id=body.pk, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The entry is changed. Mails from now on go by it."))
            return redirect("desks:consulted_bodies")
    return form_response(request, "desks/case/consulted_body.html", form, {"body": body})


@login_required
@require_POST
def retire(request: AuthenticatedRequest, body_id: UUID) -> HttpResponse:
    body = get_object_or_404(ConsultedBody.objects.visible_to(request.user), pk=body_id)
    with errors_as_message(request):
        actions.retire_body(body_id=body.pk, actor=request.user, at=clock.now())
        messages.success(request, _("%(name)s is asked no more.") % {"name": body.name})
    return redirect("desks:consulted_bodies")
