from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from exportctl.core.access import Reader
from licensing.models.requests import AuthorisationRequest
from licensing.rules.messages import OTHER, Side

SIDE_LABELS = {Side.EXPORTER.value: _("Exporter"), Side.AUTHORITY.value: _("Authority")}


class MessageThreadQuerySet(models.QuerySet["MessageThread"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever may see the case may read what was written on it."""
        return self.filter(request__in=AuthorisationRequest.objects.visible_to(user))


class MessageThread(models.Model):
    """One subject that exporter and authority write to each other about, beside the acts of the case."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="threads")
    subject = models.CharField(max_length=200)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = MessageThreadQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]


class MessageQuerySet(models.QuerySet["Message"]):
    def unread_by(self, person: Reader, *, side: str) -> Self:
        """What the other side wrote and `person` has not read yet."""
        read = MessageReading.objects.filter(
            thread=OuterRef("thread"), person=person.pk, read_up_to__gte=OuterRef("sequence")
        )
        return self.filter(~Exists(read), side=OTHER[Side(side)].value)


class Message(models.Model):
    """What somebody wrote; never changed. It is no legal act and does not stop the clock."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thread = models.ForeignKey(MessageThread, models.PROTECT, related_name="messages")
    sequence = models.PositiveSmallIntegerField()  # within its thread, from 1
    side = models.CharField(max_length=10, choices=SIDE_LABELS)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(name="message_sequence_once", fields=["thread", "sequence"]),
            models.CheckConstraint(name="message_side_known", condition=Q(side__in=[*SIDE_LABELS])),
            models.CheckConstraint(name="message_says_something", condition=~Q(text="")),
        ]


class MessageReading(models.Model):
    """How far one person has read a thread: what counts as new is theirs alone."""

    thread = models.ForeignKey(MessageThread, models.PROTECT, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_up_to = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="message_reading_once", fields=["thread", "person"])]


def thread_count() -> Coalesce:
    """An annotation for requests: how many subjects exporter and authority wrote to each other about."""
    threads = MessageThread.objects.filter(request=OuterRef("pk")).order_by()
    counted = threads.values("request").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


def unread_count(person: Reader, *, side: str) -> Coalesce:
    """An annotation for requests: how many messages `person`, who stands on `side`, has not read."""
    unread = Message.objects.unread_by(person, side=side).filter(thread__request=OuterRef("pk")).order_by()
    counted = unread.values("thread__request").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)
