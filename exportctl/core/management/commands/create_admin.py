from typing import Any

from django.core.management.base import CommandParser

from exportctl.core.actions.loading import load_reference
from exportctl.core.management.set_up import SetUpCommand
from exportctl.core.queries.reference import commission
from exportctl.core.rules.permissions import Permission


class Command(SetUpCommand):
    help = (
        "Makes one of the first two accounts that administer for the Commission and its people, and prints its"
        " first password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_person(parser)

    def set_up(self, *, email: str, name: str, **_options: Any) -> str:
        load_reference()
        password = self.seat(
            organisation=commission()[0], email=email, name=name, permissions=[Permission.ADMINISTER]
        )
        return f"{email} may administer. First password, to be changed after signing in: {password}"
