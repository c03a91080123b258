"""What every row that is to be delivered has in common. The undelivered row is the queue."""

from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound="OutboxRow", covariant=True)


class OutboxQuerySet(models.QuerySet[Row]):
    """Where each row stands; every `at` is the machine's clock."""

    delivered = "delivered_at"  # the column that is empty until the row is delivered

    def undelivered(self) -> Self:
        return self.filter(**{self.delivered: None})

    def owed(self) -> Self:
        """To be delivered, now or later."""
        return self.undelivered().filter(gave_up_at=None)

    def due(self, *, at: datetime) -> Self:
        """To be delivered now: in no worker's hands, and not waiting for the next attempt."""
        return self.owed().filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=at))

    def failing(self) -> Self:
        """Tried at least once without success, and still tried."""
        return self.owed().exclude(failure="")

    def given_up(self) -> Self:
        """Tried for a day; only a person puts it back into the queue."""
        return self.undelivered().exclude(gave_up_at=None)

    def stuck(self) -> Self:
        """What a person may have tried again at once: failing or given up."""
        return self.undelivered().filter(~Q(failure="") | ~Q(gave_up_at=None))


class OutboxRow(models.Model):
    """Something owed, with its attempts. Written in the transaction that owes it; delivered by a sweep.

    A concrete row has a column that is filled once it is delivered, by default `delivered_at`.
    """

    attempts = models.PositiveSmallIntegerField(default=0)
    # The end of a worker's lease, or after a failure the next attempt; empty: at once.
    next_attempt_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True, default="")  # of the last attempt, in short

    objects: Any

    class Meta:
        abstract = True
