"""What customs type to find an authorisation, to deduct from it and to take a deduction back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import shapes
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import DateField, NumberField, TextField
from licensing.labels import label
from licensing.models import Authorisation
from licensing.rules.write_offs import MOST_OFFICE, WRITE_OFF_SHAPE


class FindForm(forms.Form):
    reference = TextField(
        label=_("Number of the authorisation"),
        help_text=_("Box 2 of the paper, for example DE-A-2026-0117."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20", "autocomplete": "off"}),
    )


class WriteOffForm(forms.Form):
    """One line of a declaration; the unit is the line's own."""

    mrn = TextField(
        label="MRN",
        help_text=_("Two digits, two letters, then fourteen letters or digits."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20", "autocomplete": "off"}),
    )
    line = forms.ChoiceField(label=pgettext_lazy("of an authorisation", "Line"), widget=forms.RadioSelect)
    deducted = NumberField(
        label=_("Quantity"), widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    worth = NumberField(
        label=_("Value (optional)"),
        help_text=_("In the currency of the line; needed where the line limits the value."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    customs_office = TextField(
        label=_("Customs office of export"),
        help_text=_("Its code, for example DE004851."),
        max_length=MOST_OFFICE,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-10"}),
    )
    accepted_on = DateField(
        label=_("Accepted on (optional)"),
        help_text=_(
            "The day on which the declaration was accepted: validity is asked of it. Today if left out."
        ),
        required=False,
    )
    exporter_eori = TextField(
        label=_("EORI of the declaration (optional)"),
        help_text=_("Compared with the holder’s."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )
    destination = TextField(
        label=_("Destination of the declaration (optional)"),
        help_text=_("Two letters; compared with the destination granted."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-4"}),
    )

    pointers = {"deducted": "/quantity", "worth": "/value"}  # as the shape calls them

    def __init__(self, *args: Any, authorisation: Authorisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(line.number): line.unit for line in authorisation.lines}
        field: Any = self.fields["line"]
        field.choices = [
            (str(line.number), f"{line.number}: {line.name}, {label('units', line.unit)}")
            for line in authorisation.lines
        ]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]

    def clean(self) -> dict[str, Any]:
        """Read by the very shape of REST."""
        given = super().clean() or {}
        sent = {name: value for name, value in given.items() if value not in (None, "")}
        if day := sent.get("accepted_on"):
            sent["accepted_on"] = day.isoformat()
        if "line" in sent:
            sent |= {"unit": self._units[sent["line"]], "line": int(sent["line"])}
        sent = {self.pointers.get(name, name).strip("/"): value for name, value in sent.items()}
        self.declared, errors = shapes.check(sent, WRITE_OFF_SHAPE)
        add_pointed_errors(self, errors)
        return given


class ReversalForm(forms.Form):
    reason = TextField(
        label=_("Why (optional)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
