from typing import Any

from django.core.management.base import CommandError, CommandParser

from exportctl.core import clock
from exportctl.core.actions.loading import load_reference
from exportctl.core.management.set_up import SetUpCommand
from exportctl.core.models import Organisation
from exportctl.core.queries.organisations import CODES, public_body
from exportctl.core.rules.permissions import OrganisationKind, Permission
from licensing.actions.exporters import create_exporter
from licensing.rules.exporters import ExporterDetails, clean_eori


class Command(SetUpCommand):
    help = "Makes an exporter, and an account that files for it and administers its people; prints its first password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--person", default="", help="the person's name; the address's first part without it"
        )
        parser.add_argument("--eori", required=True)
        parser.add_argument("--name", required=True, help="the company's registered name")
        parser.add_argument("--state", required=True, metavar="XX", help="its Member State; GR for Greece")
        parser.add_argument(
            "--authority", default="", metavar="CODE", help=f"without it the state's own; {CODES}"
        )
        parser.add_argument("--trade-name", default="")
        parser.add_argument("--address", default="")
        parser.add_argument("--contact", default="")

    def set_up(
        self, *, email: str, person: str, name: str, state: str, authority: str, **options: Any
    ) -> str:
        load_reference()
        details = ExporterDetails(
            legal_name=name.strip(),
            eori=clean_eori(options["eori"]),
            trade_name=options["trade_name"].strip(),
            address=options["address"].strip(),
            contact=options["contact"].strip(),
        )
        exporter = create_exporter(authority=_authority(authority, state), details=details, at=clock.now())
        password = self.seat(
            organisation=exporter.organisation, email=email, name=person, permissions=[Permission.FILE]
        )
        return (
            f"{email} may file for {exporter} and administer its people."
            f" First password, to be changed after signing in: {password}"
        )


def _authority(code: str, state: str) -> Organisation:
    """The authority that an exporter of this state files with (Article 12(2))."""
    state = state.strip().upper()
    authority = public_body(code or f"authority.{state}")
    if authority.kind != OrganisationKind.AUTHORITY or authority.member_state_id != state:
        raise CommandError(
            f"{authority.name} is no authority of {state}; exporters file with that of their state."
        )
    return authority
