"""A remedy as an officer records it, and how it ended. What is right is the rule's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, ShortField, TextField
from exportctl.core.shapes import most_of
from licensing.models.remedies import KIND_LABELS, REMEDY_LABELS
from licensing.rules.remedies import LODGING, OUTCOME, OUTCOMES

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class LodgingForm(forms.Form):
    """Against which act, with whom, when, by whom, and whether it suspends the effect."""

    about = forms.ChoiceField(label=_("Against which decision?"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_LABELS.items()), widget=forms.RadioSelect)
    body = TextField(
        label=_("With whom it was lodged"),
        help_text=_("The court, board or authority, as it is called."),
        max_length=most_of(LODGING, "body"),
    )
    lodged_on = DateField(label=_("Lodged on"))
    lodged_by = TextField(
        label=_("Who lodged it"),
        help_text=_("The exporter, or who acts for it."),
        max_length=most_of(LODGING, "lodged_by"),
    )
    file_number = ShortField(width=20, label=_("File number (optional)"), max_length=60)
    suspensive = forms.ChoiceField(
        label=_("Does it suspend the effect of the decision?"),
        help_text=_("By the law of your state, or by an order of the court."),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    words = TextField(
        label=_("What it says (optional)"),
        max_length=most_of(LODGING, "words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, acts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["about"]
        field.choices = acts
        if len(acts) == 1:
            field.initial = acts[0][0]

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        sent = dict(self.cleaned_data)
        return sent | {
            "lodged_on": sent["lodged_on"].isoformat(),
            "suspensive": sent["suspensive"] == "yes",
        }


class OutcomeForm(forms.Form):
    """How it ended, on which day, and why."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[(each.value, REMEDY_LABELS[each.value]) for each in OUTCOMES],
        widget=forms.RadioSelect,
    )
    decided_on = DateField(label=_("Day of the judgment or decision"))
    file_number = ShortField(width=20, label=_("File number (optional)"), max_length=60)
    grounds = TextField(
        label=_("What was decided, and why"),
        help_text=_("The second officer and the exporter read it."),
        max_length=most_of(OUTCOME, "grounds"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.cleaned_data, "decided_on": self.cleaned_data["decided_on"].isoformat()}
