"""A new draft from an earlier one of its kind: choose which, choose what is the same."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.i18n import fill
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.drafts import CopyForm
from exportctl.desks.drafts.kinds import KINDS, draft_or_404, kind_of, kind_of_request
from licensing.queries.exporters import files_for_several
from licensing.rules.requests import Kind

PAGE = 15
LONGEST = 100


@require_safe
@login_required
def copy_from(request: AuthenticatedRequest, kind: Kind) -> HttpResponse:
    """Everything of one's own that can be copied, the latest first."""
    if not access.has_seat(request.user, Permission.FILE):
        raise Http404
    declared = kind_of_request(kind)
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    page = Paginator(declared.copyable(request.user, words=words), PAGE).get_page(request.GET.get("page"))
    searched = f"{urlencode({'q': words})}&" if words else ""
    context = {
        "kind": declared,
        "others": list(
            {each.copy_from: each for each in KINDS if each.copy_from != declared.copy_from}.values()
        ),
        "q": words,
        "several": files_for_several(request.user),
        "page_of": page,
        "previous": f"?{searched}page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?{searched}page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "desks/drafts/copy_from.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def copy(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What is taken over and what has to be answered anew; then the new draft."""
    source = draft_or_404(request.user, reference, is_open=False)
    kind = kind_of(source)
    if not kind.copy_choices:  # a correction: its case is what one copies
        raise Http404
    form = CopyForm(request.POST if request.method == "POST" else None, choices=kind.copy_choices)
    if request.method == "POST" and form.is_valid():
        parts = form.cleaned_data["parts"]
        with errors_in(form):
            return redirect(
                kind.acts.copy(draft_id=source.pk, parts=parts, actor=request.user, at=clock.now())
            )
    context = {
        "draft": source,
        "kind": kind,
        "title": fill(kind.words.copy, {"item": source.item_name}),
        "form": form,
    }
    return form_response(request, "desks/drafts/copy.html", form, context)
