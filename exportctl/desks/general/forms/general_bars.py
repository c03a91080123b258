"""What is asked before a company is forbidden general authorisations, and what happened to the letter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from licensing.forms.hearings import HearingForm
from licensing.models.general_bars import STEP_LABELS
from licensing.rules.general_registrations import BAR, SERVICE
from licensing.rules.letter_services import WAY_LABELS


class CompanyNumberForm(forms.Form):
    """Which company: by what customs know it as."""

    number = TextField(
        label=_("EORI, or the number of the state"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20", "spellcheck": "false"}),
    )


class BarForm(HearingForm):
    """Which codes, why, and how the company was heard."""

    codes = forms.MultipleChoiceField(
        label=_("Which general authorisations it may not use"), widget=forms.CheckboxSelectMultiple
    )
    grounds = TextField(
        label=_("Reasons"),
        help_text=_(
            "What the suspicion rests on that the company will not keep to them, or to a rule of export control law."
            " The second officer, the company and, unless you say otherwise, other states read it."
        ),
        max_length=most_of(BAR, "grounds"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    unshared_because = TextField(
        label=_("Why other states are not told (optional)"),
        help_text=_(
            "The authorities of the other states are told (Article 12(7)), unless yours finds that the company will"
            " not try to export through one of them. Then say why."
        ),
        required=False,
        max_length=most_of(BAR, "unshared_because"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, codes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["codes", "grounds", "hearing_held_on", "hearing_waived"])
        field: Any = self.fields["codes"]
        field.choices = list(codes)

    @property
    def body(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.cleaned_data, "hearing": self.hearing()}


class LiftForm(forms.Form):
    grounds = TextField(
        label=_("Reasons"),
        help_text=_("The second officer and the company read them."),
        max_length=most_of(BAR, "grounds"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class BarServiceForm(forms.Form):
    step = forms.ChoiceField(
        label=_("What happened to the letter"), choices=[*STEP_LABELS.items()], widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_("How it was sent"), choices=[("", "–"), *WAY_LABELS.items()], required=False
    )
    addressee = TextField(label=_("Addressee"), required=False, max_length=most_of(SERVICE, "addressee"))
    on = DateField(label=_("Day"), help_text=_("On which it was sent, served, or came back."))
    words = TextField(
        label=_("Note (optional)"),
        required=False,
        max_length=most_of(SERVICE, "words"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def body(self) -> dict[str, Any]:
        return {**self.cleaned_data, "on": self.cleaned_data["on"].isoformat()}
