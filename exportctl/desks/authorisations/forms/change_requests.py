"""What a holder writes who asks for a change of an authorisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.documents import FilesField
from licensing.models.change_requests import WISH_LABELS
from licensing.rules.authorisations import Event
from licensing.rules.change_requests import CHANGE_REQUEST_SHAPE


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
        max_length=most_of(CHANGE_REQUEST_SHAPE, "reason"),
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

    def __init__(self, *args: Any, possible: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(code, words) for code, words in WISH_LABELS.items() if code in possible]

    def clean(self) -> dict[str, Any]:
        """An extension says until when; of anything else the day, out of sight then, is not asked for."""
        given = super().clean() or {}
        if given.get("kind") != Event.EXTEND:
            given["last_day"] = None
        elif given.get("last_day") is None and not self.has_error("last_day"):
            self.add_error("last_day", gettext("Give the new last day."))
        return given
