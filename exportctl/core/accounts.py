"""How people come in: accounts are made by administrators, and a demonstration opens its own with a click."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exportctl.core import clock
from exportctl.core.models import User
from exportctl.core.whereabouts import address_of


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _(
            "This account is closed. Ask whoever administers the people of your organisation."
        ),
        "email_password_mismatch": _("E-mail address and password do not fit together. Check both."),
        "enter_current_password": _("Enter your present password."),
        "incorrect_password": _("That is not your present password."),
        "too_many_login_attempts": _("Signing in failed too often. Try again later."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Of the library's mails the one that we offer: the link to a new password, in the house's own words.

        It is owed like every other mail: no mail server that is away changes the answer.
        """
        from exportctl.core.actions.mailing import owe_password_link  # it needs `set_password_path`

        if template_prefix.endswith("password_reset_key"):
            owe_password_link(person=context["user"], machine_at=clock.machine_now())

    def add_message(self, *_args: Any, **_options: Any) -> None:
        """No “you have signed in” message: the page that opens is answer enough."""


class DemonstrationBackend(BaseBackend):
    """Carries the sessions that `/demo/sign-in` opened, so that the audit trail knows them."""

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.filter(pk=user_id, is_active=True).first()
        if user is not None:
            user.channel = "demo sign-in"
        return user


def set_password_path(user: User) -> str:
    """Where a person chooses a password, once and within three days; made when the mail is, kept nowhere."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=parts)
