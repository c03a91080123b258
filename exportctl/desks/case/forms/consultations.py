"""What is filled in around a consultation: by the officer who asks, by the body that answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.forms.fields import DateField, MailboxField, TextField
from exportctl.core.i18n import fill
from exportctl.desks.case.forms.documents import FilesField
from licensing.models import Consultation, ConsultedBody, Document
from licensing.models.consultations import BODY_KINDS, PART_LABELS, STANCE_LABELS
from licensing.rules.consultations import MOST_ADVICE, MOST_GIVER, MOST_QUESTION, Part, Stance
from licensing.rules.information_requests import DAYS_BEFORE_ADVICE
from licensing.rules.proposal_shapes import LONGEST_CONDITIONS


class AgainForm(forms.Form):
    question = TextField(
        label=_("What do you want advice on?"),
        max_length=MOST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    due_on = DateField(
        label=_("Answer by"),
        help_text=fill(
            _("The body is reminded when %(days)d days are left. The decision clock runs on."),
            {"days": DAYS_BEFORE_ADVICE},
        ),
    )

    documents = forms.MultipleChoiceField(
        label=_("Which documents may they read?"),
        help_text=_("They can carry the exporter's name and prices: look at each before you share it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, documents: Iterable[Document] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["documents"]
        choice.choices = [
            (str(row.pk), f"{row.name} · {filesizeformat(row.file.size if row.file else 0)}")
            for row in documents
        ]
        if not choice.choices:
            del self.fields["documents"]


class AskBodyForm(AgainForm):
    body = forms.MultipleChoiceField(
        label=_("Whom do you ask?"),
        help_text=_("Each of them gets a link of its own and sees no other's answer."),
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label=_("What may they see?"),
        help_text=_(
            "Nothing else of the case is shown to them. The red flags are the exporter's answers alone."
        ),
        choices=[*PART_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=[
            Part.ITEM.value,
            Part.AMOUNT.value,
            Part.PARTIES.value,
            Part.END_USE.value,
            Part.CONDITIONS.value,
        ],
    )
    field_order = ("body", "question", "parts", "documents", "due_on")

    def __init__(self, *args: Any, bodies: Iterable[ConsultedBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["body"]
        choice.choices = [(str(body.pk), f"{body.name} · {body.get_kind_display()}") for body in bodies]


class AllAgainForm(AgainForm):
    """Several bodies that were asked before: the same question to each of them."""

    consultations = forms.MultipleChoiceField(
        label=_("Whom do you ask again?"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("consultations", "question", "documents", "due_on")

    def __init__(self, *args: Any, consultations: Iterable[Consultation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["consultations"]
        choice.choices = [
            (str(row.pk), f"{row.body.name} · {row.get_status_display()}") for row in consultations
        ]


class AdviceForm(forms.Form):
    stance = forms.ChoiceField(
        label=pgettext_lazy("advice", "Advice"), choices=[*STANCE_LABELS.items()], widget=forms.RadioSelect
    )
    text = TextField(
        label=_("Reasons and conditions"),
        help_text=_("Needed unless there is no objection."),
        required=False,
        max_length=MOST_ADVICE,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    files = FilesField(
        help_text=_("Up to five: PDF, images, office documents. The exporter never sees them.")
    )  # type: ignore[assignment]  # a field, not what was uploaded
    given_by = TextField(label=_("Name and office of whoever gives the advice"), max_length=MOST_GIVER)

    hints = {
        "stance": {Stance.CONDITIONS.value: _("No objection as long as the conditions you name are kept.")}
    }


class ConditionsForm(forms.Form):
    conditions = TextField(
        label=_("Conditions"),
        help_text=_(
            "One a line. Saving makes a new version; bodies that advised on another are to be asked again."
        ),
        required=False,
        max_length=LONGEST_CONDITIONS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class BodyForm(forms.Form):
    name = TextField(label=_("Name of the body"), max_length=MOST_GIVER)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*BODY_KINDS.items()])
    email = MailboxField(
        label=_("E-mail address of the office"),
        help_text=_("Links to questions go there. Use an office's address, not a person's."),
    )
    language = forms.ChoiceField(label=_("Language of the messages"), choices=settings.LANGUAGES)
