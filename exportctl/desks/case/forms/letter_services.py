"""That a letter was sent, and what came of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.information_requests import ChoosingForm
from licensing.rules.letter_services import RESULT, SENDING, WAY_LABELS

SERVED, FAILED = "served", "failed"


class SendingForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How is it served?"), choices=[*WAY_LABELS.items()], widget=forms.RadioSelect
    )
    addressee = TextField(
        label=_("Addressee"),
        help_text=_("The representative whose power of attorney covers receipt; without one the exporter."),
        max_length=most_of(SENDING, "addressee"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    power = TextField(
        label=_("Power of attorney"),
        help_text=_("Of a representative: its day, and that it covers receipt."),
        max_length=most_of(SENDING, "power"),
        required=False,
    )
    sent_on = DateField(label=_("Sent on"))


class ResultForm(ChoosingForm):
    came = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(SERVED, _("It was served")), (FAILED, _("It could not be served"))],
        widget=forms.RadioSelect,
    )
    served_on = DateField(
        label=_("Day on the slip"),
        help_text=_("Or of the receipt, or of the record of who handed it over."),
        required=False,
    )
    failed_because = TextField(
        label=_("Why not"),
        help_text=_("The exporter reads it. Afterwards the letter can be sent again, in another way."),
        max_length=most_of(RESULT, "failed_because"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proof = forms.FileField(
        label=_("Proof"),
        help_text=_(
            "The slip or the record, as a file. Officers of your authority read it, the exporter never."
        ),
        required=False,
    )

    chooser = "came"
    optional = ("proof",)
    reveals = {"came": {SERVED: ["served_on"], FAILED: ["failed_because"]}}
    needs = {
        SERVED: {"served_on": _("Give the day on the slip.")},
        FAILED: {"failed_because": _("Say why it could not be served.")},
    }

    def given(self) -> dict[str, Any]:
        """What the action takes: the field of the choice alone."""
        chosen = "served_on" if self.choice() == SERVED else "failed_because"
        return {chosen: self.cleaned_data[chosen], "upload": self.cleaned_data.get("proof")}
