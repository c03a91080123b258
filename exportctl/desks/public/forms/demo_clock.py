"""Where a demonstration's clock goes: a step, a day, the end of the next window, or back."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField
from exportctl.core.references import BRUSSELS
from notifications.rules.demo_clock import moved

STEPS = (1, 10)  # days
NEXT_END, RESET = "next_end", "reset"
CODES = (*(f"+{days}d" for days in STEPS), NEXT_END, RESET)


class ClockForm(forms.Form):
    """`to` is the button that was pressed; without one, `day` goes to noon of a day in Brussels."""

    day = DateField(label=_("Go to a day"), help_text=_("At noon in Brussels."), required=False)
    to = forms.ChoiceField(required=False, choices=[(code, code) for code in CODES])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("to") and not cleaned.get("day"):
            self.add_error("day", _("Choose a day."))
        return cleaned

    def instant(self, *, at: datetime, next_end: datetime | None) -> datetime | None:
        """Where to go from `at`; None for real time."""
        to, day = self.cleaned_data["to"], self.cleaned_data["day"]
        if to == RESET:
            return None
        if to == NEXT_END:
            return next_end or at
        return moved(to, at=at) if to else datetime.combine(day, time(12), tzinfo=BRUSSELS)
