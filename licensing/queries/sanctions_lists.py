"""Which consolidated lists there are: the one in use, and those that wait for the worker."""

from typing import Any
from uuid import UUID

from exportctl.core.canonical import rfc3339
from licensing.models import SanctionsList
from licensing.rules.sanctions_lists import State


def received_lists() -> list[UUID]:
    """Lists that were received and are not in use yet, in their order."""
    waiting = SanctionsList.objects.filter(status=State.RECEIVED.value)
    return list(waiting.order_by("imported_at", "pk").values_list("pk", flat=True))


def list_in_use() -> SanctionsList | None:
    """The consolidated list that parties are compared with."""
    return SanctionsList.objects.filter(status=State.IN_USE.value).first()


def show_list(received: SanctionsList) -> dict[str, Any]:
    """In the words of REST: what the file was, and whether it counts."""
    return {
        "status": received.status,
        "form": received.form,
        "dated_on": received.dated_on.isoformat(),
        "digest": received.digest,
        "is_sample": received.is_sample,
        "entries": received.entry_count,
        "names": received.name_count,
        "imported_at": rfc3339(received.imported_at),
    }
