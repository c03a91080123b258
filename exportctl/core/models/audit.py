from django.conf import settings
from django.db import models
from django.db.models import Func


class CurrentTransaction(Func):
    """PostgreSQL's id of the present top-level transaction."""

    template = "(pg_current_xact_id()::text)::bigint"
    output_field = models.BigIntegerField()


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def about(self, obj: models.Model) -> "AuditEventQuerySet":
        return self.filter(object_id=obj.pk).order_by("pk")


class AuditEvent(models.Model):
    """One change of state, in the transaction that made it. Ids, codes, numbers, instants: no text, no name."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=20)
    machine = models.CharField(max_length=40)
    object_id = models.UUIDField()
    event = models.CharField(max_length=40)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    facts = models.JSONField(default=dict)
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="audit_by_object", fields=["object_id", "id"]),
            models.Index(name="audit_by_xact", fields=["xact"]),
        ]


class AuditLeaf(models.Model):
    """The place an event was given when its batch was sealed."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, models.PROTECT, related_name="leaf")
    hash = models.CharField(max_length=64)
    feed_id = models.BigIntegerField(
        unique=True
    )  # in the same order, without telling how many lie between two


class AuditHead(models.Model):
    """A signed root over all leaves up to `size`."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    note = models.TextField()


class SealState(models.Model):
    """The sealer's own row: how far it is, and the right edge of the tree."""

    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)
