"""What a state lays down for a general authorisation: the act, and its content as a file or as terms."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.forms.fields import DateField, TextField, WholeNumberField
from licensing.rules.general_authorisations import general_authorisations
from licensing.rules.general_editions import LARGEST_BYTES

MOST_SHOWN = 20
REGISTRATION = [
    ("no", gettext_lazy("It is not asked for")),
    ("before", gettext_lazy("Before the first use")),
    ("after", gettext_lazy("Within so many days after the first use")),
]
FIRST_USE = [
    ("after", gettext_lazy("Within so many days after the first export")),
    ("before", gettext_lazy("So many days before the first export")),
]
REPORTS = [
    ("0", gettext_lazy("No periodic report beyond what the Regulation asks for")),
    ("12", gettext_lazy("Every year")),
    ("6", gettext_lazy("Every half-year")),
    ("3", gettext_lazy("Every quarter")),
    ("1", gettext_lazy("Every month")),
]


class ActForm(forms.Form):
    """The act as read at the source, and from when to when it counts."""

    act = TextField(
        label=gettext_lazy("Act"),
        help_text=gettext_lazy("As it is cited, with the place of its publication."),
        max_length=200,
    )
    act_on = DateField(label=gettext_lazy("Published on"))
    starts_on = DateField(label=gettext_lazy("Counts from"))
    ends_on = DateField(label=gettext_lazy("Last day (optional)"), required=False)


class EditionFileForm(ActForm):
    """A national general authorisation as a file, in the form that docs/general-authorisations.md gives."""

    file = forms.FileField(
        label=gettext_lazy("File of the general authorisation"),
        help_text=gettext_lazy(
            "JSON: its conditions, destinations, items, reports. The manual has a sample."
        ),
    )
    field_order = ["file"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            text = _("This file is larger than %(size)d MB.")
            raise forms.ValidationError(text, params={"size": LARGEST_BYTES // 1_000_000})
        try:
            self.body = json.loads(file.read().decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("This file is not JSON in UTF-8.")) from error
        return file


class TermsForm(ActForm):
    """What a state asks of its exporters for one of the Union's."""

    code = forms.ChoiceField(label=gettext_lazy("General authorisation"))
    registration = forms.ChoiceField(
        label=gettext_lazy("Registration"), choices=REGISTRATION, widget=forms.RadioSelect
    )
    registration_days = WholeNumberField(label=gettext_lazy("Days (registration)"), required=False)
    first_use = forms.ChoiceField(
        label=gettext_lazy("Notice of the first use"), choices=FIRST_USE, widget=forms.RadioSelect
    )
    first_use_days = WholeNumberField(label=gettext_lazy("Days (first use)"), required=False)
    report_months = forms.ChoiceField(
        label=gettext_lazy("Reports on use"), choices=REPORTS, widget=forms.RadioSelect
    )
    report_days = WholeNumberField(
        label=gettext_lazy("Days after the end of the period, for a report"), required=False
    )
    icp_required = forms.BooleanField(
        label=gettext_lazy("An internal compliance programme is required"), required=False
    )
    field_order = [
        "code",
        "registration",
        "registration_days",
        "first_use",
        "first_use_days",
        "report_months",
        "report_days",
        "icp_required",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["code"]
        field.choices = [(code, code) for code in general_authorisations()]

    @property
    def body(self) -> dict[str, Any]:
        """The terms as they are stored."""
        names = (
            "registration",
            "registration_days",
            "first_use",
            "first_use_days",
            "report_months",
            "report_days",
        )
        given = {name: self.cleaned_data[name] for name in (*names, "icp_required")}
        return {name: value for name, value in given.items() if value is not None}


def act_of(form: ActForm) -> dict[str, Any]:
    """Act and days, as the action takes them."""
    return {name: form.cleaned_data[name] for name in ("act", "act_on", "starts_on", "ends_on")}
