"""What every view with a form answers, and what an act without one says when it is refused."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from exportctl.core.errors import DomainError, Elsewhere
from exportctl.core.models import User
from exportctl.core.rules.four_eyes import Status


def form_response(
    request: HttpRequest, template: str, form: BaseForm, context: Mapping[str, Any]
) -> HttpResponse:
    """The page with its form: 422 when what was sent has errors (htmx swaps it, a machine sees it), 200 otherwise."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def waiting_or_elsewhere(rows: QuerySet[Any], pk: UUID, *, url: str, reader: User) -> Any:
    """What waits for a second officer. Whoever comes after it was settled is led to `url`; a stranger gets 404."""
    act = get_object_or_404(rows, pk=pk)
    if act.status != Status.PROPOSED:
        raise Elsewhere(
            _("It waits no more: a colleague approved or discarded it."),
            url=url,
            is_own=act.approved_by_id == reader.pk,
        )
    return act


@contextmanager
def errors_as_message(request: HttpRequest) -> Iterator[None]:
    """Run an action behind a single button: what it refuses is said on the next page."""
    try:
        yield
    except DomainError as error:
        messages.error(request, str(error.message))
