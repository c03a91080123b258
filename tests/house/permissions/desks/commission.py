"""The Commission's desk, and the people of every organisation.

`own`, `approver`, `delegate` and `commission` administer the people of theirs, the last those of all public bodies.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from controllist.actions.texts import send_text
from controllist.models import ControlListEntry
from controllist.rules.texts import TextWords
from exportctl.core import clock
from exportctl.core.actions.people import add_person
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
                    people/keys
    GET  -                200 404 | 404 404 200 | 200 404 | 200 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
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
    agent = add_person(
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
        "officers_key": ApiKey.objects.get(user=world.people["officer"]).pk,
    }


def makes(world: World) -> dict[str, Callable[[], Any]]:
    return {"given_up": lambda: _given_up(world), "reading": lambda: _reading(world)}


def _given_up(world: World) -> Any:
    notice = Notice.objects.order_by("created_at", "pk")[0]
    Notice.objects.filter(pk=notice.pk).update(gave_up_at=clock.machine_now(), attempts=12)
    return notice.pk


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
