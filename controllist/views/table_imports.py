"""Reading a national list or customs codes from a file, with a preview; a second officer confirms."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from controllist.actions import table_imports as actions
from controllist.forms.table_imports import AnswerForm, TableImportForm
from controllist.queries.table_imports import counts_of, preview, table_imports_of
from controllist.rules.table_imports import KEEPERS, What
from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest

MOST_SHOWN = 200
WORDS = {
    What.NEW: pgettext_lazy("a row of a table", "New"),
    What.CHANGED: pgettext_lazy("a row of a table", "Changed"),
    What.ENDED: pgettext_lazy("a row of a table", "Ends"),
    What.SAME: gettext_lazy("As it counts already"),
}
TAGS = {What.NEW: "active", What.CHANGED: "waiting", What.ENDED: "refused", What.SAME: "uncounted"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def imports(request: AuthenticatedRequest) -> HttpResponse:
    """What was read before; POST reads a file and leads to its preview."""
    kinds = [kind for kind, permission in KEEPERS.items() if access.has_seat(request.user, permission)]
    if not kinds:
        raise Http404
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TableImportForm(*data, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with errors_in(form, field="file"):
            table = actions.propose_table_import(
                kind=given["kind"],
                source=given["file"].read(),
                name=given["file"].name,
                legal_act=given["legal_act"],
                starts_on=given["starts_on"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Read. Nothing of it counts until a second officer confirms it."))
            return redirect(table)
    context = {"form": form, "tables": table_imports_of(request.user)}
    return form_response(request, "controllist/table_imports/imports.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def table_import(request: AuthenticatedRequest, import_id: UUID) -> HttpResponse:
    """What each row does; the second officer confirms the file or discards it."""
    table = waiting_or_elsewhere(
        table_imports_of(request.user),
        import_id,
        url=reverse("controllist:table_imports"),
        reader=request.user,
    )
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (actions.discard_table_import, _("Discarded."))
            if "discard" in request.POST
            else (actions.approve_table_import, _("Confirmed."))
        )
        with errors_in(form):
            act(import_id=table.pk, actor=request.user, at=clock.now())
            messages.success(request, done)
            return redirect("controllist:table_imports")
    changes = preview(table)
    counted = counts_of(changes)
    context = {
        "form": form,
        "table": table,
        "rows": [(change, WORDS[change.what], TAGS[change.what]) for change in changes[:MOST_SHOWN]],
        "hidden": max(len(changes) - MOST_SHOWN, 0),
        "counted": [(WORDS[what], counted[what]) for what in What if counted.get(what)],
        "may_approve": not table.was_proposed_by(request.user),
    }
    return form_response(request, "controllist/table_imports/table_import.html", form, context)
