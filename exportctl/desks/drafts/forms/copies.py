from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = (
    ("item", _("The item")),
    ("parties", _("Destination, end user and consignee")),
    ("amount", _("Quantity and value")),
    ("end_use", _("What the end user will do with it")),
)


class CopyForm(forms.Form):
    """Which parts of an earlier notification the new one starts with."""

    parts = forms.MultipleChoiceField(
        label=_("What is the same this time?"),
        choices=PARTS,
        initial=[part for part, _label in PARTS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part, or start an empty notification instead.")},
    )
