"""The corrections of a request as REST shows them: what each changed, and why."""

from itertools import pairwise
from typing import Any

from exportctl.core.canonical import rfc3339
from licensing.models import AuthorisationRequest, RequestVersion
from licensing.rules.amendments import differences_of


def amendments_of(request: AuthorisationRequest) -> list[dict[str, Any]]:
    """In their order; the first version is none."""
    versions = list(request.versions.select_related("created_by").order_by("number"))
    return [_shown(before, after) for before, after in pairwise(versions)]


def show_amendment(version: RequestVersion) -> dict[str, Any]:
    """The correction that made this version."""
    before = RequestVersion.objects.get(request=version.request_id, number=version.number - 1)
    return _shown(before, version)


def _shown(before: RequestVersion, after: RequestVersion) -> dict[str, Any]:
    return {
        "number": after.number,
        "reason": after.reason,
        "amended_at": rfc3339(after.created_at),
        "amended_by": after.created_by.email,
        "differences": [
            {"pointer": each.pointer, "before": each.before, "after": each.after}
            for each in differences_of(before.body, after.body)
        ],
    }
