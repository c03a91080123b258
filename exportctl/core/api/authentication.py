from datetime import datetime

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from exportctl.core import clock
from exportctl.core.actions.keys import note_use
from exportctl.core.formatting import long_day
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.queries.keys import authenticate_key, ended_key


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY`. A browser's session opens nothing here, so there is nothing to forge."""

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        words = get_authorization_header(request).split()
        if not words:
            return None
        if len(words) != 2 or words[0].lower() != b"bearer":
            raise AuthenticationFailed(_("Send the key as “Authorization: Bearer KEY”."))
        secret = words[1].decode("latin-1")
        key = authenticate_key(secret)
        if key is None:
            raise AuthenticationFailed(_why_not(secret, clock.now()))
        note_use(key=key, at=key.user.called_at or clock.now())
        return key.user, secret[:12]

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="exportctl"'


def _why_not(secret: str, at: datetime) -> str:
    key = ended_key(secret)
    if key and key.revoked_at is None and key.expires_at and key.expired(at=at):
        day = long_day(key.expires_at, zone_of(key.seat.organisation))
        return _("This key expired on %(day)s. Make a new one in your account.") % {"day": day}
    if key and key.revoked_at is not None:
        return _("This key was revoked. Make a new one in your account.")
    return _("This key is unknown, or its seat has ended. Make a new one in your account.")


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # it registers itself
    target_class = "exportctl.core.api.authentication.ApiKeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
