"""What is asked of the officer who enters another state's requirement from its paper, or its end (Article 4(4))."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.countries import country
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.rules.folding import sort_key
from exportctl.core.shapes import most_of
from exportctl.desks.exchange.forms.states import CHOOSE
from licensing.models.requirements import USE_LABELS
from licensing.rules.requirements import PAPER, PAPER_OF_END
from licensing.rules.shapes import countries

NUMBER = {"class": "mono govuk-input--width-20"}
DAYS = ("received_on", "imposed_on", "lifted_on")


class _PaperForm(forms.Form):
    """A paper, field by field; read by its shape."""

    shape: shapes.Object

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = {name: value for name, value in given.items() if value not in (None, "")}
        for name in DAYS:
            if day := sent.get(name):
                sent[name] = day.isoformat()
        self.entered, errors = shapes.check(sent, self.shape)
        add_pointed_errors(self, errors)
        return given


class RequirementForm(_PaperForm):
    """What another state requires, in the words of its paper."""

    shape = PAPER

    state = forms.ChoiceField(label=_("Member State that requires it"))
    paper_number = TextField(
        label=_("Number of the paper"),
        max_length=most_of(PAPER, "paper_number"),
        widget=forms.TextInput(attrs=NUMBER),
    )
    received_on = DateField(label=_("Day on which it reached you"))
    imposed_on = DateField(label=_("Day on which that state imposed it"))
    letter = forms.ChoiceField(
        label=_("For which use the items are or may be intended (Article 4(1))"),
        choices=list(USE_LABELS.items()),
        widget=forms.RadioSelect,
    )
    name = TextField(label=_("Item"), max_length=most_of(PAPER, "name"))
    description = TextField(
        label=_("Description (optional)"),
        help_text=_("In the words of the paper. Customs read it when you pass this on."),
        required=False,
        max_length=most_of(PAPER, "description"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    control_entry = TextField(
        label=_("Entry that it comes near to (optional)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-10"}),
    )
    destination = forms.ChoiceField(label=_("Destination"))
    end_user = TextField(
        label=_("End user (optional)"),
        help_text=_("Where the paper names one."),
        required=False,
        max_length=most_of(PAPER, "end_user"),
    )
    end_user_address = TextField(
        label=_("Address of the end user (optional)"),
        required=False,
        max_length=most_of(PAPER, "end_user_address"),
    )
    grounds = TextField(
        label=_("Ground (optional)"),
        help_text=_("Officers and the Commission alone read it."),
        required=False,
        max_length=most_of(PAPER, "grounds"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        requiring: Any = self.fields["state"]
        requiring.choices = [CHOOSE, *states]
        destinations: Any = self.fields["destination"]
        named = sorted(((code, country(code)) for code in countries()), key=lambda pair: sort_key(pair[1]))
        destinations.choices = [CHOOSE, *named]


class EndForm(_PaperForm):
    """That it is lifted, from a later paper."""

    shape = PAPER_OF_END

    paper_number = TextField(
        label=_("Number of the paper"),
        max_length=most_of(PAPER_OF_END, "paper_number"),
        widget=forms.TextInput(attrs=NUMBER),
    )
    lifted_on = DateField(label=_("Day from which nothing is required any more"))
