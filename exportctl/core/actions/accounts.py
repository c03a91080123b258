"""Accounts: made by administrators, never by sign-up."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid
from exportctl.core.models import User
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.shapes import error
from exportctl.core.transitions import record

THEMES = ("", "light", "dark")


@transaction.atomic
def create_account(
    *,
    email: str,
    name: str,
    at: datetime,
    password: str | None = None,
    language: str = "",
    made_by: User | None = None,
) -> User:
    """A new account without any seat. Raises Invalid when the address has one already."""
    same_address = Invalid(_("There is an account with this e-mail address already."))
    with unless_taken("user_email_once", same_address):
        user = User.objects.create_user(email, password, name=name, language=language, created_at=at)
    record(user, "create", machine=ACCOUNT, actor=made_by, at=at)
    return user


def account_of(*, email: str, name: str, at: datetime, made_by: User) -> User:
    """The account of that mailbox, made now if there is none. Raises Invalid without a name, known or not."""
    if not name.strip():
        message = _("Give the person’s name.")
        raise Invalid(message, errors=[error("/name", message)])
    if known := User.objects.of_mailbox(email):
        return known
    try:
        return create_account(email=email, name=name, at=at, made_by=made_by)
    except Invalid:  # somebody made it in this very moment, for a seat elsewhere
        if known := User.objects.of_mailbox(email):
            return known
        raise


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("Choose English, German or French."))
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language


@transaction.atomic
def choose_theme(*, user: User, theme: str) -> None:
    if theme not in THEMES:
        raise Invalid(_("Choose light, dark, or as the device."))
    User.objects.filter(pk=user.pk).update(theme=theme)
    user.theme = theme
