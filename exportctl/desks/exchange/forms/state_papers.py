"""What is asked of the officer who enters a paper of a state that is not on this system, or sends one to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.countries import country
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.i18n import fill
from exportctl.core.rules.folding import sort_key
from exportctl.core.shapes import most_of
from exportctl.desks.exchange.forms.state_consultations import AnswerForm
from exportctl.desks.exchange.forms.states import CHOOSE
from licensing.models.state_consultations import ARTICLE_LABELS
from licensing.rules.shapes import countries
from licensing.rules.state_consultations import DAYS, PAPER_QUESTION, Article

NUMBER = {"class": "mono govuk-input--width-20"}


class PaperAnswerForm(AnswerForm):
    """The same of a state that is not on this system, from its paper."""

    paper_number = TextField(
        label=_("Number of the paper"),
        max_length=60,
        widget=forms.TextInput(attrs=NUMBER),
    )
    paper_on = DateField(
        label=_("Day of the paper"), help_text=_("It decides whether the answer came in time.")
    )

    @property
    def given(self) -> dict[str, Any]:
        paper = {name: self.cleaned_data[name] for name in ("paper_number", "paper_on")}
        return super().given | paper


class SentForm(forms.Form):
    """When the paper left, and under which number."""

    number = TextField(
        label=_("Number under which it left"),
        max_length=60,
        widget=forms.TextInput(attrs=NUMBER),
    )
    on = DateField(
        label=_("Day on which it reached that state"),
        help_text=fill(_("Its %(days)d working days count from the next."), {"days": DAYS}),
    )


class ReturnedForm(forms.Form):
    """When the paper of our answer left, and under which number."""

    number = TextField(
        label=_("Number under which it left"), max_length=60, widget=forms.TextInput(attrs=NUMBER)
    )
    on = DateField(label=_("Day on which it left"))


class QuestionForm(forms.Form):
    """The paper of another state, field by field; read by the shape."""

    state = forms.ChoiceField(label=_("Member State that asks"))
    article = forms.ChoiceField(
        label=_("What the question rests on"), choices=list(ARTICLE_LABELS.items()), widget=forms.RadioSelect
    )
    received_number = TextField(
        label=_("Number of the paper"),
        max_length=most_of(PAPER_QUESTION, "received_number"),
        widget=forms.TextInput(attrs=NUMBER),
    )
    received_on = DateField(
        label=_("Day on which it reached you"),
        help_text=fill(_("Your %(days)d working days count from the next."), {"days": DAYS}),
    )
    denial = TextField(
        label=_("Number of your denial"),
        help_text=_("As the paper cites it, such as DE-D-2026-0007."),
        required=False,
        max_length=most_of(PAPER_QUESTION, "denial"),
        widget=forms.TextInput(attrs=NUMBER),
    )
    question = TextField(
        label=_("What that state asks (optional but under Article 14(2))"),
        required=False,
        max_length=most_of(PAPER_QUESTION, "question"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = TextField(label=_("Item"), max_length=most_of(PAPER_QUESTION, "name"))
    manufacturer = TextField(
        label=_("Maker (optional)"), required=False, max_length=most_of(PAPER_QUESTION, "manufacturer")
    )
    model = TextField(
        label=_("Model (optional)"), required=False, max_length=most_of(PAPER_QUESTION, "model")
    )
    control_entry = TextField(
        label=_("Control entry (optional)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-10"}),
    )
    description = TextField(
        label=_("Description (optional)"),
        required=False,
        max_length=most_of(PAPER_QUESTION, "description"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    destination = forms.ChoiceField(label=_("Destination (optional)"), required=False)
    end_user = TextField(
        label=_("End user (optional)"), required=False, max_length=most_of(PAPER_QUESTION, "end_user")
    )
    end_user_address = TextField(
        label=_("Address of the end user (optional)"),
        required=False,
        max_length=most_of(PAPER_QUESTION, "end_user_address"),
    )
    consignee = TextField(
        label=_("Consignee (optional)"), required=False, max_length=most_of(PAPER_QUESTION, "consignee")
    )
    end_use = TextField(
        label=_("End use (optional)"),
        required=False,
        max_length=most_of(PAPER_QUESTION, "end_use"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    reveals = {"article": {Article.UNDERCUTTING.value: ["denial"]}}

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asking: Any = self.fields["state"]
        asking.choices = [CHOOSE, *states]
        destinations: Any = self.fields["destination"]
        named = sorted(((code, country(code)) for code in countries()), key=lambda pair: sort_key(pair[1]))
        destinations.choices = [CHOOSE, *named]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = {name: value for name, value in given.items() if value not in (None, "")}
        if day := sent.get("received_on"):
            sent["received_on"] = day.isoformat()
        self.entered, errors = shapes.check(sent, PAPER_QUESTION)
        add_pointed_errors(self, errors)
        return given
