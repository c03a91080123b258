"""What the item of a draft resembles, while somebody types. What is sent here is compared and forgotten."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from exportctl.desks.drafts.forms.parts import ItemForm
from licensing.queries.similar_list_items import similar_while_typing
from notifications.queries import notifications as queries
from notifications.rules.merging import patch_of


@login_required
@require_POST
def similar(request: HttpRequest, reference: str) -> HttpResponse:
    """A fragment. By POST, because an address ends up in logs; fields that are wrong yet are passed over."""
    found = get_object_or_404(queries.notifications(request.user), reference=reference, status="draft")
    form = ItemForm(request.POST, body={})
    form.is_valid()
    context = {
        "notification": found,
        "similar": similar_while_typing(patch_of(form.sent()).get("item", {})),
        "said": True,
    }
    return render(request, "desks/drafts/_similar.html", context)
