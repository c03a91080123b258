"""Files of other states' denials: read in with a preview, taken or discarded by a second officer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.exchange.forms.denial_imports import DenialsTableForm
from exportctl.desks.exchange.views.denials import own_authority_or_404
from licensing.actions import denial_imports as actions
from licensing.queries.decision_periods import today_of
from licensing.queries.denial_imports import counts_of, denial_imports_of, faults_in, preview
from licensing.rules.denial_tables import Fault, What, denials_of
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting

MOST_FAULTS, MOST_SHOWN = 20, 200
WORDS = {
    What.NEW: pgettext_lazy("a denial", "New"),
    What.CHANGED: gettext_lazy("Another ground"),
    What.GONE: gettext_lazy("Revoked by its state"),
    What.SAME: gettext_lazy("As it is entered"),
}
TAGS = {What.NEW: "active", What.CHANGED: "waiting", What.GONE: "refused", What.SAME: "uncounted"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def imports(request: AuthenticatedRequest) -> HttpResponse:
    """What waits and what was read in before; POST reads a file and leads to its preview."""
    authority, at = own_authority_or_404(request), clock.now()
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DenialsTableForm(*data)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        rows, faults = denials_of(
            form.table, own_state=str(authority.member_state_id), today=today_of(authority, at=at)
        )
        faults = faults or faults_in(rows, authority=authority)
        if faults:
            form.add_error("file", _("Nothing was taken: correct the rows below."))
        else:
            with errors_in(form, field="file"):
                table = actions.propose_denial_import(
                    authority=authority,
                    name=form.cleaned_data["file"].name,
                    rows=rows,
                    actor=request.user,
                    at=at,
                )
                messages.success(request, _("Read. A second officer of your authority takes it."))
                return redirect(table)
    tables = denial_imports_of(authority)
    context = {"tables": tables, "waiting": tables.pending(), "faults": faults[:MOST_FAULTS], "form": form}
    return form_response(request, "desks/exchange/denial_imports.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: AuthenticatedRequest, import_id: UUID) -> HttpResponse:
    """What each row does; the second officer takes the file or discards it."""
    authority, at = own_authority_or_404(request), clock.now()
    table = waiting_or_elsewhere(
        denial_imports_of(authority), import_id, url=reverse("desks:denial_imports"), reader=request.user
    )
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (actions.discard_denial_import, _("Discarded."))
            if "discard" in request.POST
            else (actions.approve_denial_import, _("Carried out."))
        )
        with errors_in(form):
            act(import_id=table.pk, actor=request.user, at=at)
            messages.success(request, done)
            return redirect("desks:denial_imports")
    rows = preview(table.rows, authority=authority)
    counted = counts_of(rows)
    context = {
        "form": form,
        "table": table,
        "rows": [(row, WORDS[row.what], TAGS[row.what]) for row in rows[:MOST_SHOWN]],
        "hidden": max(len(rows) - MOST_SHOWN, 0),
        "counted": [(WORDS[what], counted[what]) for what in What if counted.get(what)],
        "may_approve": not table.was_proposed_by(request.user),
        "consequences": _if_taken(authority),
        "acting": acting(request.user, authority, at=at),
    }
    return form_response(request, "desks/exchange/denial_import.html", form, context)


def _if_taken(authority: Organisation) -> list[str]:
    return [
        _(
            "New denials stand in the register, and their parties among the names that requests are compared with."
        ),
        _(
            "Open cases of %(authority)s about the same transaction ask the denying state at once (Article 16(5))."
        )
        % {"authority": authority.short_name},
        _("What its state has revoked is asked about no more."),
    ]
