from django.db import models


class ReferenceCounter(models.Model):
    """The last number given for a prefix in a year; the row is the lock, the last one taken (architecture, rule 6)."""

    prefix = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="reference_counter_once", fields=["prefix", "year"])]
