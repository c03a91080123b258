"""What ending a seat brings about, in sentences (look: consequence box)."""

from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.models import ApiKey, Invitation, Seat
from exportctl.core.rules.invitations import TIME_TO_ACCEPT
from exportctl.core.seat_ends import left_behind


def if_approved(invitation: Invitation) -> list[Any]:
    """What a second officer's yes brings about."""
    return [
        format_html(
            _("<b>{name}</b> is invited by e-mail to act for {organisation}."),
            name=invitation.name,
            organisation=invitation.organisation.spoken_name,
        ),
        ngettext(
            "The seat begins when the person accepts it, within %(n)d day; until then nothing changes.",
            "The seat begins when the person accepts it, within %(n)d days; until then nothing changes.",
            TIME_TO_ACCEPT.days,
        )
        % {"n": TIME_TO_ACCEPT.days},
        _("Whoever administers the people here is told. You stay on record as the second officer."),
    ]


def if_accepted(invitation: Invitation) -> list[Any]:
    """What accepting a seat brings about, for the person."""
    return [
        format_html(
            _("You may act for <b>{organisation}</b> from then on, and what you do is on record."),
            organisation=invitation.organisation.spoken_long_name,
        ),
        _(
            "Whoever administers the people there reads your name and address, and can remove the seat at any time."
        ),
    ]


def if_removed(seat: Seat, *, at: datetime) -> list[Any]:
    keys = ApiKey.objects.filter(seat=seat, revoked_at=None).count()
    sentence = ngettext(
        "<b>{n} key</b> for machines ends with the seat.",
        "<b>{n} keys</b> for machines end with the seat.",
        keys,
    )
    return [
        format_html(
            _("<b>{name}</b> may no longer act for {organisation}, from this second on."),
            name=seat.user,
            organisation=seat.organisation.spoken_name,
        ),
        *left_behind(seat, at=at),
        format_html(sentence, n=keys),
        _("Every session of the person ends. Other seats stay; the person signs in anew for them."),
        _("What the person did stays on record. You can give the seat again at any time."),
    ]
