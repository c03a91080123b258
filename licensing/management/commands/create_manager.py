from typing import Any

from django.core.management.base import CommandParser

from exportctl.core.actions.loading import load_reference
from exportctl.core.management.set_up import SetUpCommand
from exportctl.core.queries.organisations import CODES
from licensing.queries.exporters import organisation_of


class Command(SetUpCommand):
    help = (
        "Makes one of the first two accounts that administer the people of a body, and prints its first password."
        " They invite everybody else; with two of them the command is at its end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_person(parser)
        parser.add_argument(
            "--organisation", required=True, metavar="CODE", help=f"{CODES}; an exporter by its EORI"
        )

    def set_up(self, *, email: str, name: str, organisation: str, **_options: Any) -> str:
        load_reference()
        body = organisation_of(organisation)
        password = self.seat(organisation=body, email=email, name=name)
        return (
            f"{email} may administer the people of {body.name}."
            f" First password, to be changed after signing in: {password}"
        )
