"""A limit for pages that anybody may open, by the network address that asks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from exportctl.core.cache import one_more
from exportctl.core.errors import TooManyTries
from exportctl.core.whereabouts import address_of

MINUTE = 60  # seconds, of the machine's clock


def limited(
    scope: str, *, a_minute: int
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Refuse what comes from one address more than `a_minute` times a minute. Raises TooManyTries."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = f"limit.{scope}.{address_of(request)}"
            if one_more(key, seconds=MINUTE) > a_minute:
                raise TooManyTries
            return view(request, *args, **kwargs)

        return counted

    return decorate
