"""Until when messages are taken on a case: as long as what was granted on it lives, its holder can be heard there."""

from datetime import date

from django.db.models import Max

from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from licensing.models import Authorisation, AuthorisationRequest
from licensing.rules.authorisations import State
from licensing.rules.kinds import authorises

ALIVE = (State.VALID.value, State.SUSPENDED.value)


def conversation_end(request: AuthorisationRequest) -> date | None:
    """The day on which the case ended, or the last day of what was granted on it and lives; None while it is open."""
    if request.ended_at is None:
        return None
    ended_on = local_date(request.ended_at, zone_of(request.authority))
    if not authorises(request.kind):
        return ended_on
    alive = Authorisation.objects.filter(request=request, status__in=ALIVE)
    last = alive.aggregate(last=Max("version__valid_until"))["last"]
    return max(ended_on, last) if last else ended_on
