"""What every REST resource is made from."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import viewsets
from rest_framework.request import Request


class Schema(AutoSchema):
    """Answers are declared as they are: a list says itself that it is one."""

    def get_auth(self) -> list[dict[str, Any]]:
        """What takes no key bears no padlock; everything else takes one."""
        if self.method in getattr(self.view, "open_methods", ()):
            return []
        return [each for each in super().get_auth() if each]

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False


class Resource(viewsets.ViewSet):
    """One resource for machines. A body that is not JSON is told before anything else (contract: errors)."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        _ = request.data  # raises ParseError: 400 comes before 401
        super().initial(request, *args, **kwargs)
