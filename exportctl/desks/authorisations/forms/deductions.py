"""What is taken from one line of an authorisation, by customs or by its holder's report."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import shapes
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import NumberField
from licensing.labels import label
from licensing.models import Authorisation
from licensing.rules.shapes import UNITS


class DeductionForm(forms.Form):
    """A line, a quantity and, where it is limited, a value; the unit is the line's own."""

    shape: ClassVar[shapes.Object]  # as REST reads it
    day: ClassVar[str]  # the field whose day validity is asked of

    line = forms.ChoiceField(label=pgettext_lazy("of an authorisation", "Line"), widget=forms.RadioSelect)
    deducted = NumberField(
        label=_("Quantity"), widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    unit = forms.ChoiceField(
        label=_("Unit"), help_text=_("Of a line that is granted in none of its own."), required=False
    )
    worth = NumberField(
        label=_("Value (optional)"),
        help_text=_("In the currency of the line; needed where the line limits the value."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    pointers = {"deducted": "/quantity", "worth": "/value"}  # as the shape calls them

    def __init__(self, *args: Any, authorisation: Authorisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(line.number): line.unit for line in authorisation.lines}
        field: Any = self.fields["line"]
        field.choices = [
            (
                str(line.number),
                ", ".join(filter(None, [f"{line.number}: {line.name}", label("units", line.unit)])),
            )
            for line in authorisation.lines
        ]
        if all(self._units.values()):
            del self.fields["unit"]
        else:
            unit: Any = self.fields["unit"]
            unit.choices = [("", "–"), *((each, label("units", each)) for each in UNITS)]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]

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
        add_pointed_errors(self, errors)
        return given
