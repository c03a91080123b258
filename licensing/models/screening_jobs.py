from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation, Seat
from licensing.rules.screening_jobs import State, state


class ScreeningJobQuerySet(models.QuerySet["ScreeningJob"]):
    def visible_to(self, user: Reader) -> Self:
        """What the person's organisations, or that of the key, had screened."""
        return self.filter(organisation__in=[seat.organisation.pk for seat in access.seats_of(user)])

    def due(self) -> Self:
        """What a worker has to answer, the oldest first."""
        return self.filter(finished_at=None, cancelled_at=None, failure={}, wanted_at__isnull=False).order_by(
            "wanted_at", "pk"
        )

    def waiting(self) -> Self:
        """Neither answered nor given up."""
        return self.filter(finished_at=None, cancelled_at=None, failure={})


class ScreeningJob(models.Model):
    """Many lines that are screened one part after the other, by as many workers as there are; kept for a month."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")  # in whose name it asks
    name = models.CharField(max_length=200, blank=True)  # of the file
    language = models.CharField(max_length=5)  # in which its answers are put into words
    lines = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    wanted_at = models.DateTimeField(null=True)  # from then on it counts; before, its lines are only shown
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    failure = models.JSONField(default=dict)  # why it came to nothing (licensing.rules.failures)

    objects = ScreeningJobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="screening_job_newest", fields=["organisation", "-created_at"])]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def state(self) -> State:
        return state(
            wanted=self.wanted_at is not None,
            started=self.started_at is not None,
            finished=self.finished_at is not None,
            cancelled=self.cancelled_at is not None,
            failed=bool(self.failure),
        )

    def organisation_ids(self, _permission: str) -> list[UUID]:
        return [self.organisation_id]


class ScreeningJobPart(models.Model):
    """A thousand lines of a job: as they were sent, and as they were answered. What has no answer waits."""

    job = models.ForeignKey(ScreeningJob, models.CASCADE, related_name="parts", db_index=False)
    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    lines = models.BinaryField()  # compressed JSON; emptied with the answer
    results = models.BinaryField(null=True)  # compressed lines of JSON
    verdicts = models.JSONField(default=dict)  # verdict → how many
    errors = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="screening_job_part_once", fields=["job", "number"])]
        indexes = [
            models.Index(name="screening_job_part_waits", fields=["job", "number"], condition=Q(results=None))
        ]
