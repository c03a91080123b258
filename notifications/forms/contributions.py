"""What authorities write to each other about a procedure, and a delegation to itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField

LONGEST = 4000


def _text_field(label: Any, hint: Any, rows: int = 4) -> TextField:
    area = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, help_text=hint, max_length=LONGEST, widget=area)


class QuestionForm(forms.Form):
    text = _text_field(
        _("Your question"),
        _(
            "All delegations, the notifying authority and the Commission read it, with your state and the time."
            " It cannot be changed."
        ),
    )


class ReplyForm(forms.Form):
    text = _text_field(
        _("Your words"),
        _("All delegations, the notifying authority and the Commission read them. They cannot be changed."),
        rows=3,
    )


class InstructionForm(forms.Form):
    text = _text_field(
        _("Instruction or note"),
        _("Only your own delegation reads it. It stays on record and cannot be changed."),
    )


class ReleaseForm(forms.Form):
    reason = _text_field(
        _("Why may the other states see this?"),
        _("Every delegation and the Commission read the reason."),
        rows=3,
    )
