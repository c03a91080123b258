"""What an officer sends from the worklist."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exportctl.core.errors import Invalid
from exportctl.core.forms.fields import TextField
from exportctl.core.models import User
from exportctl.desks.worklist.queries.filters import ME, NOBODY
from exportctl.desks.worklist.queries.worklist_settings import COLUMNS, desk_of
from licensing.actions.assignments import Bulk, assign_requests
from licensing.actions.tags import tag_requests, untag_requests
from licensing.models.worklist_settings import DENSITIES, LONGEST_NAME

TAGGING: dict[str, Callable[..., Bulk]] = {"tag": tag_requests, "untag": untag_requests}


class ActForm:
    """Which act, and with what: `mine`, `assign` (to `assignee`), `tag` or `untag` (the `label`)."""

    def __init__(self, given: Any, *, user: User, at: datetime) -> None:
        self.user, self.at = user, at
        self.name = given.get("act", "")
        self.assignee = ME if self.name == "mine" else given.get("assignee", "")
        self.label = given.get("label", "")

    @property
    def typed(self) -> dict[str, str]:
        """For the page that comes back with an error."""
        return {"assignee": self.assignee, "label": self.label}

    def act(self, request_ids: Sequence[UUID], *, actor: User, at: datetime) -> Bulk:
        """Raises Invalid for anything else than the four acts."""
        if self.name in TAGGING:
            return TAGGING[self.name](request_ids=request_ids, label=self.label, actor=actor, at=at)
        if self.name not in ("mine", "assign"):
            raise Invalid(_("Choose what to do with the ticked cases."))
        return assign_requests(request_ids=request_ids, assignee=self._person(), actor=actor, at=at)

    def sentence(self, references: Sequence[str]) -> str:
        """One sentence for all that was done."""
        count = {"n": len(references), "who": self._name(), "label": self.label}
        if self.name == "tag":
            return (
                ngettext(
                    "%(n)d case is tagged “%(label)s”.",
                    "%(n)d cases are tagged “%(label)s”.",
                    len(references),
                )
                % count
            )
        if self.name == "untag":
            return (
                ngettext("“%(label)s” is off %(n)d case.", "“%(label)s” is off %(n)d cases.", len(references))
                % count
            )
        if self.assignee == ME:
            return ngettext("%(n)d case is yours now.", "%(n)d cases are yours now.", len(references)) % count
        if self.assignee == NOBODY:
            return (
                ngettext("%(n)d case is nobody’s now.", "%(n)d cases are nobody’s now.", len(references))
                % count
            )
        return (
            ngettext("%(who)s has %(n)d case now.", "%(who)s has %(n)d cases now.", len(references)) % count
        )

    def _person(self) -> User | None:
        if self.assignee == NOBODY:
            return None
        if self.assignee == ME:
            return self.user
        if self.assignee not in desk_of(self.user, at=self.at).people:
            raise Invalid(_("Choose a colleague to give the cases to."))
        return User.objects.get(pk=self.assignee)

    def _name(self) -> str:
        person = self._person() if self.name == "assign" and self.assignee not in (ME, NOBODY) else None
        return str(person or "")


class SettingsForm(forms.Form):
    columns = forms.MultipleChoiceField(choices=list(COLUMNS.items()), required=False)
    density = forms.ChoiceField(choices=list(DENSITIES.items()))
    keys = forms.BooleanField(required=False)


class ViewForm(forms.Form):
    name = TextField(
        label=gettext_lazy("Name of the view"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"maxlength": LONGEST_NAME}),
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Share it with my authority"), required=False)
