from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.forms.people import end_of
from exportctl.core.models import Seat
from exportctl.core.notices import zone_of


class KeyForm(forms.Form):
    """A new API key: a name to know it by, and the one seat it may use."""

    name = TextField(
        max_length=100, label=_("Name"), help_text=_("What will use it, for example “ERP in Kiel”.")
    )
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Empty: it ends with the seat."))
    seat_id = forms.TypedChoiceField(coerce=int, label=_("It may act as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = list(seats)
        choices = [(seat.pk, f"{seat.organisation.name}: {seat.label}") for seat in seats]
        field: Any = self.fields["seat_id"]
        field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]
        self.seats = {seat.pk: seat for seat in seats}

    def words(self) -> dict[str, Any]:
        """The form as the action wants it: the key's last day ends at midnight where its seat is."""
        words = dict(self.cleaned_data)
        seat = self.seats[words["seat_id"]]
        return words | {"expires_at": end_of(words.pop("ends_on"), zone_of(seat.organisation))}
