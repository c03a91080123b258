"""How messages reach a person: one question."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.rules.mailing import Choice


class MailForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("How do you want to hear of what concerns your organisations?"),
        choices=[
            (Choice.EACH.value, _("By e-mail, each message at once")),
            (Choice.DIGEST.value, _("By e-mail, once a day")),
            (Choice.LEGAL.value, _("By e-mail only where a deadline of law begins, moves or ends")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how messages reach you."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    hints: ClassVar[dict[str, dict[str, object]]] = {
        "choice": {
            Choice.DIGEST.value: _("One mail after seven in the morning, where your organisation is."),
            Choice.LEGAL.value: _("Everything else waits in your inbox."),
        }
    }
