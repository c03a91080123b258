from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import Organisation


class PrincipalForm(forms.Form):
    """One of the organisations for which the person may act; `principals` are those."""

    organisation = forms.ChoiceField(
        label=_("In whose name do you act?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose in whose name you act.")},
    )

    def __init__(self, *args: Any, principals: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.principals = {str(each.pk): each for each in principals}
        field: Any = self.fields["organisation"]
        field.choices = [(pk, each.name) for pk, each in self.principals.items()]

    def chosen(self) -> Organisation:
        return self.principals[self.cleaned_data["organisation"]]
