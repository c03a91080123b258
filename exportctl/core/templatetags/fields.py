"""What the form templates ask about a field: its errors, its choices, what they reveal."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField

from exportctl.core.forms.fields import revealed
from exportctl.core.look import error_summary

register = template.Library()


@register.filter
def error_words(field: BoundField) -> list[str]:
    """The errors at a field, in the very words of the list on top."""
    return [error_summary.worded(str(error), str(field.label)) for error in field.errors]


@register.filter
def is_revealed(field: BoundField) -> bool:
    return field.name in revealed(field.form)


@register.filter
def is_folded(field: BoundField) -> bool:
    """Does it stand in the fold at the end of its form, for what most people leave out?"""
    return field.name in getattr(field.form, "folded", ())


@register.filter
def folded(form: BaseForm) -> list[BoundField]:
    return [form[name] for name in getattr(form, "folded", ())]


@register.filter
def is_optional(field: BoundField) -> bool:
    return field.name in getattr(field.form, "optional", ())


@register.filter
def is_title(field: BoundField) -> bool:
    return field.name in getattr(field.form, "legend_as_title", ())


@register.filter
def is_touched(fields: Iterable[BoundField]) -> bool:
    """Does something stand in one of them, or is one wrong? Else they may stay folded."""
    return any(field.errors or field.value() for field in fields or ())


@register.filter
def fold_after(field: BoundField) -> int:
    """After how many choices the others fold; 0 where all are shown."""
    after: int = getattr(field.form, "folds", {}).get(field.name, 0)
    return after


@register.filter
def is_fold_open(field: BoundField) -> bool:
    """Is one of the folded choices chosen already?"""
    return any(one.data["selected"] for one in list(field.subwidgets)[fold_after(field) :])


@register.filter
def choices(field: BoundField) -> list[dict[str, Any]]:
    """The choices of radios or checkboxes, each with its hint and the fields it reveals."""
    reveals = getattr(field.form, "reveals", {}).get(field.name, {})
    hints = getattr(field.form, "hints", {}).get(field.name, {})
    return [
        {
            "input": one,
            "hint": hints.get(str(one.data["value"]), ""),
            "hint_id": f"{one.id_for_label}_hint",
            "fields": [field.form[name] for name in reveals.get(str(one.data["value"]), ())],
        }
        for one in field.subwidgets
    ]
