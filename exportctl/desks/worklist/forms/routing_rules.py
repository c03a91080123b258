"""A rule about where requests go, as an officer writes it; read by the shape of the rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.countries import codes_typed
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import NumberField, TextField
from exportctl.core.shapes import most_of
from licensing import labels
from licensing.models.pending_acts import SOLO_ACT_LABELS
from licensing.models.requests import KIND_LABELS
from licensing.models.routing_rules import PURPOSE_LABELS
from licensing.rules.pending_acts import TIGHTENED
from licensing.rules.routing_rules import RULE, Purpose

SEVERAL = ("entries", "exporters", "postal_codes")
CHOSEN = ("kinds", "functions", "value_from")
OF_ACTS = Purpose.SECOND_OFFICER.value  # names acts, and nothing of a request


def _codes(label: Any, hint: Any) -> TextField:
    return TextField(label=label, help_text=hint, required=False, max_length=2000)


class RuleForm(forms.Form):
    """What a rule of either kind says, checked by its shape."""

    rule: dict[str, Any]

    def take(self, sent: dict[str, Any]) -> None:
        """The rule as it is proposed; what is wrong with it is told at its field."""
        self.rule, errors = shapes.check(sent, RULE)
        add_pointed_errors(self, errors)


class RoutingRuleForm(RuleForm):
    """What it decides, by what it holds, and why. Everything that is named has to be met."""

    purpose = forms.ChoiceField(
        label=_("What the rule decides"),
        choices=[(code, label) for code, label in PURPOSE_LABELS.items() if code != OF_ACTS],
        widget=forms.RadioSelect,
    )
    team = TextField(
        label=_("Team"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kind"), required=False, choices=[*KIND_LABELS.items()], widget=forms.CheckboxSelectMultiple
    )
    entries = _codes(
        _("Entries of Annex I, or how they begin"),
        _("For example 5A 1C350. One of the items is enough. Spaces between two of them."),
    )
    functions = forms.MultipleChoiceField(
        label=_("Functions"), required=False, choices=[], widget=forms.CheckboxSelectMultiple
    )
    destinations = TextField(
        label=_("Destinations"),
        help_text=_(
            "Names or codes of countries, in any of the three languages, with commas between them; for example India,"
            " United Arab Emirates."
        ),
        required=False,
        max_length=2000,
    )
    value_from = NumberField(
        label=_("Value in euros, from"),
        help_text=_("Of all items together. A request in another currency does not meet it."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    exporters = _codes(_("Exporters"), _("Their EORI numbers, or the numbers of your state."))
    postal_codes = _codes(
        _("Postal codes of the exporter"), _("How they begin, for example 1 20. For competence by region.")
    )
    reason = TextField(
        label=_("Reason"), max_length=most_of(RULE, "reason"), widget=forms.Textarea(attrs={"rows": 3})
    )

    pointers = {
        **{name: f"/criteria/{name}" for name in (*SEVERAL, *CHOSEN, "destinations")},
        "team": "/team",
    }
    reveals = {"purpose": {Purpose.TEAM.value: ["team"]}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        functions: Any = self.fields["functions"]
        functions.choices = labels.choices("functions")

    def clean_destinations(self) -> list[str]:
        """Codes, of names in any of our languages. Each that is no country is named."""
        codes, unknown = codes_typed(self.cleaned_data["destinations"])
        if unknown:
            text = _("No country is called so: %(names)s.")
            raise forms.ValidationError(text, params={"names": ", ".join(unknown)[:200]})
        return codes

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.rule = {}
        if self.errors:
            return given
        split = {name: given[name].replace(",", " ").split() for name in SEVERAL}
        chosen = {name: given[name] for name in CHOSEN}
        named = {**chosen, **split, "destinations": given["destinations"]}
        criteria = {name: value for name, value in named.items() if value}
        sent = {"purpose": given["purpose"], "reason": given["reason"], "criteria": criteria}
        if given["team"]:
            sent["team"] = given["team"]
        self.take(sent)
        return given


class SecondOfficerForm(RuleForm):
    """That acts of one officer take a second one, and why: it holds for every one of them."""

    acts = forms.MultipleChoiceField(
        label=_("Acts that take a second officer"),
        help_text=_("One officer does them alone unless your authority says otherwise."),
        choices=[(act.value, SOLO_ACT_LABELS[act]) for act in TIGHTENED],
        error_messages={"required": _("Choose the acts that take a second officer.")},
        widget=forms.CheckboxSelectMultiple,
    )
    reason = TextField(
        label=_("Reason"), max_length=most_of(RULE, "reason"), widget=forms.Textarea(attrs={"rows": 3})
    )

    pointers = {"acts": "/criteria/acts"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.rule = {}
        if not self.errors:
            criteria = {"acts": given["acts"]}
            self.take({"purpose": OF_ACTS, "reason": given["reason"], "criteria": criteria})
        return given


class RemovalForm(forms.Form):
    reason = TextField(
        label=_("Why it is removed"),
        max_length=most_of(RULE, "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
