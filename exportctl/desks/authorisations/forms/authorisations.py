"""What is asked before an authorisation is given back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField


class SurrenderForm(forms.Form):
    reason = TextField(
        label=_("Why (optional)"),
        help_text=_("The authority reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
