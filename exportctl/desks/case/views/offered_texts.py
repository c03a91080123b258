"""The button that puts chosen standard texts into a field, on every page that offers them; it needs no script."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.presenters.offered_texts import with_texts
from exportctl.desks.case.queries.cases import Case


def typed_with_texts(
    request: AuthenticatedRequest, case: Case, field: str, *, into: str
) -> dict[str, Any] | None:
    """What the form is to start from anew once the button was pressed; None if it was not.

    Nothing is checked or kept: what is typed comes back as it is, with the texts.
    """
    if request.method != "POST" or "insert" not in request.POST:
        return None
    lists = dict(request.POST.lists())
    keys = lists.pop("texts", [])
    typed = {name: values if len(values) > 1 else values[0] for name, values in lists.items()}
    messages.success(request, _("The texts are inserted. Change them as you need."))
    return with_texts(case.request, typed, keys, {field: into})
