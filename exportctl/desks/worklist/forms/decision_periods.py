"""Another decision period, as an officer of the authority proposes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField, WholeNumberField
from licensing.models.requests import KIND_LABELS


class PeriodForm(forms.Form):
    """What is possible, the action says: it names the numbers and the day."""

    kind = forms.ChoiceField(label=_("Kind of case"), choices=[*KIND_LABELS.items()])
    working_days = WholeNumberField(
        label=_("Working days to decide"), widget=forms.TextInput(attrs={"class": "govuk-input--width-4"})
    )
    starts_on = DateField(label=_("Counts for cases sent from"), help_text=_("Today or a later day."))
    anew = forms.BooleanField(
        label=_(
            "It starts anew when the exporter corrects items, parties, destination or use, or asks for more"
        ),
        help_text=_("As your national law has it. Otherwise the period goes on."),
        required=False,
    )
    provision = TextField(
        label=_("Provision of national law (optional)"),
        help_text=_("As it is cited, for example the article and the act."),
        required=False,
        max_length=200,
    )
    reason = TextField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
