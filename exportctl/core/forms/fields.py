"""How forms are drawn: plain Django forms in GOV.UK's markup, errors on top and at the field.

A form class may carry three tables, all optional: `reveals` (choice → fields shown under it), `hints`
(a line under a choice) and `legend_as_title` (fields whose question is the title of the page).
"""

from datetime import date
from typing import Any, Literal

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from exportctl.core import formatting
from exportctl.core.i18n import fill
from exportctl.core.rules.days import read_day
from exportctl.core.rules.decimals import Ambiguous, NotANumber, read_decimal, typed_decimal
from exportctl.core.rules.mailboxes import mailbox_of
from exportctl.core.rules.texts import plain_text

INPUT, TEXTAREA, SELECT = "govuk-input", "govuk-textarea", "govuk-select"
CLASSES = {
    **dict.fromkeys(
        [
            f"django/forms/widgets/{name}.html"
            for name in ("text", "email", "number", "password", "url", "date", "datetime", "time", "input")
        ],
        INPUT,
    ),
    "django/forms/widgets/textarea.html": TEXTAREA,
    "django/forms/widgets/select.html": SELECT,
    "django/forms/widgets/file.html": "govuk-file-upload",
    "django/forms/widgets/clearable_file_input.html": "govuk-file-upload",
    "django/forms/widgets/checkbox.html": "govuk-checkboxes__input",
    "django/forms/widgets/checkbox_option.html": "govuk-checkboxes__input",
    "django/forms/widgets/radio_option.html": "govuk-radios__input",
}


class HouseRenderer(TemplatesSetting):
    """Gives widgets their class; errors come from the server, so no browser's own bubbles (`required`)."""

    form_template_name = "django/forms/house.html"
    field_template_name = "django/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        widget = context.get("widget")
        if widget and template_name in CLASSES:
            context = {
                **context,
                "widget": {**widget, "attrs": self._attributes(template_name, widget["attrs"])},
            }
        return super().render(template_name, context, request)

    def _attributes(self, template_name: str, given: dict[str, Any]) -> dict[str, Any]:
        base = CLASSES[template_name]
        wrong = f"{base}--error" if given.get("aria-invalid") and base in (INPUT, TEXTAREA, SELECT) else ""
        others = {name: value for name, value in given.items() if name not in ("class", "required")}
        return {"class": " ".join(filter(None, [base, wrong, given.get("class", "")])), **others}


class TextField(forms.CharField):
    """A text as the shapes keep it, cleaned by the same function before it is counted.

    A browser sends a line break as two characters and counts it as one; so do we.
    """

    default_error_messages = {
        "max_length": _("Use at most %(limit_value)d characters; these are %(show_value)d."),
    }

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_text(value) if isinstance(value, str) else value)


class ShortField(TextField):
    """A number or a code that nobody has to give: its field is as wide as what is written in it, in characters."""

    def __init__(self, *, width: Literal[10, 20], **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": f"govuk-input--width-{width}"})
        super().__init__(required=False, widget=widget, **kwargs)


class MailboxField(forms.EmailField):
    """An e-mail address as it is stored: without what nobody sees, its domain in punycode (rules/mailboxes.py)."""

    def to_python(self, value: Any) -> str:
        return mailbox_of(super().to_python(value) or "")


NO_NUMBER = _("Give a number in digits, for example 1500 or 2.5.")


def number_of(typed: str) -> str:
    """A number typed on a page in the active language, as it is stored; a sentence says what is wrong with it."""
    language = (get_language() or "en")[:2]
    try:
        return read_decimal(typed, language=language)
    except NotANumber:
        text: Any = NO_NUMBER
    except Ambiguous as asked:
        readings = {"large": asked.large, "small": typed_decimal(asked.small, language=language)}
        text = fill(
            _("This number can be read in two ways. Write %(large)s or %(small)s, whichever you mean."),
            readings,
        )
    raise forms.ValidationError(text, code="invalid" if text is NO_NUMBER else "ambiguous")


class NumberField(forms.CharField):
    """A decimal number: typed as the reader's language writes it, kept as REST takes it."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return number_of(typed) if typed else ""

    def typed(self, stored: Any) -> str:
        """A stored number as the field shows it."""
        return typed_decimal(str(stored), language=(get_language() or "en")[:2]) if stored else ""

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return _NumberAsTyped(form, self, field_name)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class _NumberAsTyped(forms.BoundField):
    """What is sent comes back as it was typed; what is stored is shown in the reader's language."""

    def value(self) -> Any:
        field: Any = self.field
        return super().value() if self.form.is_bound else field.typed(self.initial)


class WholeNumberField(forms.IntegerField):
    """A whole number, read and shown as every number is: Django would take 480.000 for 480."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        """What is stored, with its thousands grouped; what somebody typed comes back as typed."""
        return formatting.number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return int(number_of(value))
        except ValueError:  # it has decimal places
            pass
        except forms.ValidationError as error:
            if error.code != "invalid":
                raise
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}


YEARS = range(1900, 2200)  # that somebody can mean; at the calendar's own ends no day can be added or taken


class DateField(forms.DateField):
    """One date, in the browser's own picker; typed dates are read in every form that pages write."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Give a day, for example 15/12/2027 or 15 December 2027.")}

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            day = read_day(value)
        except ValueError:
            day = date.min
        if day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def revealed(form: forms.BaseForm) -> dict[str, str]:
    """Fields drawn under a choice of another field, with the name of that field."""
    tables: dict[str, dict[str, list[str]]] = getattr(form, "reveals", {})
    return {part: field for field, choices in tables.items() for parts in choices.values() for part in parts}
