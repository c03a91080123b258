"""What customs type to find an authorisation, to deduct from it and to take a deduction back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField
from exportctl.desks.authorisations.forms.deductions import DeductionForm
from licensing.forms.declarations import eori_field, mrn_field, office_field
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
    accepted_on = DateField(
        label=_("Accepted on (optional)"),
        help_text=_(
            "The day on which the declaration was accepted: validity is asked of it. Today if left out."
        ),
        required=False,
    )
    exporter_eori = eori_field(help_text=_("Compared with the holder’s."))
    destination = TextField(
        label=_("Destination of the declaration (optional)"),
        help_text=_("Two letters; compared with the destination granted."),
        required=False,
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

    field_order = ["mrn"]  # the line follows, and the rest
    COMPARED = ("accepted_on", "exporter_eori", "destination", "consignee", "end_user")

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What every deduction needs: on a telephone it is all that stands there."""
        return [field for field in self.visible_fields() if field.name not in self.COMPARED]

    @property
    def compared_fields(self) -> list[forms.BoundField]:
        """What else of the declaration is compared, where customs have it at hand."""
        return [self[name] for name in self.COMPARED]

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
