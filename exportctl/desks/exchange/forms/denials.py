"""What is asked of an officer who reviews a denial, or enters another state's from its paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.countries import country
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.rules.folding import sort_key
from exportctl.core.shapes import most_of
from exportctl.desks.exchange.forms.states import CHOOSE, other_states
from licensing.models.denials import ACT_LABELS, REVIEW_LABELS
from licensing.models.requests import LEGAL_BASIS_LABELS
from licensing.rules.denials import ENTRY, LAW, REVIEW
from licensing.rules.shapes import countries


class ReviewForm(forms.Form):
    """What the review comes to, and why."""

    outcome = forms.ChoiceField(
        label=_("The review comes to this"), choices=list(REVIEW_LABELS.items()), widget=forms.RadioSelect
    )
    ground = TextField(
        label=_("The ground as it reads from now on"),
        help_text=_("The other states read it. It must not name the exporter."),
        required=False,
        max_length=most_of(REVIEW, "ground"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = TextField(
        label=_("Why (needed from the third review on)"),
        help_text=_("Your colleague reads it."),
        required=False,
        max_length=most_of(REVIEW, "reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    reveals = {"outcome": {"amend": ["ground"]}}


class EntryForm(forms.Form):
    """The paper of another state, field by field; read by the shape."""

    state = forms.ChoiceField(label=_("Member State that denied"))
    paper_number = TextField(
        label=_("Number of the paper"),
        max_length=most_of(ENTRY, "paper_number"),
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )
    paper_on = DateField(label=_("Day of the paper"), help_text=_("The reviews are counted from it."))
    act = forms.ChoiceField(label=_("What was decided"), choices=[CHOOSE, *ACT_LABELS.items()])
    decided_on = DateField(label=_("Decided on"))
    legal_basis = forms.ChoiceField(
        label=_("Legal basis"), choices=[CHOOSE, *((code, LEGAL_BASIS_LABELS[code]) for code in LAW)]
    )
    name = TextField(label=_("Item"), max_length=most_of(ENTRY, "name"))
    manufacturer = TextField(
        label=_("Maker (optional)"), required=False, max_length=most_of(ENTRY, "manufacturer")
    )
    model = TextField(label=_("Model (optional)"), required=False, max_length=most_of(ENTRY, "model"))
    control_entry = TextField(
        label=_("Control entry (optional)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-10"}),
    )
    description = TextField(
        label=_("Description (optional)"),
        required=False,
        max_length=most_of(ENTRY, "description"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    destination = forms.ChoiceField(label=_("Destination"))
    end_user = TextField(label=_("End user"), max_length=most_of(ENTRY, "end_user"))
    end_user_address = TextField(
        label=_("Address of the end user (optional)"),
        required=False,
        max_length=most_of(ENTRY, "end_user_address"),
    )
    consignee = TextField(
        label=_("Consignee (optional)"), required=False, max_length=most_of(ENTRY, "consignee")
    )
    ground = TextField(
        label=_("Ground (optional)"),
        required=False,
        max_length=most_of(ENTRY, "ground"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, own_state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states: Any = self.fields["state"]
        states.choices = [CHOOSE, *other_states(own_state)]
        destinations: Any = self.fields["destination"]
        named = sorted(((code, country(code)) for code in countries()), key=lambda pair: sort_key(pair[1]))
        destinations.choices = [CHOOSE, *named]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = {name: value for name, value in given.items() if value not in (None, "")}
        for name in ("paper_on", "decided_on"):
            if day := sent.get(name):
                sent[name] = day.isoformat()
        self.entered, errors = shapes.check(sent, ENTRY)
        add_pointed_errors(self, errors)
        return given
