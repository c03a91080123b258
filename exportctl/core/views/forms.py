"""What every view with a form answers, and what an act without one says when it is refused."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exportctl.core.errors import DomainError


def form_response(
    request: HttpRequest, template: str, form: BaseForm, context: Mapping[str, Any]
) -> HttpResponse:
    """The page with its form: 422 when what was sent has errors (htmx swaps it, a machine sees it), 200 otherwise."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


@contextmanager
def errors_as_message(request: HttpRequest) -> Iterator[None]:
    """Run an action behind a single button: what it refuses is said on the next page."""
    try:
        yield
    except DomainError as error:
        messages.error(request, str(error.message))
