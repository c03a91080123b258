from django.http import HttpRequest

from exportctl.core.models import User


class AuthenticatedRequest(HttpRequest):
    """A request behind `login_required`: somebody is signed in."""

    user: User
