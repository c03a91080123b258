"""What customs type of a declaration, wherever they are asked for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from licensing.rules.write_offs import MOST_OFFICE


def mrn_field(*, is_required: bool = True) -> TextField:
    """However it is typed: the shape squeezes it."""
    return TextField(
        label="MRN" if is_required else _("MRN (optional)"),
        required=is_required,
        help_text=_("Two digits, two letters, then fourteen letters or digits."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20", "autocomplete": "off"}),
    )


def office_field() -> TextField:
    """The customs office of export, by its code."""
    return TextField(
        label=_("Customs office of export"),
        help_text=_("Its code, for example DE004851."),
        max_length=MOST_OFFICE,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-10"}),
    )


def eori_field(*, help_text: Any = "") -> TextField:
    """Of the exporter whom the declaration names."""
    return TextField(
        label=_("EORI of the declaration (optional)"),
        help_text=help_text,
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )
