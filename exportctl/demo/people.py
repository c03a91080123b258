"""The demonstration's accounts and organisations: who sits where, from before the first step on."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet

from exportctl.core.actions.loading import load_reference
from exportctl.core.actions.seats import NewPerson, settle
from exportctl.core.models import MemberState, Organisation, User
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.demo.content import read
from licensing.models import Exporter

PASSWORD = "demo"
DESKS = {
    "officer": (OrganisationKind.AUTHORITY.value, Permission.HANDLE),
    "approver": (OrganisationKind.AUTHORITY.value, Permission.HANDLE),
    "delegate": (OrganisationKind.DELEGATION.value, Permission.TAKE_POSITION),
    "customs": (OrganisationKind.CUSTOMS.value, Permission.CHECK_SHIPMENTS),
    "sandbox": (OrganisationKind.SANDBOX.value, Permission.TRY_OUT),
}
MANAGING = ("officer", "approver", "delegate")  # who administers the people of their organisation as well
LANGUAGES = {"DE": "de", "AT": "de", "FR": "fr", "LU": "fr"}


@transaction.atomic
def settle_people(*, at: datetime) -> dict[str, User]:
    """Every account of the demonstration by its address; their seats start at `at`."""
    load_reference()
    people = settle(people=[*_officials(), *_exporters()], at=at)
    # One hash for all: the password is no secret, and 140 slow hashes would take a minute.
    User.objects.filter(pk__in=[user.pk for user in people]).update(password=make_password(PASSWORD))
    return {user.email: user for user in people}


def _officials() -> Iterator[NewPerson]:
    named = read("people")
    places = {(row.kind, row.member_state_id): row for row in _organisations()}
    for state, people in sorted(named["authorities"].items()):
        for desk, name in people.items():
            kind, permission = DESKS[desk.rstrip("0123456789")]
            email = f"{desk}.{state.lower()}@demo.example"
            yield _person(email, name, places[kind, state], permission, manages=desk in MANAGING)
    commission = places[OrganisationKind.COMMISSION, None]
    for email, name in named["commission"].items():
        yield _person(email, name, commission, Permission.ADMINISTER, manages=True)


def _organisations() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("member_state")


def _exporters() -> Iterator[NewPerson]:
    states = {row.code: row for row in MemberState.objects.all()}
    for given in read("exporters")["exporters"]:
        organisation = Organisation.objects.create(
            kind=OrganisationKind.EXPORTER.value,
            name=given["legal_name"],
            short_name=given["trade_name"] or given["legal_name"],
            member_state=states[given["state"]],
            language=LANGUAGES.get(given["state"], "en"),
        )
        Exporter.objects.create(
            organisation=organisation,
            legal_name=given["legal_name"],
            trade_name=given["trade_name"] or "",
            eori=given["eori"],
            address=given["address"],
            contact=given["people"][0]["name"],
        )
        for number, person in enumerate(given["people"]):  # a second administrator, where there are two
            yield _person(person["email"], person["name"], organisation, Permission.FILE, manages=number < 2)


def _person(
    email: str, name: str, organisation: Organisation, permission: Permission, *, manages: bool
) -> NewPerson:
    permissions = (permission, Permission.MANAGE) if manages else (permission,)
    return NewPerson(email, name, tuple((each, organisation) for each in permissions))
