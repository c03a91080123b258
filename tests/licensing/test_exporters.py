"""An exporter's record: made and corrected by its authority; and the commands that people an empty instance."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from exportctl.core import access, clock
from exportctl.core.errors import Forbidden, Invalid, NotFound
from exportctl.core.models import AuditEvent, Notice, Organisation, Seat, User
from exportctl.core.rules.permissions import Permission
from licensing.actions.exporters import add_exporter, correct_exporter
from licensing.models import CaseSearch, Exporter
from licensing.queries.routing_rules import authority_name
from licensing.rules.exporters import ExporterDetails, clean_eori, mistakes
from notifications.actions.notifications import submit
from tests import factories
from tests.factories import organisation

pytestmark = pytest.mark.django_db


def details(**given):
    return ExporterDetails(**{"legal_name": "Nova Optik GmbH", "eori": "DE4711", **given})


@pytest.fixture
def authority():
    return organisation("authority", "DE")


@pytest.fixture
def lead(authority):
    return factories.seated(Permission.MANAGE, authority)


# --- the rule


@pytest.mark.parametrize(
    ("typed", "stored"), [("de 4711", "DE4711"), ("DE\u200b4711 ", "DE4711"), ("DE 47\u00a011", "DE4711")]
)
def test_an_eori_is_stored_as_customs_write_it(typed, stored):
    assert clean_eori(typed) == stored


@pytest.mark.parametrize(
    ("given", "pointers"),
    [
        ({}, []),
        ({"legal_name": " "}, ["/legal_name"]),
        ({"eori": "4711"}, ["/eori"]),
        ({"eori": "DE47-11"}, ["/eori"]),
        ({"eori": "DE" + "1" * 16}, ["/eori"]),
        ({"legal_name": "", "eori": ""}, ["/legal_name", "/eori"]),
    ],
)
def test_a_record_has_a_name_and_an_eori(given, pointers):
    assert [each["pointer"] for each in mistakes(details(**given))] == pointers


# --- the acts


def test_who_administers_the_authority_enters_an_exporter(authority, lead):
    exporter = add_exporter(authority=authority, details=details(), actor=lead, at=clock.now())

    assert authority_name(exporter) == authority.short_name
    assert (exporter.organisation.name, exporter.organisation.member_state_id) == ("Nova Optik GmbH", "DE")
    (event,) = AuditEvent.objects.about(exporter)
    assert (event.event, event.actor) == ("create", lead)


def test_an_officer_who_administers_nobody_enters_none(authority):
    with pytest.raises(Forbidden):
        add_exporter(authority=authority, details=details(), actor=factories.make_officer(), at=clock.now())


def test_an_eori_is_entered_once(authority, lead):
    add_exporter(authority=authority, details=details(), actor=lead, at=clock.now())
    with pytest.raises(Invalid) as refused:
        add_exporter(authority=authority, details=details(legal_name="Other"), actor=lead, at=clock.now())
    assert refused.value.errors[0]["pointer"] == "/eori"
    assert Organisation.objects.filter(name="Other").count() == 0


def test_a_correction_reaches_the_organisation_the_search_and_its_people(authority, lead):
    draft = factories.make_notification()
    request = submit(notification_id=draft.pk, actor=draft.created_by, at=factories.AT)
    exporter, given = draft.exporter, details(legal_name="Zephyr Instrumente AG")

    correct_exporter(exporter_id=exporter.pk, details=given, actor=lead, at=clock.now())

    assert Organisation.objects.get(pk=exporter.pk).name == "Zephyr Instrumente AG"
    assert Notice.objects.get(kind="exporter_corrected").organisation_id == exporter.pk
    assert AuditEvent.objects.about(exporter).last().event == "correct"
    assert "zephyr" in str(_document(request))


def _document(request):
    return CaseSearch.objects.filter(request=request).values_list("whole", flat=True).get()


@pytest.mark.parametrize("maker", ["foreign", "officer", "commission", "own"])
def test_nobody_else_corrects_a_record(authority, lead, maker):
    exporter = factories.make_exporter()
    actor = {
        "foreign": lambda: factories.seated(Permission.MANAGE, organisation("authority", "FR")),
        "officer": factories.make_officer,
        "commission": lambda: factories.seated(Permission.MANAGE, organisation("commission")),
        "own": lambda: factories.seated(Permission.MANAGE, exporter.organisation),
    }[maker]()
    with pytest.raises(NotFound):
        correct_exporter(exporter_id=exporter.pk, details=details(), actor=actor, at=clock.now())


# --- peopling an empty instance


def run(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out.split()[-1]


def test_the_commands_people_an_instance_from_its_first_account_to_its_first_exporter(capsys, rf):
    run(capsys, "create_admin", "one@commission.test")
    run(capsys, "create_manager", "two@commission.test", "--organisation", "commission")
    run(capsys, "create_manager", "one@bafa.test", "--organisation", "BAFA")
    run(capsys, "create_manager", "two@bafa.test", "--organisation", "authority.de")
    password = run(
        capsys,
        "create_exporter",
        "lead@nova.test",
        *("--eori", "de4711", "--name", "Nova Optik GmbH", "--state", "de", "--authority", "BAFA"),
    )
    run(capsys, "create_manager", "two@nova.test", "--organisation", "DE4711")

    lead = authenticate(rf.post("/"), email="lead@nova.test", password=password)
    seats = {seat.permission.codename for seat in Seat.objects.filter(user=lead)}
    assert seats == {"file", "manage_people"}
    assert authority_name(Exporter.objects.get()) == "BAFA"
    first = User.objects.get(email="one@commission.test")
    assert access.has_seat(first, Permission.ADMINISTER)
    assert access.has_seat(first, Permission.MANAGE)


def test_only_the_first_two_managers_come_from_a_command(capsys):
    for number in (1, 2):
        run(capsys, "create_manager", f"m{number}@bafa.test", "--organisation", "BAFA")
    with pytest.raises(CommandError, match="2 people administer"):
        run(capsys, "create_manager", "m3@bafa.test", "--organisation", "BAFA")

    first = User.objects.get(email="m1@bafa.test")
    assert Notice.objects.get(kind="manager_set_up").person == first


def test_who_is_gone_makes_room_for_somebody_else(capsys):
    for number in (1, 2):
        run(capsys, "create_manager", f"m{number}@bafa.test", "--organisation", "BAFA")
    run(capsys, "remove_manager", "M1@bafa.test", "--organisation", "authority.de")

    assert not access.has_seat(User.objects.get(email="m1@bafa.test"), Permission.MANAGE)
    assert Notice.objects.get(kind="manager_removed").person.email == "m2@bafa.test"
    assert run(capsys, "create_manager", "m3@bafa.test", "--organisation", "BAFA")
    with pytest.raises(CommandError, match="Nobody with this address"):
        run(capsys, "remove_manager", "m1@bafa.test", "--organisation", "BAFA")


@pytest.mark.parametrize(
    "code", ["commission", "EU", "authority.de", "AUTHORITY-DE", "DE", "bafa", "delegation.fr", "Customs IT"]
)
def test_a_body_is_named_in_several_ways(code, capsys):
    assert run(capsys, "create_manager", "m@body.test", "--organisation", code)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("create_manager", "m@body.test", "--organisation", "nobody"), "no body “nobody”"),
        (("create_manager", "m", "--organisation", "BAFA"), "no e-mail address"),
        (("create_exporter", "m@x.test", "--eori", "4711", "--name", "N", "--state", "DE"), "/eori"),
        (("create_exporter", "m@x.test", "--eori", "DE1", "--name", "N", "--state", "XX"), "no body"),
        (
            (
                "create_exporter",
                "m@x.test",
                "--eori",
                "DE1",
                "--name",
                "N",
                "--state",
                "DE",
                "--authority",
                "FR",
            ),
            "no authority of DE",
        ),
    ],
)
def test_a_command_says_what_is_wrong_and_leaves_nothing(arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command(*arguments)
    assert (User.objects.count(), Exporter.objects.count()) == (0, 0)
