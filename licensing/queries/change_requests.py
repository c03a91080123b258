"""What holders ask to have changed, as REST and pages show it."""

from typing import Any

from exportctl.core.canonical import iso_or_none, rfc3339
from licensing.models import ChangeRequest, Document


def show_change_request(asked: ChangeRequest) -> dict[str, Any]:
    """In the words of the contract."""
    return {
        "id": str(asked.pk),
        "kind": asked.kind,
        "last_day": iso_or_none(asked.last_day),
        "reason": asked.reason,
        "status": asked.status,
        "asked_at": rfc3339(asked.asked_at),
        "ended_at": rfc3339(asked.ended_at) if asked.ended_at else None,
    }


def files_of(asked: ChangeRequest) -> list[Document]:
    """What its holder sent with it: documents of the case."""
    rows = Document.objects.standing().filter(request=asked.authorisation.request_id, about=asked.pk)
    return list(rows.select_related("file"))
