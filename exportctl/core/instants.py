"""How instants are written for machines."""

from datetime import UTC, datetime


def rfc3339(instant: datetime) -> str:
    """`2026-11-25T09:42:00.123456Z`: UTC, with microseconds only where there are any."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def from_rfc3339(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
