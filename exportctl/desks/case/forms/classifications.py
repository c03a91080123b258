"""How an officer classifies the item of a line."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import ShortField, TextField
from exportctl.core.shapes import most_of
from licensing.rules.classifications import CLASSIFICATION


class ClassificationForm(forms.Form):
    control_entry = ShortField(
        width=10,
        label=_("Entry of Annex I"),
        help_text=_("For example 5A002.a. Leave it empty if the item falls under no entry."),
        max_length=40,
    )
    reason = TextField(
        label=_("Why"),
        help_text=_("The exporter reads it. It is needed where the item falls under no entry."),
        required=False,
        max_length=most_of(CLASSIFICATION, "reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
