"""An authority's own standard texts: read, added, changed, retired and taken back into use by its people."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.authority_texts import AuthorityTextForm
from licensing.actions import authority_texts as actions
from licensing.models import AuthorityText
from licensing.models.authority_texts import WRITERS
from licensing.queries.authority_texts import texts_of

PAGE = "desks:authority_texts"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def texts(request: AuthenticatedRequest) -> HttpResponse:
    """Every text of the authority; POST adds one."""
    authority = _authority_or_404(request)
    rows = texts_of(authority)
    if kind := table_kind(request):
        return _table(kind, rows)
    form = AuthorityTextForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.add_text(authority=authority, actor=request.user, at=clock.now(), **form.words())
            messages.success(request, _("The text is offered from now on."))
            return redirect(PAGE)
    context = {
        "authority": authority,
        "in_use": [(text, text.text(authority.language)) for text in rows if text.status == "in_use"],
        "retired": [text for text in rows if text.status != "in_use"],
    }
    return form_response(request, "desks/worklist/texts/overview.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: AuthenticatedRequest, text_id: UUID) -> HttpResponse:
    """One text: other words, retired, or back in use."""
    _authority_or_404(request)
    text = get_object_or_404(AuthorityText.objects.visible_to(request.user), pk=text_id)
    settle = {"retire": actions.retire_text, "restore": actions.restore_text}
    for button, act in settle.items():
        if button in request.POST:
            with errors_as_message(request):
                act(text_id=text.pk, actor=request.user, at=clock.now())
                told = _("It is offered no more.") if button == "retire" else _("It is offered again.")
                messages.success(request, told)
            return redirect(PAGE)
    form = AuthorityTextForm(request.POST if request.method == "POST" else None, text=text)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.change_text(text_id=text.pk, actor=request.user, at=clock.now(), **form.words())
            messages.success(request, _("Changed. What was written with the earlier words keeps them."))
            return redirect(PAGE)
    return form_response(request, "desks/worklist/texts/text.html", form, {"text": text})


def _table(kind: str, rows: list[AuthorityText]) -> HttpResponse:
    head = [_("Title"), _("For"), _("English"), _("German"), _("French"), _("Status"), _("Changed")]
    cells = (
        [
            text.title,
            text.get_field_display(),
            *(text.texts.get(code, "") for code in ("en", "de", "fr")),
            text.get_status_display(),
            text.changed_at,
        ]
        for text in rows
    )
    return TABLES[kind](f"own-standard-texts.{kind}", head, cells)


def _authority_or_404(request: AuthenticatedRequest) -> Organisation:
    authority = access.principal_of(request.user, *WRITERS)
    if authority is None or authority.kind != OrganisationKind.AUTHORITY:
        raise Http404
    return authority
