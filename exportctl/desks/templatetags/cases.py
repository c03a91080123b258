"""What pages of every desk say of a case."""

from typing import Any

from django import template

from exportctl.desks.kinds import kind_of
from licensing.models import AuthorisationRequest

register = template.Library()


@register.filter
def kind_name(request: AuthorisationRequest) -> Any:
    """What a case is: a notification, or a request of some kind."""
    return kind_of(request).label
