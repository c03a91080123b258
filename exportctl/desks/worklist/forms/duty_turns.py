"""Which officer is on duty as second officer of urgent cases, and when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField
from exportctl.core.models import User


class DutyTurnForm(forms.Form):
    officer = forms.ChoiceField(label=_("Officer on duty"))
    from_on = DateField(label=_("First day"))
    until_on = DateField(label=_("Last day"))

    def __init__(self, *args: Any, officers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(user.pk): user for user in officers}
        officer: Any = self.fields["officer"]
        officer.choices = [
            ("", _("Choose an officer")),
            *((key, str(user)) for key, user in self.officers.items()),
        ]

    def clean_officer(self) -> User:
        return self.officers[self.cleaned_data["officer"]]
