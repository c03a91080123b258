"""What the commands have in common that make the first accounts of a body."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from exportctl.core import clock
from exportctl.core.actions.seats import seat_first_manager
from exportctl.core.errors import DomainError
from exportctl.core.models import Organisation
from exportctl.core.rules.mailboxes import mailbox_of
from exportctl.core.rules.permissions import Permission


class SetUpCommand(BaseCommand):
    """Makes an account past every invitation, for whoever runs the instance; all of it or nothing."""

    def add_person(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--name", default="", help="what others read; the address's first part without it"
        )

    @transaction.atomic
    def handle(self, *_args: Any, email: str, **options: Any) -> str:
        try:
            validate_email(mailbox_of(email))
        except ValidationError:
            raise CommandError(f"{email} is no e-mail address") from None
        try:
            return self.set_up(email=mailbox_of(email), **options)
        except DomainError as error:
            details = " ".join(f"{each['pointer']}: {each['detail']}" for each in error.errors)
            raise CommandError(details or str(error.message)) from error

    def set_up(self, *args: Any, **options: Any) -> str:
        """What the command does; returns the line that it prints."""
        raise NotImplementedError

    def seat(
        self, *, organisation: Organisation, email: str, name: str, permissions: Iterable[Permission] = ()
    ) -> str:
        """The person's account and seats there; returns the first password."""
        return seat_first_manager(
            organisation=organisation,
            email=email,
            name=name or email.partition("@")[0],
            permissions=permissions,
            at=clock.now(),
        )
