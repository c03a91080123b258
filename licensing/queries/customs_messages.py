"""A customs office's message log, as REST and its page show it."""

from typing import Any

from exportctl.core.canonical import rfc3339
from licensing.models import CustomsMessage


def show_message(message: CustomsMessage) -> dict[str, Any]:
    """One call and its answer."""
    return {
        "id": str(message.pk),
        "at": rfc3339(message.at),
        "method": message.method,
        "path": message.path,
        "body": message.body,
        "status": message.status,
        "answer": message.answer,
        "replay_of": str(message.replay_of_id) if message.replay_of_id else None,
    }
