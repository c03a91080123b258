"""An exporter's record as its authority fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from licensing.models import Exporter
from licensing.rules.exporters import EORI_WORDS, LONGEST_NAME, ExporterDetails, clean_eori


class ExporterForm(forms.Form):
    """Name, EORI, address and contact; what law asks of each is the rule's (licensing/rules/exporters.py)."""

    legal_name = TextField(label=_("Registered name"), max_length=LONGEST_NAME)
    trade_name = TextField(
        label=_("Trade name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("The name people know it by, if it is another."),
    )
    eori = TextField(label=_("EORI"), max_length=40, required=False, help_text=EORI_WORDS)
    other_number = TextField(
        label=_("Other number"),
        max_length=60,
        required=False,
        help_text=_("Of a company that declares no goods and has no EORI: the number your state uses."),
    )
    address = TextField(
        label=_("Address"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact = TextField(label=_("Contact"), max_length=LONGEST_NAME, required=False)

    def details(self) -> ExporterDetails:
        """The clean values as the actions take them."""
        given: dict[str, Any] = dict(self.cleaned_data)
        return ExporterDetails(**{**given, "eori": clean_eori(given["eori"])})


def shown(exporter: Exporter) -> dict[str, str]:
    """What the form shows of a record that is there."""
    return {name: getattr(exporter, name) for name in ExporterForm.base_fields}
