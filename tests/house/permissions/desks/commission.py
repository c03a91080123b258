"""The Commission's desk, and the people of every organisation.

`own`, `approver`, `delegate` and `commission` administer the people of theirs, the last those of all public bodies.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from controllist.actions.entry_changes import propose_delisting
from controllist.actions.texts import send_text
from controllist.models import ControlListEntry
from controllist.rules.entry_changes import ChangeBasis
from controllist.rules.texts import TextWords
from exportctl.core import clock
from exportctl.core.actions.invitations import accept_invitation, approve_invitation, invite
from exportctl.core.actions.seats import grant_seat
from exportctl.core.models import ApiKey, Notice, Seat
from exportctl.core.rules.permissions import Permission
from tests.factories import SEATED
from tests.house.permissions.world import World

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    people
    GET  -                200 404 | 404 404 200 | 200 404 | 200 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    people.csv
    GET  -                200 404 | 404 404 200 | 200 404 | 200 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    people/add
    GET  -                200 404 | 404 404 200 | 200 404 | 200 404 | 404 | log | 404 404
    POST -                302 404 | 404 404 302 | 302 404 | 302 404 | 404 | log | 404 404
                    people/seats/<int:seat_id>
    GET  agent            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST agent            302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    GET  officers_seat    404 404 | 404 404 200 | 404 404 | 200 404 | 404 | log | 404 404
    POST officers_seat    404 404 | 404 404 302 | 404 404 | 302 404 | 404 | log | 404 404
                    people/seats/<int:seat_id>/remove
    GET  agent            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST agent            302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    GET  managers_seat    404 404 | 404 404 200 | 404 404 | 200 404 | 404 | log | 404 404
    POST managers_seat    404 404 | 404 404 422 | 404 404 | 422 404 | 404 | log | 404 404
                    people/invitations/<uuid:invitation_id>
    GET  colleague        404 404 | 404 404 200 | 404 404 | 200 404 | 404 | log | 404 404
    POST colleague        404 404 | 404 404 422 | 404 404 | 302 404 | 404 | log | 404 404
                    invitations/<uuid:invitation_id>
    GET  offered          404 404 | 200 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST offered          404 404 | 302 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    GET  colleague        404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST colleague        404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    people/exporters
    GET  -                404 404 | 404 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    people/exporters/new
    GET  -                404 404 | 404 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 404 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    people/exporters/<uuid:exporter_id>
    GET  exporter         404 404 | 404 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST exporter         404 404 | 404 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    people/keys
    GET  -                200 404 | 404 404 200 | 200 404 | 200 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    people/keys/<uuid:key_id>
    GET  officers_key     404 404 | 404 404 200 | 404 404 | 200 404 | 404 | log | 404 404
    POST officers_key     404 404 | 404 404 302 | 404 404 | 302 404 | 404 | log | 404 404
                    people/keys/<uuid:key_id>/revoke
    GET  officers_key     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST officers_key     404 404 | 404 404 302 | 404 404 | 302 404 | 404 | log | 404 404
                    people/organisations
    GET  -                404 404 | 404 404 404 | 404 404 | 200 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    people/activity
    GET  -                200 404 | 404 404 200 | 200 404 | 200 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    people/activity.csv
    GET  -                200 404 | 404 404 200 | 200 404 | 200 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    list-impacts
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    monitor.csv
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    monitor/<slug:outbox>/<uuid:key>/send-again
    GET  messages given_up 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST messages given_up 404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    rule-sets
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    reference/states.csv
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    reference/populations.csv
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    reference/holidays.csv
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    list/<slug:code>/correct
    GET  entry            404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST entry            404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    list/<slug:code>/delist
    GET  entry            404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST entry            404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    list/<slug:code>/review
    GET  entry            404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST entry            404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    list/<slug:code>/translate/<str:language>
    GET  entry german     404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST entry german     404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    list/<slug:code>/changes/<uuid:change_id>
    GET  entry entry_change 404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST entry entry_change 404 404 | 404 404 404 | 404 404 | 422 302 | 404 | log | 404 404
                    texts
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    list/<slug:code>/texts/<str:language>
    GET  entry german     404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST entry german     404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    list/<slug:code>/texts/<str:language>/read
    GET  entry reading    404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST entry reading    404 404 | 404 404 404 | 404 404 | 422 302 | 404 | log | 404 404
"""

FORMS: dict[str, dict[str, Any]] = {
    "people/add": {"email": "new@demo.example", "name": "Nora Neu", "seat": "manage_people"},
    "people/seats/<int:seat_id>": {"ends_on": "{later}"},
    "people/invitations/<uuid:invitation_id>": {"approve": "1"},
    "invitations/<uuid:invitation_id>": {"accept": "1"},
    "people/exporters/new": {"legal_name": "Nova Optik GmbH", "eori": "DE4711"},
    "people/exporters/<uuid:exporter_id>": {"legal_name": "Aquila Systems AG", "eori": "DE4712"},
    "list/<slug:code>/correct": {
        "name": "Gateway",
        "manufacturer": "Vexor Labs",
        "models": "Halo LX",
        "functions": "phone_location",
        "description": "Obtains the position of a subscriber.",
        "authentic_language": "en",
        "change_ground": "clerical_error",
        "act_kind": "commission_decision",
        "act_reference": "C(2026) 4711",
        "reason": "A word was misspelt.",
        "edition": "1",
    },
    "list/<slug:code>/delist": {
        "change_ground": "review",
        "act_kind": "commission_decision",
        "act_reference": "C(2026) 4712",
        "reason": "The review found no such use.",
        "edition": "1",
    },
    "list/<slug:code>/review": {
        "change_ground": "confirmed",
        "act_kind": "commission_decision",
        "act_reference": "C(2026) 4713",
        "reason": "The reasons go on.",
        "edition": "1",
    },
    "list/<slug:code>/translate/<str:language>": {
        "name": "Ortungsgerät",
        "description": "Ortet einen Anschluss.",
        "edition": "1",
    },
    "list/<slug:code>/changes/<uuid:change_id>": {"approve": "1", "read": "on"},
    "list/<slug:code>/texts/<str:language>": {"title": "Ortung", "revision": "0", "save": "1"},
    "list/<slug:code>/texts/<str:language>/read": {"revision": "1", "publish": "1"},
}

MANAGING = ("own", "approver", "delegate", "commission")


def furnish(world: World) -> None:
    """Four people administer the people of their organisations; an agent files for the exporter until a day."""
    for column in MANAGING:
        user = world.people[column]
        seat = Seat.objects.filter(user=user, removed_at=None).order_by("pk")[0]
        grant_seat(
            user=user,
            permission=Permission.MANAGE,
            organisation=seat.organisation,
            at=SEATED,
            starts_at=SEATED,
        )
    at = clock.now()
    exporter = Seat.objects.filter(user=world.people["own"])[0].organisation
    invited = invite(
        organisation_id=exporter.pk,
        email="agent@forwarder.example",
        name="Ada Agent",
        permission=Permission.FILE,
        starts_at=at,
        ends_at=at.replace(year=at.year + 1),
        is_agent=True,
        actor=world.people["own"],
        at=at,
    )
    agent = accept_invitation(invitation_id=invited.pk, actor=invited.person, at=at)
    seats = Seat.objects.filter(removed_at=None)
    world.names |= {
        "agent": agent.pk,
        "officers_seat": seats.get(user=world.people["officer"]).pk,
        "managers_seat": seats.get(
            user=world.people["approver"], permission__codename=Permission.MANAGE.value
        ).pk,
        "german": "de",
        "reading": "fr",  # of a text that is there for one call alone
        "messages": "messages",
        "given_up": uuid4(),  # likewise
        "entry_change": uuid4(),
        "exporter": exporter.pk,
        "colleague": uuid4(),  # an invitation that is there for one call alone
        "offered": uuid4(),
        "officers_key": ApiKey.objects.get(user=world.people["officer"]).pk,
    }


def makes(world: World) -> dict[str, Callable[[], Any]]:
    return {
        "given_up": lambda: _given_up(world),
        "reading": lambda: _reading(world),
        "entry_change": lambda: _entry_change(world),
        "colleague": lambda: _proposed(world).pk,
        "offered": lambda: _offered(world),
    }


def _proposed(world: World, email: str = "next@demo.example") -> Any:
    """A seat at the authority that its one manager proposed: somebody of the Commission approves it."""
    return invite(
        organisation_id=Seat.objects.filter(user=world.people["approver"])[0].content_object_id,
        email=email,
        name="Nora Neu",
        permission=Permission.MANAGE,
        actor=world.people["approver"],
        at=clock.now(),
    )


def _offered(world: World) -> Any:
    """A seat that the officer is invited to."""
    proposed = _proposed(world, world.people["officer"].email)
    approve_invitation(invitation_id=proposed.pk, actor=world.people["commission"], at=clock.now())
    return proposed.pk


def _given_up(world: World) -> Any:
    notice = Notice.objects.order_by("created_at", "pk")[0]
    Notice.objects.filter(pk=notice.pk).update(gave_up_at=clock.machine_now(), attempts=12)
    return notice.pk


def _entry_change(world: World) -> Any:
    """The Commission's first officer proposed to take the entry off the list."""
    entry = ControlListEntry.objects.get(code=world.names["entry"])
    basis = ChangeBasis(
        ground="review",
        act_kind="commission_decision",
        act_reference="C(2026) 4712",
        reason="No such use any more.",
    )
    given = {"edition": entry.edition, "actor": world.people["commission"], "at": clock.now()}
    return propose_delisting(entry_id=entry.pk, basis=basis, **given).pk


def _reading(world: World) -> str:
    """A text that the Commission's first officer wrote waits for the second."""
    send_text(
        entry_id=ControlListEntry.objects.get(code=world.names["entry"]).pk,
        language="fr",
        words=TextWords(title="Passerelle de localisation", description="Obtient la position d’un abonné."),
        revision=0,
        actor=world.people["commission"],
        at=clock.now(),
    )
    return "fr"
