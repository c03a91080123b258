"""Who and what the steps of the demonstration act on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from exportctl.core.models import User
from licensing.models import AuthorisationRequest, Exporter, InformationRequest, RequestDraft
from notifications.models import CatchAllNotification, ObjectionProcedure


@contextmanager
def rehearsing() -> Iterator[None]:
    """An act is tried before it is put forward, and undone, which takes the savepoints that seeding spares."""
    features: Any = connection.features
    spared, features.uses_savepoints = features.uses_savepoints, True
    try:
        yield
    finally:
        features.uses_savepoints = spared


@dataclass
class Story:
    """One case while it is replayed: each step finds here what the ones before it made."""

    case: Mapping[str, Any]
    exporter: Exporter
    people: Mapping[str, User]
    notification: CatchAllNotification = field(init=False)  # from the draft on
    draft: RequestDraft = field(init=False)  # the same of a request
    request: AuthorisationRequest = field(init=False)  # from the submission on
    threads: dict[str, UUID] = field(default_factory=dict)  # of messages, by subject

    @property
    def state(self) -> str:
        return str(self.exporter.organisation.member_state_id)

    @property
    def filer(self) -> User:
        return self.people[self.case["by"]]

    @property
    def officer(self) -> User:
        """Who has the case at the exporter's authority."""
        return self.desk(self.case.get("desk", "officer"))

    @property
    def second(self) -> User:
        """Who reads what that officer proposes."""
        return self.desk("officer" if self.case.get("desk") == "approver" else "approver")

    def desk(self, name: str) -> User:
        """Somebody at the exporter's authority."""
        return self.people[f"{name}.{self.state.lower()}@demo.example"]

    @property
    def procedure(self) -> ObjectionProcedure:
        """As it stands now."""
        return ObjectionProcedure.objects.get(request=self.request)

    @cached_property
    def procedure_id(self) -> UUID:
        """Which never changes, once there is one."""
        return self.procedure.pk

    @property
    def question(self) -> InformationRequest:
        """The one that is open."""
        return InformationRequest.objects.open().get(request=self.request)


@dataclass(frozen=True)
class Scene:
    """All stories by their case's key, and everybody by their address."""

    people: Mapping[str, User]
    stories: Mapping[str, Story]

    def desk(self, name: str, state: str) -> User:
        return self.people[f"{name}.{state.lower()}@demo.example"]
