from typing import Any

from django.core.management.base import CommandParser

from exportctl.core import clock
from exportctl.core.actions.seats import remove_manager
from exportctl.core.management.set_up import SetUpCommand
from exportctl.core.queries.organisations import CODES
from licensing.queries.exporters import organisation_of


class Command(SetUpCommand):
    help = "Takes the seat of somebody who administered the people of a body and is gone; they are signed out at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--organisation", required=True, metavar="CODE", help=f"{CODES}; an exporter by its EORI"
        )

    def set_up(self, *, email: str, organisation: str, **_options: Any) -> str:
        body = organisation_of(organisation)
        remove_manager(organisation=body, email=email, at=clock.now())
        return f"{email} no longer administers the people of {body.name}."
