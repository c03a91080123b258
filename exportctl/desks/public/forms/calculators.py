"""What the public calculators ask: sent by GET, so that an answer has an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.calendar import MOST_WORKING_DAYS
from exportctl.core.forms.fields import DateField, WholeNumberField
from notifications.queries.calculators import population_years
from notifications.rules.rule_sets import RULE_SETS, Decision


class MajorityForm(forms.Form):
    """Who objects to a listing, or agrees to it; the state that notified is never among them."""

    rule_set = forms.ChoiceField(label=_("Rule set"), widget=forms.RadioSelect)
    notifying = forms.ChoiceField(
        label=_("Which state refused the export?"), help_text=_("It is not counted.")
    )
    objecting = forms.MultipleChoiceField(
        label=_("Which states object?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    population_year = forms.ChoiceField(
        label=_("Population figures"),
        required=False,
        help_text=_("Today's, or those of an earlier year."),
    )

    def __init__(self, *args: Any, labels: dict[str, str], states: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "rule_set": [(name, labels[name]) for name in RULE_SETS],
            "notifying": states.items(),
            "objecting": states.items(),
            "population_year": [
                ("", _("Those that count today")),
                *((str(y), y) for y in population_years()),
            ],
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices

    def clean_objecting(self) -> list[str]:
        """Its own tile cannot be clicked on; one that was before it became the notifying state is left out."""
        return [code for code in self.cleaned_data["objecting"] if code != self.data.get("notifying")]

    def parameters(self) -> dict[str, str]:
        """The clean answers as the calculator's parameters."""
        answers = dict(self.cleaned_data)
        states = ",".join(answers.pop("objecting"))
        counted = "agreeing" if RULE_SETS[answers["rule_set"]].decision == Decision.ALL_AGREE else "objecting"
        return {**answers, counted: states}

    @property
    def named(self) -> dict[str, str]:
        """The states that were chosen, by name: the answer repeats the question."""
        objecting: Any = self.fields["objecting"]
        names, answers = dict(objecting.choices), self.cleaned_data
        states = ", ".join(name for code, name in names.items() if code in answers["objecting"])
        return {"notifying": names[answers["notifying"]], "states": states or "–"}


class DeadlineForm(forms.Form):
    event = DateField(
        label=_("Day of the event"),
        help_text=_("The day itself is not counted."),
        error_messages={"required": _("Enter the day of the event")},
    )
    working_days = WholeNumberField(
        label=_("Working days"),
        min_value=1,
        max_value=MOST_WORKING_DAYS,
        error_messages={"required": _("Enter the number of working days")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
    )

    def parameters(self) -> dict[str, str]:
        answers = self.cleaned_data
        return {"event": answers["event"].isoformat(), "working_days": str(answers["working_days"])}
