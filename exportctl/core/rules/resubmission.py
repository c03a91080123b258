"""What somebody wrote and could not send, because their session had ended: what of it may be kept."""

import re
from collections.abc import Iterable

LIFE = 3600  # seconds
MOST = 64 * 1024  # characters of names and values together

# Nothing that lets somebody in, and no page that does.
SECRETS = re.compile(r"passw|token|secret|csrf|otp|login|credential|^code$|(?<!cn)[-_]code$", re.I)
NEVER = ("/accounts/", "/demo/", "/account/", "/api/", "/language", "/theme", "/session", "/form-not-sent")

Fields = list[list[str]]


def keepable(path: str, fields: Iterable[tuple[str, str]]) -> Fields | None:
    """The fields that may be kept, as pairs in their order; None: of this form nothing is kept."""
    if path.startswith(NEVER):
        return None
    plain_fields = [[name, value] for name, value in fields if not SECRETS.search(name)]
    length = sum(len(name) + len(value) for name, value in plain_fields)
    return plain_fields if plain_fields and length <= MOST else None
