"""Adding a person to an organisation, and changing until when they may act for it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, MailboxField, TextField
from exportctl.core.models import ApiKey, Organisation
from exportctl.core.models.organisations import PERMISSION_LABELS
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission

AGENT = "agent"  # a seat for filing that ends: the form asks for the day
HINTS = {
    Permission.FILE.value: _("An employee: notifies, answers questions, withdraws."),
    AGENT: _("Another company that acts for you. It sees and files your cases until the last day you give."),
    Permission.HANDLE.value: _("An officer: takes cases, asks, proposes and approves decisions."),
    Permission.TAKE_POSITION.value: _("A delegate: reads the dossiers of all procedures, records positions."),
    Permission.ADMINISTER.value: _(
        "An officer of the Commission: windows, rule sets, reference data, texts."
    ),
    Permission.CHECK_SHIPMENTS.value: _("A customs officer: checks shipments against the list."),
    Permission.MANAGE.value: _(
        "Adds and removes people here, sees who did what. Reads no case by this alone."
    ),
}


class PersonForm(forms.Form):
    """What a new person may do here, and from when to when; days are those of the organisation's state."""

    email = MailboxField(label=_("E-mail address"), max_length=254)
    name = TextField(
        label=_("Name"), max_length=200, help_text=_("As you know the person; an account keeps its own name.")
    )
    seat = forms.ChoiceField(label=_("What may this person do?"), widget=forms.RadioSelect)
    starts_on = DateField(label=_("First day"), required=False, help_text=_("Empty: at once."))
    ends_on = DateField(
        label=_("Last day"), required=False, help_text=_("Empty: no end. An agent needs a last day.")
    )

    hints = HINTS

    def __init__(
        self, *args: Any, organisation: Organisation, seats: Collection[Permission], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        choices = [(seat.value, PERMISSION_LABELS[seat]) for seat in seats]
        if Permission.FILE in seats:
            choices.insert(1, (AGENT, _("May file as an agent, until a date")))
        field: Any = self.fields["seat"]
        field.choices = choices

    def person(self) -> dict[str, Any]:
        """The clean values as `invite` takes them."""
        given, zone = self.cleaned_data, zone_of(self.organisation)
        is_agent = given["seat"] == AGENT
        return {
            "organisation_id": self.organisation.pk,
            "email": given["email"],
            "name": given["name"],
            "permission": Permission.FILE if is_agent else Permission(given["seat"]),
            "starts_at": _midnight(given["starts_on"], zone),
            "ends_at": end_of(given["ends_on"], zone),
            "is_agent": is_agent,
        }


class ActForm(forms.Form):
    """A confirm page with nothing to fill in; which button was pressed says what is done."""


class EndForm(forms.Form):
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Empty: no end."))

    def ends_at(self, organisation: Organisation) -> datetime | None:
        return end_of(self.cleaned_data["ends_on"], zone_of(organisation))


class KeyEndForm(EndForm):
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Empty: it ends with the seat."))


def last_day_of(ends_at: datetime | None, organisation: Organisation) -> date | None:
    """The day a form shows for a seat that ends at an instant."""
    local = ends_at.astimezone(zone_of(organisation)) if ends_at else None
    return (local - timedelta(microseconds=1)).date() if local else None


def with_last_days(keys: Iterable[ApiKey]) -> list[tuple[ApiKey, date | None]]:
    """Each key with the day that a page shows for its end."""
    return [(key, last_day_of(key.expires_at, key.seat.organisation)) for key in keys]


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=zone) if day else None


def end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The midnight that ends a last day; None for no last day."""
    return _midnight(day + timedelta(days=1), zone) if day else None
