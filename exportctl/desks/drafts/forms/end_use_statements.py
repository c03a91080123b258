"""What the exporter fills in to send a link, and what the person abroad fills in to sign or to refuse."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import MailboxField, TextField
from licensing.rules.end_use_statements import MOST_NAME, MOST_REFUSAL


class LinkForm(forms.Form):
    email = MailboxField(
        label=_("E-mail address of the person who signs"),
        help_text=_("Of the end user, not of your own company. The link is for this person alone."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail and of the statement"),
        help_text=_("The person can choose another one on the page."),
        choices=settings.LANGUAGES,
    )


class SignForm(forms.Form):
    digest = TextField(required=False, widget=forms.HiddenInput)
    language = TextField(required=False, widget=forms.HiddenInput)
    name = TextField(
        label=_("Your name"), max_length=MOST_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    function = TextField(
        label=_("Your function"),
        help_text=_("For example: managing director."),
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation = TextField(
        label=_("The organisation that you sign for"),
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    confirmed = forms.BooleanField(
        label=_("I have read the statement, may sign for this organisation, and sign."),
        error_messages={"required": _("Tick the box if you sign. If you do not, say so below.")},
    )

    @property
    def signed(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}


class RefusalForm(forms.Form):
    reason = TextField(
        label=_("I do not sign this, because"),
        help_text=_("The exporter reads it."),
        max_length=MOST_REFUSAL,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
