"""The notifying authority discloses a part of its file; whoever sees the procedure reads it from then on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.files import send
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from notifications.actions import releases
from notifications.forms.contributions import ReleaseForm
from notifications.models import ObjectionProcedure
from notifications.queries.consequences import acting, if_released
from notifications.queries.dossiers import documents_of, part_labels, preview, released_document
from notifications.rules.releases import WHOLE, Part
from notifications.views.procedures import page_of, procedure_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release(request: AuthenticatedRequest, reference: str, what: str) -> HttpResponse:
    """`what` is exporter, doubt, evidence, or the id of a file. GET shows what will be seen; POST does it."""
    procedure = procedure_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, procedure):
        raise Http404
    chosen = _chosen(procedure, what)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            releases.release_part(
                procedure_id=procedure.pk,
                part=chosen["part"],
                document_id=chosen["document_id"],
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Released. The other states see it in the dossier."))
            return redirect("notifications:procedure_tab", reference, "dossier")
    extra = chosen | {
        "form": form,
        "consequences": if_released(chosen["part"]),
        "acting": acting(request.user, procedure.notifying_authority, at=clock.now()),
    }
    context = page_of(request, procedure, "act", **extra)
    return form_response(request, "notifications/procedures/release.html", form, context)


def _chosen(procedure: ObjectionProcedure, what: str) -> dict[str, Any]:
    """What the confirm page is about. Raises Http404 for anything that is no part of the file."""
    if what in WHOLE:
        shown = preview(procedure, what)
        return {"part": what, "document_id": None, "label": part_labels()[what], "shown": shown}
    document = next((each for each in documents_of(procedure) if str(each.pk) == what), None)
    if document is None:
        raise Http404
    return {
        "part": Part.FILE.value,
        "document_id": document.pk,
        "label": _("File: %(name)s") % {"name": document.name},
        "shown": [document.name],
    }


@require_safe
@login_required
def file(request: AuthenticatedRequest, reference: str, document_id: UUID) -> FileResponse:
    """A released file. One that is not released is not there, also for its own authority: it has the case."""
    document = released_document(procedure_or_404(request, reference), document_id)
    if document is None or document.file is None:
        raise Http404
    return send(document.file)
