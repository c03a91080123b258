"""All that a reader of codes gives back from a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField

LONGEST = 2000


class CodeForm(forms.Form):
    code = TextField(
        label=_("The code on the paper"),
        help_text=_("Scan it with your telephone and paste all that it reads, from “https” on."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "mono", "autocomplete": "off"}),
    )
