"""What the foot of every page says of the list."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from controllist.models import ListHead


def list_edition(_request: HttpRequest) -> dict[str, Any]:
    """The edition in force, read when a template first needs it; None before the first one."""
    return {"list_edition": SimpleLazyObject(_edition)}


def _edition() -> int | None:
    return ListHead.objects.values_list("edition", flat=True).order_by("-edition").first()
