"""After an approved change of record: the papers that name the company as it was, issued anew in one act of two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.four_eyes import Status
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.registrations.forms.record_reissues import ReissuesForm
from exportctl.desks.registrations.presenters.record_reissues import if_reissued, why_reissued
from exportctl.desks.registrations.presenters.registrations import record_rows
from exportctl.desks.registrations.views.registrations import handled_or_404
from licensing.actions.record_reissues import approve_reissues, discard_reissues, propose_reissues
from licensing.models import Authorisation
from licensing.queries.record_reissues import outdated_papers, to_reissue

ANSWERS: dict[str, Any] = {"approve": approve_reissues, "discard": discard_reissues}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reissues(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    """After a change of name, number or address: the papers that say the old one; proposed and carried out together."""
    shown, at = handled_or_404(request, registration_id), clock.now()
    for button, act in ANSWERS.items():
        if button in request.POST:
            with errors_as_message(request):
                count = act(registration_id=shown.pk, actor=request.user, at=at)
                messages.success(request, _done(count))
            return redirect("desks:reissues", shown.pk)
    # Not those in whose case the officer declared a conflict of interest.
    known = Authorisation.objects.visible_to(request.user).values("pk")
    papers, free = (list(rows(shown, at=at).filter(pk__in=known)) for rows in (outdated_papers, to_reissue))
    form = ReissuesForm(
        request.POST if request.method == "POST" else None,
        choices=[(str(each.pk), each.reference) for each in free],
        initial={"authorisations": [str(each.pk) for each in free], "grounds": why_reissued(shown)},
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            ids = [UUID(each) for each in form.cleaned_data["authorisations"]]
            grounds = form.cleaned_data["grounds"]
            given: dict[str, Any] = {"authorisation_ids": ids, "grounds": grounds, "at": at}
            propose_reissues(registration_id=shown.pk, actor=request.user, **given)
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect("desks:reissues", shown.pk)
    changes = list(
        shown.reissues.filter(authorisation__in=known)
        .select_related("authorisation", "proposed_by")
        .prefetch_related("authorisation__successors")
        .order_by("proposed_at", "pk")
    )
    waiting = [each for each in changes if each.status == Status.PROPOSED]
    context = {
        "registration": shown,
        "rows": [row for row in record_rows(shown.body, shown.before) if row.is_changed],
        "papers": [(each, each.pk in {one.pk for one in free}) for each in papers],
        "free": free,
        "waiting": waiting,
        "done": [each for each in changes if each.status == Status.APPROVED],
        "may_approve": bool(waiting) and not any(each.was_proposed_by(request.user) for each in waiting),
        "consequences": if_reissued() if free or waiting else [],
        "form": form,
    }
    return form_response(request, "desks/registrations/reissues.html", form, context)


def _done(count: int) -> str:
    return ngettext("Done for %(n)d authorisation.", "Done for %(n)d authorisations.", count) % {"n": count}
