"""Which papers are issued anew after a change of record, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField


class ReissuesForm(forms.Form):
    """One act over several authorisations, with a letter for each."""

    authorisations = forms.MultipleChoiceField(
        label=_("Which authorisations?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one authorisation.")},
    )
    grounds = TextField(
        label=_("Why"),
        help_text=_("The company reads it in each letter."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["authorisations"]
        field.choices = choices
