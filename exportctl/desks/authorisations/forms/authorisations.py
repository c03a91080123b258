"""What is asked before an authorisation is given back, suspended, reinstated, revoked or annulled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from exportctl.core.shapes import most_of
from licensing.rules.authorisations import GROUNDS


class GroundsForm(forms.Form):
    grounds = TextField(
        label=_("Reasons"),
        help_text=_("The second officer and the holder read them."),
        max_length=most_of(GROUNDS, "grounds"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class SurrenderForm(forms.Form):
    reason = TextField(
        label=_("Why (optional)"),
        help_text=_("The authority reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
