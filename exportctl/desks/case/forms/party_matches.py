"""What an officer says of a hit, with the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from licensing.rules.party_matches import MOST_REASON


class MatchForm(forms.Form):
    reason = TextField(
        label=_("Why it is somebody else, or why it is the same"),
        help_text=_("Name what tells them apart or together: address, register number, day of birth, owner."),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
