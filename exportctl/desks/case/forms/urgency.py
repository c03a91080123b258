"""Until which day a case goes first, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from licensing.rules.requests import URGENCY


class UrgencyForm(forms.Form):
    due_on = DateField(label=_("To be decided by"), help_text=_("The exporter is told this day."))
    reason = TextField(
        label=_("Why does it go first?"),
        help_text=_(
            "For example: humanitarian help, safety, a court, goods held at the frontier. Colleagues read it."
        ),
        max_length=most_of(URGENCY, "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
