"""Which consolidated lists there are: the one in use, and those that wait for the worker."""

from uuid import UUID

from licensing.models import SanctionsList
from licensing.rules.sanctions_lists import State


def received_lists() -> list[UUID]:
    """Lists that were received and are not in use yet, in their order."""
    waiting = SanctionsList.objects.filter(status=State.RECEIVED.value)
    return list(waiting.order_by("imported_at", "pk").values_list("pk", flat=True))


def list_in_use() -> SanctionsList | None:
    """The consolidated list that parties are compared with."""
    return SanctionsList.objects.filter(status=State.IN_USE.value).first()
