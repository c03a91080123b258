"""What the item of a draft resembles, while somebody types. What is sent here is compared and forgotten."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.kinds import draft_or_404, kind_of
from licensing.queries.similar_cases import similar_while_typing
from licensing.rules.drafts import patch_of


@login_required
@require_POST
def similar(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """A fragment. By POST, because an address ends up in logs; fields that are wrong yet are passed over."""
    draft = draft_or_404(request.user, reference)
    part = next((part for part in kind_of(draft).parts if part.is_compared), None)
    if part is None:
        raise Http404
    form = part.form(request.POST, body={})
    form.is_valid()
    similar = similar_while_typing(patch_of(form.values()).get("item", {}))
    context = {"draft": draft, "similar": similar, "is_typed": True}
    return render(request, "desks/drafts/_similar.html", context)
