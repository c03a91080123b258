"""What stands against letting goods go under an authorisation, beside the authorisation itself."""

from licensing.models import Authorisation, CustomsHold
from licensing.rules.customs_holds import State

WAITING = (State.OPEN.value, State.EXTENDED.value, State.NOT_RELEASED.value)


def open_holds(authorisation: Authorisation) -> list[CustomsHold]:
    """Declarations under it that are kept back."""
    return list(
        CustomsHold.objects.filter(authorisation=authorisation, status__in=WAITING).order_by("due_on")
    )
