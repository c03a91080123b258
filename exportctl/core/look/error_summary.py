"""What is wrong with an answer, gathered from forms: one sentence on top, and a link to each field."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def summary(forms: Iterable[BaseForm]) -> dict[str, Any]:
    """Title and links; empty when nothing is wrong."""
    errors = [mistake for form in forms if form is not None for mistake in _of(form)]
    return {"title": title(errors), "errors": errors} if errors else {}


def title(errors: list[dict[str, str]]) -> str:
    """Says what is wrong: how many answers are missing, how many need a change."""
    of_fields = [one for one in errors if one["href"]]
    if not of_fields:
        return errors[0]["text"]
    missing = [one for one in of_fields if one["code"] == "required"]
    if len(missing) == len(of_fields):
        return ngettext("%(count)s answer is missing", "%(count)s answers are missing", len(missing)) % {
            "count": in_letters(len(missing))
        }
    return ngettext("%(count)s answer needs a change", "%(count)s answers need a change", len(of_fields)) % {
        "count": in_letters(len(of_fields))
    }


def in_letters(number: int) -> str:
    """One to nine as the first word of a sentence, figures from ten."""
    letters = {
        1: pgettext("begins a sentence", "One"),
        2: pgettext("begins a sentence", "Two"),
        3: pgettext("begins a sentence", "Three"),
        4: pgettext("begins a sentence", "Four"),
        5: pgettext("begins a sentence", "Five"),
        6: pgettext("begins a sentence", "Six"),
        7: pgettext("begins a sentence", "Seven"),
        8: pgettext("begins a sentence", "Eight"),
        9: pgettext("begins a sentence", "Nine"),
    }
    return letters.get(number, str(number))


def _of(form: BaseForm) -> list[dict[str, str]]:
    """In the order of the fields, whoever found the mistake; what is of no field comes first."""
    summary = []
    places = {name: place for place, name in enumerate(form.fields)}
    for name, errors in sorted(form.errors.as_data().items(), key=lambda each: places.get(each[0], -1)):
        href = "" if name == NON_FIELD_ERRORS else _place(form, name)
        label = "" if name == NON_FIELD_ERRORS else str(form[name].label)
        for error in errors:
            for message in error.messages:
                summary.append({"text": worded(message, label), "href": href, "code": str(error.code or "")})
    return summary


def worded(message: str, label: str) -> str:
    """Django's own sentence for a missing answer names no field; where it stands alone it has to."""
    if label and message == _("This field is required."):
        return _("%(question)s: this answer is missing") % {"question": label}
    return message


def _place(form: BaseForm, name: str) -> str:
    """Where a link goes: the field itself, or the first of its choices."""
    field = form[name]
    first = f"{field.auto_id}_0" if field.use_fieldset and field.auto_id else field.id_for_label
    return f"#{first or field.auto_id}"
