"""Until when messages are taken on a case: its holder can be heard there on what was granted, and on its end."""

from datetime import date

from django.db.models import Max, Q

from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from licensing.models import Authorisation, AuthorisationRequest
from licensing.rules.authorisations import State
from licensing.rules.kinds import authorises

ALIVE = (State.VALID.value, State.SUSPENDED.value)


def conversation_end(request: AuthorisationRequest) -> date | None:
    """The day on which the case ended, or what was granted on it; None while it is open.

    Of what lives its last day; of what was revoked, annulled or given up the day of that act, not from when it counts.
    """
    if request.ended_at is None:
        return None
    zone = zone_of(request.authority)
    ended_on = local_date(request.ended_at, zone)
    if not authorises(request.kind):
        return ended_on
    granted = Authorisation.objects.filter(request=request).aggregate(
        lasts=Max("version__valid_until", filter=Q(status__in=ALIVE)),
        over=Max("steps__at", filter=~Q(steps__state__in=ALIVE)),
    )
    days: list[date] = [ended_on]
    if granted["lasts"]:
        days.append(granted["lasts"])
    if granted["over"]:
        days.append(local_date(granted["over"], zone))
    return max(days)
