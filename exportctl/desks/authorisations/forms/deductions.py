"""What is taken from one line of an authorisation, by customs or by its holder's report."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import NumberField
from licensing.labels import label, line_name
from licensing.models import Authorisation
from licensing.rules.shapes import UNITS
from licensing.rules.write_offs import value_missing


class DeductionForm(forms.Form):
    """A line, a quantity and, where the line limits it, a value; the unit is the line's own, if it has one."""

    shape: ClassVar[shapes.Object]  # as REST reads it
    day: ClassVar[str]  # the field whose day validity is asked of

    line = forms.ChoiceField(label=pgettext_lazy("of an authorisation", "Line"), widget=forms.RadioSelect)
    deducted = NumberField(
        label=_("Quantity"), widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    worth = NumberField(
        label=_("Value (optional)"),
        help_text=_("In the currency of the line, which does not limit it."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    pointers = {"deducted": "/quantity", "worth": "/value"}  # as the shape calls them

    def __init__(self, *args: Any, authorisation: Authorisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = authorisation.lines
        self._units = {str(line.number): line.unit for line in lines}
        self._limited_in = {str(line.number): line.currency for line in lines if line.limits_value}
        field: Any = self.fields["line"]
        field.choices = [
            (
                str(line.number),
                ", ".join(filter(None, [f"{line.number}: {line_name(line)}", label("units", line.unit)])),
            )
            for line in lines
        ]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
        self._ask_for_unit()
        self._ask_for_value()

    def _ask_for_unit(self) -> None:
        """Only where a line is granted in none; which lines those are is said."""
        without = [number for number, unit in self._units.items() if not unit]
        if not without:
            del self.fields["unit"]
            return
        unit: Any = self.fields["unit"]
        unit.choices = [("", "–"), *((each, label("units", each)) for each in UNITS)]
        words = ngettext(
            "Only for line %(lines)s, which is granted without a unit: what the quantity counts.",
            "Only for lines %(lines)s, which are granted without a unit: what the quantity counts.",
            len(without),
        )
        unit.help_text = words % {"lines": ", ".join(without)}

    def _ask_for_value(self) -> None:
        """Needed where a line limits it; which lines those are is said."""
        if not self._limited_in:
            return
        field = self.fields["worth"]
        field.label = gettext("Value")
        field.required = len(self._limited_in) == len(self._units)
        words = ngettext(
            "In %(currency)s. Needed for line %(lines)s, which limits the value, too.",
            "In %(currency)s. Needed for lines %(lines)s, which limit the value, too.",
            len(self._limited_in),
        )
        currencies = ", ".join(dict.fromkeys(self._limited_in.values()))
        field.help_text = words % {"currency": currencies, "lines": ", ".join(self._limited_in)}

    def clean(self) -> dict[str, Any]:
        """Read by the very shape of REST."""
        given = super().clean() or {}
        sent = {name: value for name, value in given.items() if value not in (None, "")}
        if day := sent.get(self.day):
            sent[self.day] = day.isoformat()
        if "line" in sent:
            own = self._units[sent["line"]]
            sent |= {"unit": sent.get("unit") or own, "line": int(sent["line"])}
        sent = {self.pointers.get(name, name).strip("/"): value for name, value in sent.items()}
        self.declared, errors = shapes.check(sent, self.shape)
        if "line" in sent:
            errors += self.shape.members["unit"].missing(sent["unit"], "/unit")
            currency = self._limited_in.get(given["line"])
            if currency and "value" not in sent and not self.has_error("worth"):
                errors.append(shapes.error("/value", value_missing(currency)))
        add_pointed_errors(self, errors)
        return given
