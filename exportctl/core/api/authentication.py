from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from exportctl.core.models import User
from exportctl.core.queries.keys import authenticate_key


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY`. A browser's session opens nothing here, so there is nothing to forge."""

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        words = get_authorization_header(request).split()
        if not words:
            return None
        if len(words) != 2 or words[0].lower() != b"bearer":
            raise AuthenticationFailed(_("Send the key as “Authorization: Bearer KEY”."))
        secret = words[1].decode("latin-1")
        user = authenticate_key(secret)
        if user is None:
            raise AuthenticationFailed(
                _("This key is unknown, revoked or expired. Make a new one in your account.")
            )
        return user, secret[:12]

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="exportctl"'


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # it registers itself
    target_class = "exportctl.core.api.authentication.ApiKeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
