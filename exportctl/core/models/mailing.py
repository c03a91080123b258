"""What each person did with the messages of their organisations: read, muted, put off; and links to new passwords."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from exportctl.core.models.notices import Notice
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow


class NoticeRead(models.Model):
    """A person read this one message, before they marked all as read."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="notice_read_once", fields=["person", "notice"])]


class MutedCase(models.Model):
    """A person wants no mail about a case; the inbox keeps its messages, as read."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="muted_cases")
    reference = models.CharField(max_length=30)
    muted_at = models.DateTimeField()

    class Meta:
        ordering = ["reference"]
        constraints = [models.UniqueConstraint(name="muted_case_once", fields=["person", "reference"])]


class DigestLine(OutboxRow):
    """A message that a person gets with the next morning's digest. The unsent row is the queue."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="digest_lines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owed_at = models.DateTimeField()  # the machine's clock, as with all mail
    delivered_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet["DigestLine"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="digest_line_once", fields=["person", "notice"])]
        indexes = [
            models.Index(name="digest_unsent", fields=["person", "owed_at"], condition=Q(delivered_at=None)),
        ]


class PasswordLink(OutboxRow):
    """Somebody asked for a new password: one mail is owed. The link is made as it is sent, and stored nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owed_at = models.DateTimeField()  # the machine's clock
    delivered_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet["PasswordLink"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="password_link_one_owed",
                fields=["person"],
                condition=Q(delivered_at=None),  # however often somebody asks
            )
        ]
        indexes = [
            models.Index(name="password_link_unsent", fields=["owed_at"], condition=Q(delivered_at=None)),
        ]
