from django.db import models


class Heartbeat(models.Model):
    """When a sweep last came to its end, by the machine's clock: one row a sweep, written by the sweep itself."""

    sweep = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()
