"""What customs say when they keep an export back, and the authority when it replies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from licensing.forms.declarations import eori_field, mrn_field, office_field
from licensing.models.customs_holds import ACT_LABELS, END_LABELS, GROUND_LABELS
from licensing.rules.customs_holds import ENDING, EXTENSION, HOLD, REPLY, acts_open, ends_open

RELEASE, KEEP_BACK = "release", "keep_back"


class HoldForm(forms.Form):
    """The declaration, why it is kept back, and the item: read by the very shape of REST."""

    mrn = mrn_field()
    authorisation = TextField(
        label=_("Number of the authorisation (optional)"),
        help_text=_("Who granted it is asked; without one the authority of the exporter’s state."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )
    exporter_eori = eori_field()
    customs_office = office_field()
    ground = forms.ChoiceField(
        label=_("Ground"), choices=list(GROUND_LABELS.items()), widget=forms.RadioSelect
    )
    reason = TextField(
        label=_("What was noticed"),
        help_text=_("The authority and the exporter read it."),
        max_length=most_of(HOLD, "reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    description = TextField(
        label=_("The item (optional)"),
        required=False,
        max_length=most_of(HOLD, "items/0/description"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    control_entry = TextField(
        label=_("Control entry (optional)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-10"}),
    )

    pointers = {"description": "/items/0/description", "control_entry": "/items/0/control_entry"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = {name: value for name, value in given.items() if value}
        item = {name: sent.pop(name) for name in ("description", "control_entry") if name in sent}
        if item:
            sent["items"] = [{"description": item.get("control_entry", ""), **item}]
        self.declared, errors = shapes.check(sent, HOLD)
        add_pointed_errors(self, errors)
        return given


class ExtensionForm(forms.Form):
    reason = TextField(
        label=_("Which circumstances are exceptional"),
        help_text=_("Customs and the exporter read it."),
        max_length=most_of(EXTENSION, "reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EndForm(forms.Form):
    """What came of what was not released, as far as the reader's side may say it."""

    how = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    on = DateField(label=_("Since when"))
    words = TextField(
        label=_("In your words (optional)"),
        help_text=_("Customs, the authority and the exporter read it."),
        required=False,
        max_length=most_of(ENDING, "words"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, to_customs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["how"]
        ends = ends_open(to_customs=to_customs)
        field.choices = [(end.value, END_LABELS[end.value]) for end in ends]
        if len(ends) == 1:
            field.initial = ends[0].value


class ReplyForm(forms.Form):
    """Released, or kept back by an act."""

    answer = forms.ChoiceField(
        label=_("Your reply"),
        choices=[(RELEASE, _("Release the items")), (KEEP_BACK, _("Do not release them"))],
        widget=forms.RadioSelect,
    )
    act = forms.ChoiceField(label=_("The act that keeps them back"), required=False)
    grounds = TextField(
        label=_("Why (optional)"),
        help_text=_("Customs and the exporter read it."),
        required=False,
        max_length=most_of(REPLY, "grounds"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    reveals = {"answer": {KEEP_BACK: ["act"]}}

    def __init__(self, *args: Any, has_authorisation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["act"]
        acts = acts_open(has_authorisation=has_authorisation)
        field.choices = [("", _("Choose")), *((act.value, ACT_LABELS[act.value]) for act in acts)]

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {
            "release": self.cleaned_data["answer"] == RELEASE,
            "act": self.cleaned_data["act"] or None,
            "grounds": self.cleaned_data["grounds"],
        }
