from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from exportctl.core.models.organisations import Organisation
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow
from exportctl.core.models.users import User


class NoticeQuerySet(OutboxQuerySet["Notice"]):
    def addressed_to(self, person: User) -> Self:
        """What concerns everybody at an organisation, and what concerns `person` alone."""
        return self.filter(Q(person=None) | Q(person=person.pk))


class Notice(OutboxRow):
    """A message owed to an organisation, or to one person there, written in the transaction that owes it.

    The unsent row is the queue.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="notices")
    # The one person there whom it concerns; without one it concerns everybody at the organisation.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=30)  # what the message is about, as people type it
    path = models.CharField(max_length=200)  # where to read it, on this site
    facts = models.JSONField(default=dict)  # dates and numbers for the words; no case content
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                name="notice_unsent",
                fields=["created_at", "id"],
                condition=Q(delivered_at=None),
            ),
            models.Index(name="notice_inbox", fields=["organisation", "-created_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="notice_once",
                fields=["kind", "organisation", "person", "reference", "created_at"],
                nulls_distinct=False,
            )
        ]
