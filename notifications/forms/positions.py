"""A Member State's position, an extension, a withdrawal, a choice of rule set: what is filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField, WholeNumberField
from exportctl.core.shapes import most_of
from licensing import labels as words
from notifications.rules.procedure_shapes import EXTENSION, POSITION, SELECTION, WITHDRAWAL
from notifications.rules.rule_sets import RULE_SETS
from notifications.rules.stances import Stance


class PositionForm(forms.Form):
    stance = forms.ChoiceField(label=_("Position"), choices=[], widget=forms.RadioSelect)
    grounds = forms.MultipleChoiceField(
        label=_("Grounds"),
        help_text=_("At least one for an objection."),
        required=False,
        choices=lambda: words.choices("objection_grounds"),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = TextField(
        label=_("Reason"),
        help_text=_("All delegations, the notifying authority and the Commission read it."),
        required=False,
        max_length=most_of(POSITION, "reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    expected_sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)

    reveals = {"stance": {Stance.OBJECT.value: ["grounds"]}}
    folds = {"grounds": 3}  # the others one more click away: the form stays beside the map

    def __init__(self, *args: Any, stances: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stance: Any = self.fields["stance"]
        stance.choices = stances

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("stance") == Stance.OBJECT:
            if not cleaned.get("grounds"):
                self.add_error("grounds", _("Choose at least one ground for the objection."))
            if not cleaned.get("reason"):
                self.add_error("reason", _("Give the reason for the objection."))
        elif cleaned.get("stance") == Stance.COMMENT and not cleaned.get("reason"):
            self.add_error("reason", _("Write your comment."))
        return cleaned


class ExtensionForm(forms.Form):
    working_days = WholeNumberField(
        label=_("Working days to add"), widget=forms.TextInput(attrs={"class": "govuk-input--width-3"})
    )
    reason = TextField(
        label=_("Exceptional reason"),
        help_text=_("It goes to every delegation."),
        max_length=most_of(EXTENSION, "reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days: Any = self.fields["working_days"]
        days.min_value, days.max_value = 1, most
        days.help_text = _("1 to %(most)d.") % {"most": most}


class WithdrawalForm(forms.Form):
    grounds = TextField(
        label=_("Why is the refusal withdrawn?"),
        help_text=_("Every delegation reads it."),
        max_length=most_of(WITHDRAWAL, "grounds"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SelectionForm(forms.Form):
    rule_set = forms.ChoiceField(label=_("Rule set"), widget=forms.RadioSelect)
    reason = TextField(
        label=_("Reason for the choice"),
        max_length=most_of(SELECTION, "reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, labels: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["rule_set"]
        choice.choices = [(name, labels[name]) for name in RULE_SETS]


class ActForm(forms.Form):
    """A confirm page with nothing to fill in."""
