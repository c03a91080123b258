"""The Commission's texts of entries, corrections and delistings; an exporter's agent, who files until the spring."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from controllist.actions.entry_changes import approve_entry_change, propose_correction, propose_delisting
from controllist.actions.texts import publish_text, send_text
from controllist.models import ControlListEntry
from controllist.queries.entries import public
from controllist.queries.entry_changes import waiting_change
from controllist.queries.texts import open_text
from controllist.rules.entry_changes import ChangeBasis
from controllist.rules.listing import words_of
from controllist.rules.texts import TextWords
from exportctl.core import access
from exportctl.core.actions.invitations import accept_invitation, invite
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.demo.scene import Scene

AGENT_STAYS = timedelta(days=215)


def add_agent(scene: Scene, at: datetime) -> None:
    lead = scene.people["exporter@aquila.example"]
    (organisation,) = access.organisations_of(lead, Permission.MANAGE)
    invitation = invite(
        organisation_id=organisation.pk,
        email="agent@hansa-zoll.example",
        name="Birte Claasen",
        permission=Permission.FILE,
        starts_at=at,
        ends_at=datetime.combine((at + AGENT_STAYS).date(), time(), zone_of(organisation)),
        is_agent=True,
        actor=lead,
        at=at,
    )
    agent = invitation.person
    password = User.objects.values_list("password", flat=True).get(pk=lead.pk)  # everybody's is the same
    User.objects.filter(pk=agent.pk).update(password=password)
    accept_invitation(invitation_id=invitation.pk, actor=agent, at=at)


def write_text(scene: Scene, at: datetime, *, entry: str, language: str, words: Mapping[str, Any]) -> None:
    send_text(
        entry_id=ControlListEntry.objects.get(name=entry).pk,
        language=language,
        words=TextWords(**words),
        revision=0,
        actor=scene.people["commission@demo.example"],
        at=at,
    )


def read_text(scene: Scene, at: datetime, *, entry: str, language: str) -> None:
    """The second officer reads what waits, and publishes it."""
    listed = ControlListEntry.objects.get(name=entry)
    waiting = open_text(entry=listed, language=language)
    if waiting is None:
        raise RuntimeError(f"no text of {entry} waits in {language}")
    reader = scene.people["commission2@demo.example"]
    publish_text(entry_id=listed.pk, language=language, revision=waiting.revision, actor=reader, at=at)


def correct_entry(
    scene: Scene, at: datetime, *, entry: str, words: Mapping[str, Any], basis: Mapping[str, Any]
) -> None:
    """A correction is proposed: `words` are those that change."""
    listed = ControlListEntry.objects.get(name=entry)
    propose_correction(
        entry_id=listed.pk,
        words=words_of({**public(listed), **words}),
        basis=ChangeBasis(**basis),
        edition=listed.edition,
        actor=scene.people["commission@demo.example"],
        at=at,
    )


def delist_entry(scene: Scene, at: datetime, *, entry: str, basis: Mapping[str, Any]) -> None:
    listed = ControlListEntry.objects.get(name=entry)
    propose_delisting(
        entry_id=listed.pk,
        basis=ChangeBasis(**basis),
        edition=listed.edition,
        actor=scene.people["commission@demo.example"],
        at=at,
    )


def approve_change(scene: Scene, at: datetime, *, entry: str) -> None:
    """The second officer carries out what waits for this entry."""
    waiting = waiting_change(ControlListEntry.objects.get(name=entry))
    if waiting is None:
        raise RuntimeError(f"no change of {entry} waits")
    approve_entry_change(change_id=waiting.pk, actor=scene.people["commission2@demo.example"], at=at)
