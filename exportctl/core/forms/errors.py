"""What an action refuses, shown in the form that asked for it: at the field it points to, else at the form's head."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.forms import BaseForm

from exportctl.core.errors import DomainError, Pointed


def add_domain_errors(form: BaseForm, error: DomainError, *, field: str | None = None) -> None:
    """`field`: where an error without a pointer belongs, when not at the form's head."""
    add_pointed_errors(form, error.errors)
    if not error.errors:
        form.add_error(field, str(error.message))


def add_pointed_errors(form: BaseForm, errors: list[dict[str, Any]] | list[Pointed]) -> None:
    """Each at the field nearest to its pointer."""
    for each in errors:
        form.add_error(field_at(form, str(each["pointer"])), str(each["detail"]))


@contextmanager
def errors_in(form: BaseForm, *, field: str | None = None) -> Iterator[None]:
    """Run an action for a form: what it refuses becomes the form's errors, and the view goes on to show them."""
    try:
        yield
    except DomainError as error:
        add_domain_errors(form, error, field=field)


def field_at(form: BaseForm, pointer: str) -> str | None:
    """The field for `/entry/models/0`: `entry_models_0`, else `entry_models`, else `entry`; None when there is none.

    A form whose fields are named otherwise says so in `pointers`: field → pointer.
    """
    named: Mapping[str, str] = getattr(form, "pointers", {})
    by_pointer = {place: name for name, place in named.items()}
    parts = pointer.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        place, name = "/" + "/".join(parts[:length]), "_".join(parts[:length])
        if place in by_pointer:
            return by_pointer[place]
        if name in form.fields:
            return name
    return None
