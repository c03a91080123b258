"""Which item goes where, asked by GET, so that an answer has an address; and what somebody said of each condition."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from controllist.rules.control_entries import ControlEntry, entry_named
from exportctl.core.countries import countries
from exportctl.core.forms.fields import TextField
from exportctl.core.rules.codes import Unreadable
from licensing.rules.general_authorisations import GeneralAuthorisation, condition_keys
from licensing.rules.screenings import DESTINATIONS

LONGEST_CODE = 40
SAID = {"yes": True, "no": False}


class CheckForm(forms.Form):
    """An item by its entry of Annex I, and a country."""

    control_entry = TextField(
        label=_("Entry of Annex I"),
        help_text=_("Such as 5A002.a.2. The finest code that fits gives the surest answer."),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    destination = forms.ChoiceField(label=_("Country of destination"))

    def __init__(self, *args: Any, national: Sequence[GeneralAuthorisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._national = national
        field: Any = self.fields["destination"]
        field.choices = [("", "–"), *((code, name) for code, name in countries() if code in DESTINATIONS)]

    def clean_control_entry(self) -> ControlEntry:
        try:
            return entry_named(self.cleaned_data["control_entry"])
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable

    def answers(self) -> dict[str, bool]:
        """What was said of conditions; whatever else stands in the address is passed over."""
        given = {key: self.data.get(key) for key in condition_keys(self._national)}
        return {key: SAID[answer] for key, answer in given.items() if answer in SAID}
