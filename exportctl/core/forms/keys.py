from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from exportctl.core.models import Seat


class KeyForm(forms.Form):
    """A new API key: a name to know it by, and the one seat it may use."""

    name = TextField(
        max_length=100, label=_("Name"), help_text=_("What will use it, for example “ERP in Kiel”.")
    )
    seat_id = forms.TypedChoiceField(coerce=int, label=_("It may act as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(seat.pk, f"{seat.organisation.name}: {seat.label}") for seat in seats]
        field: Any = self.fields["seat_id"]
        field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]
