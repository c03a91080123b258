"""“Which entry is this item?”, and what two officers answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from exportctl.core.shapes import most_of
from licensing.rules.classification_questions import OPINION, QUESTION

CODE = {"class": "mono govuk-input--width-10", "spellcheck": "false"}


class QuestionForm(forms.Form):
    name = TextField(label=_("Item"), max_length=most_of(QUESTION, "name"))
    manufacturer = TextField(
        label=_("Manufacturer"), required=False, max_length=most_of(QUESTION, "manufacturer")
    )
    model = TextField(label=_("Model"), required=False, max_length=most_of(QUESTION, "model"))
    item_number = TextField(
        label=_("Your own number of the item"),
        help_text=_("With it the answer is kept with the item of your catalogue."),
        required=False,
        max_length=most_of(QUESTION, "item_number"),
        widget=forms.TextInput(attrs=CODE),
    )
    description = TextField(
        label=_("What the item is and what it can do"),
        help_text=_(
            "The parameters that an entry may ask for: frequencies, key lengths, accuracies, materials."
        ),
        max_length=most_of(QUESTION, "description"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    control_entry = TextField(
        label=_("Entry that you think of (optional)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=CODE),
    )
    question = TextField(
        label=_("What you are not sure of (optional)"),
        required=False,
        max_length=most_of(QUESTION, "question"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OpinionForm(forms.Form):
    control_entry = TextField(
        label=_("Entry of Annex I"),
        help_text=_("For example 5A002.a. Leave it empty if the item falls under no entry."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=CODE),
    )
    reason = TextField(
        label=_("Why"),
        help_text=_("Which parameters decide. The company reads it."),
        max_length=most_of(OPINION, "reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_binding = forms.BooleanField(label=_("It binds the authority by national law"), required=False)
    provision = TextField(
        label=_("Provision of national law by which it binds"),
        required=False,
        max_length=most_of(OPINION, "provision"),
    )


def body_of(form: forms.Form) -> dict[str, Any]:
    """As the action takes it: without what was left blank."""
    return {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
