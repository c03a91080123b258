"""An item that may be listed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField


class ItemForm(forms.Form):
    manufacturer = TextField(label=_("Maker"), max_length=200)
    model = TextField(label=_("Model"), max_length=120)
    name = TextField(label=_("What it is"), required=False, max_length=200)
