"""Changes of reference data as the Commission fills them in."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField, WholeNumberField
from exportctl.core.models import MemberState
from exportctl.core.rules.holiday_years import days_typed
from exportctl.desks.oversight.forms.holidays import HolidayRows

REASON_AND_SOURCE = _("Reason and source")
SOURCE_HINT = _("For example the Official Journal and its date.")


def _reason(label: Any = REASON_AND_SOURCE, hint: Any = SOURCE_HINT) -> TextField:
    """Why, and where it is written: every change of reference data says so."""
    return TextField(label=label, help_text=hint, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def _source() -> TextField:
    """Where it is written, of a change that keeps its source beside its reason."""
    widget = forms.Textarea(attrs={"rows": 2})
    return TextField(label=_("Source"), help_text=SOURCE_HINT, max_length=2000, widget=widget)


class HolidayForm(forms.Form):
    """A public holiday that a state added or dropped."""

    kind = forms.ChoiceField(
        label=_("Change"),
        choices=[
            ("holiday_added", _("Add a public holiday")),
            ("holiday_removed", _("Remove a public holiday")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(label=_("Day"))
    name_en = TextField(label=_("Name in English"), max_length=100, required=False)
    name_de = TextField(label=_("Name in German"), max_length=100, required=False)
    name_fr = TextField(label=_("Name in French"), max_length=100, required=False)
    reason = _reason()

    reveals = {"kind": {"holiday_added": ["name_en", "name_de", "name_fr"]}}

    def payload(self, calendar: str) -> dict[str, Any]:
        answers = self.cleaned_data
        day: date = answers["on"]
        plain = {"calendar": calendar, "on": day.isoformat()}
        if answers["kind"] == "holiday_removed":
            return plain
        return {**plain, "names": {language: answers[f"name_{language}"] for language in ("en", "de", "fr")}}


class HolidayYearForm(forms.Form):
    """The public holidays of the next year of a calendar, a row each."""

    days = TextField(label="", max_length=12_000, widget=HolidayRows)
    source = _source()
    reason = _reason(_("Reason"), "")

    def clean_days(self) -> list[dict[str, Any]]:
        days, errors = days_typed(self.cleaned_data["days"])
        if errors:
            raise forms.ValidationError([each["detail"] for each in errors])
        return days

    def payload(self, calendar: str, year: int) -> dict[str, Any]:
        answers = self.cleaned_data
        return {
            "calendar": calendar,
            "year": year,
            "source": answers["source"],
            "days": answers["days"],
        }


class SharedSeatsForm(forms.Form):
    """Whether one person may be a state's delegate and an officer of its authority."""

    shared = forms.ChoiceField(
        label=_("May one person be its delegate and an officer of its authority?"),
        choices=[("yes", _("Yes, this state says so")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    reason = _reason()

    def payload(self, state: str) -> dict[str, Any]:
        return {"state": state, "shared": self.cleaned_data["shared"]}


class PopulationForm(forms.Form):
    """A new set of voting populations, all 27 at once (Council Rules of Procedure, Article 11(6))."""

    name = TextField(label=_("Name of the set"), max_length=40, help_text=_("Usually the year."))
    starts_on = DateField(label=_("Counts for procedures opened from"))
    source = _source()
    reason = _reason(_("Reason"), "")

    def __init__(self, *args: Any, figures: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for state in sorted(MemberState.objects.all(), key=lambda each: each.name):
            self.fields[f"people_{state.code}"] = WholeNumberField(
                label=state.name, min_value=1, initial=figures.get(state.code)
            )

    def payload(self) -> dict[str, Any]:
        answers = self.cleaned_data
        people = {
            name.removeprefix("people_"): answers[name] for name in answers if name.startswith("people_")
        }
        starts_on: date = answers["starts_on"]
        return {
            "name": answers["name"],
            "starts_on": starts_on.isoformat(),
            "source": answers["source"],
            "figures": people,
        }
