"""Limits high above honest use (contract: never below 1,200 a minute per address, 6,000 per key)."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from exportctl.core.whereabouts import address_of

if TYPE_CHECKING:  # DRF's views import the throttles in their turn
    from rest_framework.views import APIView


class AddressThrottle(SimpleRateThrottle):
    scope = "address"

    def get_cache_key(self, request: Request, view: "APIView") -> str | None:
        if request.auth:
            return None
        return self.cache_format % {"scope": self.scope, "ident": address_of(request)}


class KeyThrottle(SimpleRateThrottle):
    scope = "key"

    def get_cache_key(self, request: Request, view: "APIView") -> str | None:
        if not request.auth:
            return None
        return self.cache_format % {"scope": self.scope, "ident": f"{request.user.pk}.{request.auth}"}
