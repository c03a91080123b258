import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from exportctl.core import clock
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.loading import load_reference
from exportctl.core.actions.seats import grant_seat
from exportctl.core.errors import DomainError
from exportctl.core.queries.reference import commission
from exportctl.core.rules.permissions import Permission


class Command(BaseCommand):
    help = "Makes an account that administers for the Commission, and prints its first password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--name", default="", help="what others read; the address's first part without it"
        )

    @transaction.atomic
    def handle(self, *, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is no e-mail address") from None
        load_reference()
        password, at = secrets.token_urlsafe(15), clock.now()
        try:
            user = create_account(email=email, name=name or email.partition("@")[0], password=password, at=at)
            grant_seat(user=user, permission=Permission.ADMINISTER, organisation=commission()[0], at=at)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(
            f"{email} may administer. First password, to be changed after signing in: {password}"
        )
