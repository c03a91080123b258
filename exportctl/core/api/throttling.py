"""Limits high above honest use (contract: never below 1,200 a minute per address, 6,000 per key)."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from exportctl.core.cache import one_more
from exportctl.core.whereabouts import address_of

if TYPE_CHECKING:  # DRF's views import the throttles in their turn
    from rest_framework.views import APIView


class _Counted(SimpleRateThrottle):
    """Counts the calls of each whole period: one number, whatever the limit (DRF keeps every call's instant)."""

    num_requests: int
    duration: int  # seconds
    left: float

    def allow_request(self, request: Request, view: "APIView") -> bool:
        key, now = self.get_cache_key(request, view), self.timer()
        if key is None:
            return True
        self.left = self.duration - now % self.duration
        count = one_more(f"{key}.{int(now // self.duration)}", seconds=self.duration)
        return count <= self.num_requests

    def wait(self) -> float:
        """Seconds until the next period: the answer's Retry-After."""
        return self.left


class AddressThrottle(_Counted):
    scope = "address"

    def get_cache_key(self, request: Request, view: "APIView") -> str | None:
        if request.auth:
            return None
        return self.cache_format % {"scope": self.scope, "ident": address_of(request)}


class KeyThrottle(_Counted):
    scope = "key"

    def get_cache_key(self, request: Request, view: "APIView") -> str | None:
        if not request.auth:
            return None
        return self.cache_format % {"scope": self.scope, "ident": f"{request.user.pk}.{request.auth}"}
