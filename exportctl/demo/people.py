"""The demonstration's accounts and organisations: who sits where, from before the first step on."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.loading import load_reference
from exportctl.core.actions.seats import grant_seat
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
}
MANAGING = ("officer", "approver", "delegate")  # who administers the people of their organisation as well
LANGUAGES = {"DE": "de", "AT": "de", "FR": "fr", "LU": "fr"}


@transaction.atomic
def settle_people(*, at: datetime) -> dict[str, User]:
    """Every account of the demonstration by its address; their seats start at `at`."""
    load_reference()
    people = {**_officials(at), **_exporters(at)}
    # One hash for all: the password is no secret, and 140 slow hashes would take a minute.
    User.objects.filter(pk__in=[user.pk for user in people.values()]).update(password=make_password(PASSWORD))
    return people


def _officials(at: datetime) -> dict[str, User]:
    named = read("people")
    places = {(row.kind, row.member_state_id): row for row in Organisation.objects.all()}
    people_by_email = {}
    for state, people in sorted(named["authorities"].items()):
        for desk, (kind, permission) in DESKS.items():
            email = f"{desk}.{state.lower()}@demo.example"
            people_by_email[email] = _seated(email, people[desk], places[kind, state], permission, at)
            if desk in MANAGING:
                _managing(people_by_email[email], places[kind, state], at)
    commission = places[OrganisationKind.COMMISSION, None]
    for email, name in named["commission"].items():
        people_by_email[email] = _seated(email, name, commission, Permission.ADMINISTER, at)
        _managing(people_by_email[email], commission, at)
    return people_by_email


def _exporters(at: datetime) -> dict[str, User]:
    people_by_email = {}
    for given in read("exporters")["exporters"]:
        organisation = Organisation.objects.create(
            kind=OrganisationKind.EXPORTER.value,
            name=given["legal_name"],
            short_name=given["trade_name"] or given["legal_name"],
            member_state=MemberState.objects.get(code=given["state"]),
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
        for person in given["people"]:
            people_by_email[person["email"]] = _seated(
                person["email"], person["name"], organisation, Permission.FILE, at
            )
        for person in given["people"][:2]:  # a second administrator, where there are two
            _managing(people_by_email[person["email"]], organisation, at)
    return people_by_email


def _seated(email: str, name: str, organisation: Organisation, permission: Permission, at: datetime) -> User:
    user = create_account(email=email, name=name, at=at)
    grant_seat(user=user, permission=permission, organisation=organisation, at=at, starts_at=at)
    return user


def _managing(user: User, organisation: Organisation, at: datetime) -> None:
    grant_seat(user=user, permission=Permission.MANAGE, organisation=organisation, at=at, starts_at=at)
