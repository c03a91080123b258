"""What stands against letting goods go under an authorisation, beside the authorisation itself."""

from datetime import datetime

from licensing.models import Authorisation, CustomsHold
from licensing.rules.customs_holds import State


def open_holds(authorisation: Authorisation, *, at: datetime) -> list[CustomsHold]:
    """Declarations under it that are kept back now; silence past the last day has released the others."""
    rows = CustomsHold.objects.filter(authorisation=authorisation).exclude(status=State.RELEASED.value)
    return [hold for hold in rows.order_by("due_on") if hold.keeps_back(at=at)]
