"""What a holder writes who asks for a change of an authorisation."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exportctl.core.formatting import long_day
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.documents import FilesField
from licensing.models.change_requests import WISH_LABELS
from licensing.rules.authorisations import Event
from licensing.rules.change_requests import CHANGE_REQUEST_SHAPE

ROOM_FOR_DAY = 80  # signs: the sentence with the new last day stands before what the holder wrote


class ChangeRequestForm(forms.Form):
    """What should be done with it, why, and the papers that show it."""

    kind = forms.ChoiceField(
        label=_("What should the authority do?"), choices=list(WISH_LABELS.items()), widget=forms.RadioSelect
    )
    last_day = DateField(label=_("New last day"), required=False)
    reason = TextField(
        label=_("What should change, and why?"),
        help_text=_(
            "Name lines, quantities and days. Other parties or another destination take a new request."
        ),
        max_length=most_of(CHANGE_REQUEST_SHAPE, "reason") - ROOM_FOR_DAY,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    uploads = FilesField(label=_("Papers"))

    reveals = {"kind": {Event.EXTEND.value: ["last_day"]}}
    hints = {
        "kind": {
            Event.AMEND.value: _("Another quantity or value, other conditions. The number stays."),
            Event.EXTEND.value: _("A later last day. The number stays."),
            Event.CORRECT.value: _("The paper says something else than was decided. The number stays."),
            Event.RENEW.value: _("A further period, with what is left, under another number."),
            Event.SPLIT.value: _(
                "Several authorisations instead of one, with what is left. A global one with quantity limits is split"
                " if you ask (Article 12(4))."
            ),
            Event.REISSUE.value: _("The same under another number, for example after the paper was misused."),
        }
    }

    def __init__(self, *args: Any, possible: list[str], valid_until: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._valid_until = valid_until
        field: Any = self.fields["kind"]
        field.choices = [(code, words) for code, words in WISH_LABELS.items() if code in possible]

    def clean(self) -> dict[str, Any]:
        """An extension says until when."""
        given = super().clean() or {}
        day = given.get("last_day")
        if given.get("kind") != Event.EXTEND or self.has_error("last_day"):
            return given
        if day is None:
            self.add_error("last_day", gettext("Give the new last day."))
        elif self._valid_until and day <= self._valid_until:
            text = gettext("An extension ends after the last day so far, %(last)s.")
            self.add_error("last_day", text % {"last": long_day(self._valid_until)})
        return given

    @property
    def asked(self) -> dict[str, Any]:
        """As the action takes it: the day an extension asks for is the first line of what should change."""
        given = dict(self.cleaned_data)
        day = given.pop("last_day")
        if given["kind"] == Event.EXTEND and day:
            given["reason"] = "\n\n".join(
                [gettext("New last day: %(day)s.") % {"day": long_day(day)}, given["reason"]]
            )
        return given
