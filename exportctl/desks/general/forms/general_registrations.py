"""When a general authorisation is used first."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField


class FirstUseForm(forms.Form):
    on = DateField(
        label=_("Day of the first export"), help_text=_("It may lie ahead: what is planned can be moved.")
    )
