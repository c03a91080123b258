from django.db import models

from controllist.models.entries import ControlListEntry, Edition


class LogLeaf(models.Model):
    """One leaf of the list's RFC 6962 tree: ids, dates, numbers, and salted commitments to each text."""

    index = models.PositiveIntegerField(primary_key=True)
    entry = models.ForeignKey(ControlListEntry, models.PROTECT, related_name="leaves")
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="leaf")
    leaf = models.BinaryField()
    hash = models.CharField(max_length=64)
    salts = models.JSONField()


class LogHead(models.Model):
    """A signed root of the list's tree, made in the transaction that added its last leaf."""

    size = models.PositiveIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    checkpoint = models.TextField()
    at = models.DateTimeField()
