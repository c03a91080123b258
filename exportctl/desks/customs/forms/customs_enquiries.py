"""What customs ask without keeping anything back, and what an officer answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import TextField
from exportctl.core.rules.uploads.kinds import KINDS
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.documents import FilesField, FilesInput
from licensing.forms.declarations import eori_field, mrn_field, office_field
from licensing.rules.customs_enquiries import ENQUIRY, ENQUIRY_ANSWER


class EnquiryForm(forms.Form):
    """The question first, then what is known: read by the very shape of REST."""

    question = TextField(
        label=_("What do you want to know?"),
        help_text=_(
            "For example: is it listed, is it covered, is this the consignee? The authority reads it, the exporter does"
            " not."
        ),
        max_length=most_of(ENQUIRY, "question"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    papers = FilesField(
        label=_("Photographs and papers"),
        help_text=_(
            "Up to five: a plate, a package, an invoice. Each is checked before anybody can open it."
        ),
        widget=FilesInput(
            attrs={"accept": ",".join(KINDS)}
        ),  # a telephone then hands its photographs over as JPEG
    )
    customs_office = office_field()
    mrn = mrn_field(is_required=False)
    authorisation = TextField(
        label=_("Number of the authorisation (optional)"),
        help_text=_(
            "Who granted it is asked; without one the authority of the exporter’s state, and without that your own."
        ),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )
    exporter_eori = eori_field()

    optional = ("papers",)
    folded = ("mrn", "authorisation", "exporter_eori")
    folded_title = _("What you know of the declaration")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = {name: value for name, value in given.items() if value and name != "papers"}
        self.declared, errors = shapes.check(sent, ENQUIRY)
        add_pointed_errors(self, errors)
        return given


class PaperForm(forms.Form):
    file = forms.FileField(
        label=_("One more photograph or paper"),
        help_text=_("Before the answer; five in all. It is checked before anybody can open it."),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )


class EnquiryAnswerForm(forms.Form):
    answer = TextField(
        label=_("Your answer"),
        help_text=_("A sentence is enough. Customs read it, and may cite it by its number."),
        max_length=most_of(ENQUIRY_ANSWER, "answer"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
