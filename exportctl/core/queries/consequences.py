"""What ending a seat brings about, in sentences (look: consequence box)."""

from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.models import ApiKey, Seat
from exportctl.core.seat_ends import left_behind


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
            organisation=seat.organisation.short_name,
        ),
        *left_behind(seat, at=at),
        format_html(sentence, n=keys),
        _("Every session of the person ends. Other seats stay; the person signs in anew for them."),
        _("What the person did stays on record. You can give the seat again at any time."),
    ]
