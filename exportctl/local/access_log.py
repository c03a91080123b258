"""The web server's access log: addresses without the secrets that some of them hold."""

import re
from typing import Any

from gunicorn.glogging import Logger

# Who holds such an address may act: a body's link, a calendar, a new password. deploy/nginx.conf says the same.
SECRET = re.compile(
    r"^(/advice/[^/]+/|/consultations/[^/]+/respond/|/calendar/|/accounts/password/reset/key/)[^/]+"
)


def without_secret(path: str) -> str:
    return SECRET.sub(r"\1…", path)


class AccessLog(Logger):
    """gunicorn's own, but for the address."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return atoms | {"U": without_secret(atoms["U"] or "")}
