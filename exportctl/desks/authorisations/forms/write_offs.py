"""What customs type to find an authorisation, to deduct from it and to take a deduction back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import country
from exportctl.core.forms.fields import DateField, TextField
from exportctl.desks.authorisations.forms.deductions import DeductionForm
from licensing.forms.declarations import eori_field, mrn_field, office_field
from licensing.models import Authorisation
from licensing.queries.authorisations import named_parties
from licensing.rules.write_offs import WRITE_OFF_SHAPE


class FindForm(forms.Form):
    reference = TextField(
        label=_("Number of the authorisation"),
        help_text=_("Box 2 of the paper, for example DE-A-2026-0117."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20", "autocomplete": "off"}),
    )


class WriteOffForm(DeductionForm):
    """One line of a declaration."""

    shape, day = WRITE_OFF_SHAPE, "accepted_on"

    mrn = mrn_field()
    customs_office = office_field()
    destination = TextField(
        label=_("Destination of the declaration"),
        help_text=_("Two letters; compared with the destination granted."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-4"}),
    )

    consignee = TextField(
        label=_("Consignee of the declaration (optional)"),
        help_text=_("Compared with the recipients granted: another one is refused."),
        required=False,
        max_length=200,
    )
    end_user = TextField(
        label=_("End user of the declaration (optional)"),
        help_text=_("Compared with the end users granted: another one is refused."),
        required=False,
        max_length=200,
    )
    accepted_on = DateField(
        label=_("Accepted on (optional)"),
        help_text=_(
            "The day on which the declaration was accepted: validity is asked of it. Today if left out."
        ),
        required=False,
    )
    exporter_eori = eori_field(help_text=_("Compared with the holder’s."))

    field_order = ["mrn"]  # the line follows, and the rest
    COMPARED = ("consignee", "end_user", "accepted_on", "exporter_eori")

    def __init__(self, *args: Any, authorisation: Authorisation, **kwargs: Any) -> None:
        super().__init__(*args, authorisation=authorisation, **kwargs)
        if granted := authorisation.destinations:
            text = gettext("Two letters, as declared. Granted for %(countries)s.")
            countries = ", ".join(f"{country(code)} ({code})" for code in granted)
            self.fields["destination"].help_text = text % {"countries": countries}
        parties = named_parties(authorisation)
        self._require("consignee", gettext("Consignee of the declaration"), parties.consignees)
        declared = str(self.data.get("destination", "")).strip().upper()
        end_users = parties.at(declared).end_users
        self._require("end_user", gettext("End user of the declaration"), end_users)

    def _require(self, name: str, label: str, granted: Sequence[str]) -> None:
        """Where the paper names several, the declaration says which of them receives the items."""
        if len(granted) > 1:
            field = self.fields[name]
            field.required, field.label = True, label
            field.help_text = gettext("As declared. Granted for: %(names)s.") % {"names": "; ".join(granted)}

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What every deduction needs: on a telephone it is all that stands there."""
        return [field for field in self.visible_fields() if not self._is_folded(field.name)]

    @property
    def compared_fields(self) -> list[forms.BoundField]:
        """What else of the declaration is compared, where customs have it at hand."""
        return [self[name] for name in self.COMPARED if self._is_folded(name)]

    def _is_folded(self, name: str) -> bool:
        return name in self.COMPARED and not self.fields[name].required

    @property
    def compares(self) -> bool:
        """Was something of it typed, or is something wrong with it?"""
        return any(field.errors or field.value() for field in self.compared_fields)


class ReversalForm(forms.Form):
    reason = TextField(
        label=_("Why (optional)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
