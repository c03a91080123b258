"""One line of a list in a draft: an item, or another party. Written on a page of its own, taken out again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.lines import LinesPart
from exportctl.desks.drafts.kinds import draft_or_404, kind_of
from exportctl.desks.drafts.views.parts import clash_page, save, saving_context
from licensing.actions import drafts as actions
from licensing.models import Draft


@login_required
def line(request: AuthenticatedRequest, reference: str, part: str, number: int) -> HttpResponse:
    """Saved as it stands, gaps and all; the number behind the last begins a new line."""
    draft = draft_or_404(request.user, reference, is_open=request.method != "POST")
    declared = lines_or_404(draft, part)
    form = declared.line(draft.body, number, request.POST or None)
    if form is None:
        raise Http404
    result = save(request, draft, form) if request.method == "POST" and form.is_valid() else None
    if result and result.clashes:
        return clash_page(request, form, result)
    if result and "another" in request.POST:
        return redirect(declared.line_page(draft, len(declared.lines(result.draft.body)) + 1))
    if result:
        return redirect(declared.page(draft))
    key = declared.line_key(number)
    place = declared.places_of(draft).get(key)
    context = {
        "draft": draft,
        "form": form,
        "part": declared,
        "heading": declared.heading(number),
        "key": key,
        "places": {key: place} if place else {},
        **saving_context(request, draft),
    }
    return form_response(request, "desks/drafts/line.html", form, context)


@login_required
@require_POST
def remove(request: AuthenticatedRequest, reference: str, part: str, number: int) -> HttpResponse:
    """Takes out what the page showed; what a colleague changed meanwhile stays, and is said."""
    draft = draft_or_404(request.user, reference, is_open=False)
    declared = lines_or_404(draft, part)
    with errors_as_message(request):
        actions.remove_line(
            model=type(draft),
            draft_id=draft.pk,
            member=declared.member,
            place=number - 1,
            loaded=request.POST.get("loaded", ""),
            actor=request.user,
            at=clock.now(),
        )
        messages.success(request, _("%(line)s is taken out.") % {"line": declared.heading(number)})
    return redirect(declared.page(draft))


def lines_or_404(draft: Draft, key: str) -> LinesPart:
    """The list of the draft that the address names."""
    part = next((each for each in kind_of(draft).parts if each.key == key), None)
    if not isinstance(part, LinesPart):
        raise Http404
    return part
