"""The Commission's texts of entries, and an exporter's agent: a forwarder who files for Aquila until the spring."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from controllist.actions.texts import publish_text, send_text
from controllist.models import ControlListEntry
from controllist.queries.texts import open_text
from controllist.rules.texts import TextWords
from exportctl.core import access
from exportctl.core.actions.people import add_person
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from notifications.demo.content import read
from notifications.demo.people import PASSWORD
from notifications.demo.replay import Act, Replay

AGENT_SINCE, AGENT_STAYS = 95, 215  # days before the present; days from then on


def plan(replay: Replay, stories: Any) -> None:
    replay.plan(replay.office_hour(AGENT_SINCE, key="agent"), lambda at: _add_agent(replay, at))
    _plan_texts(replay)


def _add_agent(replay: Replay, at: datetime) -> None:
    lead = replay.people["exporter@aquila.example"]
    (organisation,) = access.organisations_of(lead, Permission.MANAGE)
    seat = add_person(
        organisation_id=organisation.pk,
        email="agent@hansa-zoll.example",
        name="Birte Claasen",
        permission=Permission.FILE,
        starts_at=at,
        ends_at=datetime.combine((at + timedelta(days=AGENT_STAYS)).date(), time(), zone_of(organisation)),
        is_agent=True,
        actor=lead,
        at=at,
    )
    User.objects.filter(pk=seat.user_id).update(password=make_password(PASSWORD))


def _plan_texts(replay: Replay) -> None:
    """Two entries explained in three languages, one of them revised; a third waits for its second reader."""
    given = read("texts")
    for number, entry in enumerate(given["published"]):
        for language, words in entry["texts"].items():
            days_ago = entry["days_ago"]
            _plan_text(replay, entry["entry"], language, words, days_ago, f"text {number} {language}")
        if revised := entry.get("revised"):
            _plan_text(replay, entry["entry"], "en", revised["en"], revised["days_ago"], f"revised {number}")
    waiting = given["waiting"]
    at = replay.office_hour(waiting["days_ago"], key="text waiting")
    replay.plan(at, _writing(replay, waiting["entry"], waiting["language"], waiting["text"]))


def _plan_text(
    replay: Replay, name: str, language: str, words: dict[str, Any], days_ago: int, key: str
) -> None:
    written = replay.office_hour(days_ago, key=key)
    replay.plan(written, _writing(replay, name, language, words))
    replay.plan(written + timedelta(hours=20), _reading(replay, name, language))


def _writing(replay: Replay, name: str, language: str, words: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        writer = replay.people["commission@demo.example"]
        entry = ControlListEntry.objects.get(name=name)
        send_text(
            entry_id=entry.pk, language=language, words=TextWords(**words), revision=0, actor=writer, at=at
        )

    return act


def _reading(replay: Replay, name: str, language: str) -> Act:
    def act(at: datetime) -> None:
        entry = ControlListEntry.objects.get(name=name)
        text = open_text(entry=entry, language=language)
        assert text is not None
        reader = replay.people["commission2@demo.example"]
        publish_text(entry_id=entry.pk, language=language, revision=text.revision, actor=reader, at=at)

    return act
