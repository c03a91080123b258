"""The Commission's desk, and an exporter's agent: a forwarder who may file for Aquila until the spring."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from exportctl.core import access
from exportctl.core.actions.people import add_person
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from notifications.demo.people import PASSWORD
from notifications.demo.replay import Replay

AGENT_SINCE, AGENT_STAYS = 95, 215  # days before the present; days from then on


def plan(replay: Replay, stories: Any) -> None:
    replay.plan(replay.office_hour(AGENT_SINCE, key="agent"), lambda at: _add_agent(replay, at))


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
