from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField
from exportctl.core.models import Organisation, User
from exportctl.desks.oversight.queries.activity import ActivityFilter


class ActivityForm(forms.Form):
    """What narrows the list of acts; a value that means nothing narrows nothing."""

    person = forms.TypedChoiceField(label=_("Person"), required=False, coerce=UUID, empty_value=None)
    since = DateField(label=_("Since"), required=False)
    until = DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.choices = [("", _("Everybody")), *((str(user.pk), str(user)) for user in people)]

    def filters(self, organisation: Organisation) -> ActivityFilter:
        """What the address asks for, days in the forms of the reader's language as well."""
        self.is_valid()
        days: dict[str, Any] = {name: self.cleaned_data.get(name) for name in ("since", "until")}
        person = str(self.cleaned_data.get("person") or "")
        return replace(
            ActivityFilter.read(self.data), organisation=str(organisation.pk), person=person, **days
        )
