from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class ScreeningLog(models.Model):
    """A question asked with a key: of each line its hash and the verdict. Not what was shipped, nor to whom."""

    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    line_hashes = ArrayField(models.CharField(max_length=64))  # in the order of the lines
    verdicts = ArrayField(models.CharField(max_length=30))
    edition = models.PositiveIntegerField()


class ScreeningCount(models.Model):
    """Anonymous questions are only counted, by day and verdict."""

    on = models.DateField()
    verdict = models.CharField(max_length=30)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="screening_count_once", fields=["on", "verdict"])]
