"""The guided check “Do I have to notify?”: a regime, then one plain question after the other."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from licensing import labels
from notifications.queries.duties import about
from notifications.rules.duties import NAMES, Regime


class RegimeForm(forms.Form):
    regime = forms.ChoiceField(
        label=_("Under which rules?"),
        choices=lambda: [
            (regime.value, _named(regime)) for regime in sorted(Regime, key=lambda each: not each.in_force)
        ],
        widget=forms.RadioSelect,
        initial=Regime.REGULATION_2021.value,
        error_messages={"required": _("Choose the rules to check under.")},
    )

    @property
    def hints(self) -> dict[str, dict[str, str]]:
        return {"regime": {regime.value: about(regime) for regime in Regime}}


def _named(regime: Regime) -> str:
    if regime.in_force:
        return gettext("%(regime)s: the law in force") % {"regime": gettext(NAMES[regime])}
    return gettext("%(regime)s, not in force") % {"regime": gettext(NAMES[regime])}


class QuestionForm(forms.Form):
    """One question; its field bears the question's key, which is how answers travel in the address."""

    legend_as_title: set[str] = set()

    def __init__(self, data: Any, *, question: dict[str, Any]) -> None:
        super().__init__(data)
        self.legend_as_title = {question["key"]}
        self.fields[question["key"]] = forms.ChoiceField(
            label=question["question"],
            help_text=question["hint"],
            choices=labels.choices("red_flag_answers"),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose an answer; “I don’t know” is one.")},
        )
