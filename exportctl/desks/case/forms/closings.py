"""Why a case ends without a decision: the ground, what it names, and the explanation that the exporter reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.rules.codes import reference
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.information_requests import ChoosingForm
from licensing.rules.closings import CLOSING, LABELS, MEMBERS, NEEDS, Reason


class ClosingForm(ChoosingForm):
    because = forms.ChoiceField(
        label=_("Why does the case end without a decision?"),
        choices=list(LABELS.items()),
        widget=forms.RadioSelect,
    )
    passed_on_to = TextField(
        label=_("Passed on to"),
        help_text=_("The authority or office, as the exporter can find it."),
        max_length=most_of(CLOSING, "passed_on_to"),
        required=False,
    )
    warned_on = DateField(
        label=_("Day of the warning"),
        help_text=_("When you told the exporter that the case ends without the answer."),
        required=False,
    )
    duplicate_of = TextField(
        label=_("Number of the case that goes on"),
        help_text=_("Another case of this exporter with your authority."),
        max_length=30,
        required=False,
    )
    list = TextField(
        label=_("Which list"),
        help_text=_("For example the Common Military List of the European Union, ML11."),
        max_length=most_of(CLOSING, "list"),
        required=False,
    )
    code = TextField(
        label=_("Code of the general authorisation"),
        help_text=_("Of the Union, for example EU001, or of your state."),
        max_length=most_of(CLOSING, "code"),
        required=False,
    )
    detail = TextField(
        label=_("Explanation"),
        help_text=_(
            "The exporter reads it, here and in the letter. Say what you found and what they can do."
        ),
        max_length=most_of(CLOSING, "detail"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    chooser = "because"
    reveals = {"because": {reason.value: [member] for reason, (member, _gap) in NEEDS.items()}}
    hints = {
        "because": {
            Reason.GENERAL_AUTHORISATION.value: _(
                "Information only. Whether the exporter meets every condition is not decided."
            ),
            Reason.NOT_ADMISSIBLE.value: _("What is wrong with it stands in the explanation."),
        }
    }
    needs = {reason.value: {member: message} for reason, (member, message) in NEEDS.items()}

    def clean(self) -> dict[str, Any]:
        """Without what belongs to a ground that was not chosen: its field was hidden."""
        cleaned = super().clean()
        wanted = self.needs.get(self.choice(), {})
        return {name: value for name, value in cleaned.items() if name not in MEMBERS or name in wanted}

    def clean_duplicate_of(self) -> str:
        typed = self.cleaned_data.get("duplicate_of", "")
        if typed and not reference(typed):
            raise forms.ValidationError(_("Write a number such as DE-2026-00418."))
        return reference(typed) if typed else ""
