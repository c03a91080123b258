"""How an officer says that somebody was heard before a burdensome act, or why not; the same on every page."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from licensing.rules.hearings import HEARING, gaps


class HearingForm(forms.Form):
    """The two fields, by the names that the pointers of the rule lead to."""

    hearing_held_on = DateField(
        label=_("The exporter was heard on"),
        help_text=_("Whoever is burdened by an act is heard before it (Charter, Article 41(2)(a))."),
        required=False,
    )
    hearing_waived = TextField(
        label=_("Or: why the exporter was not heard"),
        help_text=_("For example because waiting would let the items leave. It stands in the letter."),
        required=False,
        max_length=most_of(HEARING, "waived"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def hearing(self) -> dict[str, Any]:
        """As actions and REST take it; empty where neither field says anything."""
        day: date | None = self.cleaned_data.get("hearing_held_on")
        said = {
            "held_on": day.isoformat() if day else "",
            "waived": self.cleaned_data.get("hearing_waived") or "",
        }
        return {name: value for name, value in said.items() if value}

    def require_hearing(self, *, today: date) -> None:
        """Before a burdensome act one of the two is said."""
        add_pointed_errors(self, gaps(self.hearing(), today=today))
