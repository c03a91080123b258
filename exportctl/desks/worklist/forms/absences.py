"""When an officer is away, and who stands in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField
from exportctl.core.models import User


class AbsenceForm(forms.Form):
    from_on = DateField(label=_("First day away"))
    until_on = DateField(label=_("Last day away"))
    deputy = forms.ChoiceField(
        label=_("Who stands in"),
        help_text=_(
            "They see your cases as their own and may ask and propose in them. Approving still takes two."
        ),
    )

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        deputy: Any = self.fields["deputy"]
        deputy.choices = [
            ("", _("Choose a colleague")),
            *((key, str(user)) for key, user in self.colleagues.items()),
        ]

    def clean_deputy(self) -> User:
        return self.colleagues[self.cleaned_data["deputy"]]
