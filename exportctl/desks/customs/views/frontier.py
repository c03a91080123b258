"""At the frontier: a number or a code in, and on one small page whether it is good, what is left, what to do."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock, signing
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.customs.forms.frontier import CodeForm
from exportctl.desks.customs.presenters import frontier as words
from licensing.models import Authorisation
from licensing.models.authorisations import AuthorisationQuerySet
from licensing.queries.write_offs import declared_under
from licensing.rules.paper_codes import PaperCode, read_code
from licensing.rules.write_offs import is_movement_number

NOT_FOUND = _(
    "No authorisation has this number, and your office wrote off and kept back no declaration of it. Compare it with"
    " box 2 of the paper."
)


@require_safe
@login_required
def frontier(request: AuthenticatedRequest) -> HttpResponse:
    """Customs alone. The question stands in the address: a scanned code is opened by one touch, and again by “back”."""
    if not access.has_seat(request.user, Permission.CHECK_SHIPMENTS):
        raise Http404
    form = CodeForm(request.GET if "code" in request.GET else None)
    context: dict[str, Any] = {"form": form, "keys": signing.trusted_keys()}
    if not form.is_bound:
        context |= words.what_waits(request.user, at=clock.now())
    status = 200
    if form.is_bound and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        authorisation = _found_by(request, code)
        if authorisation is None:
            form.add_error("code", NOT_FOUND)
            context["sought"] = {"mrn": code.reference if is_movement_number(code.reference) else ""}
        else:
            is_genuine = signing.is_ours(code.message, code.signature, code.key) if code.is_signed else None
            context |= words.card(authorisation, code=code, is_genuine=is_genuine, at=clock.now())
    if form.is_bound and form.errors:
        status = 422
    return render(request, "desks/customs/frontier.html", context, status=status)


def _found_by(request: AuthenticatedRequest, code: PaperCode) -> Authorisation | None:
    rows = Authorisation.objects.presented_to(request.user).with_balances()
    if code.token:
        return rows.filter(token=code.token).first()
    return rows.filter(reference=code.reference).first() or _declared(rows, request, code.reference)


def _declared(rows: AuthorisationQuerySet, request: AuthenticatedRequest, mrn: str) -> Authorisation | None:
    """Where the office wrote a declaration off, or keeps it back; the newest, if it did so more than once."""
    declared = declared_under(mrn, reader=request.user)
    return rows.filter(pk__in=declared).order_by("-issued_at").first() if declared else None
