from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.rules.permissions import Permission
from licensing.models.requests import AuthorisationRequest


class CaseNoteQuerySet(models.QuerySet["CaseNote"]):
    def visible_to(self, user: Reader) -> Self:
        """The officers of the case's authority who may see the case, and nobody else, ever."""
        handled = AuthorisationRequest.objects.visible_to(user).filter(
            authority__in=access.organisation_ids_of(user, Permission.HANDLE)
        )
        return self.filter(request__in=handled)


class CaseNote(models.Model):
    """What officers tell each other about a case. Never changed; its author may strike it out, it stays on record."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="notes")
    sequence = models.PositiveSmallIntegerField()  # within its case, from 1
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = CaseNoteQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(name="note_sequence_once", fields=["request", "sequence"]),
            models.CheckConstraint(name="note_says_something", condition=~Q(text="")),
        ]

    @property
    def struck(self) -> "StruckNote | None":
        return getattr(self, "strike", None)


class NoteMention(models.Model):
    """A colleague mentioned in a note, who gets one notice."""

    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="note_mention_once", fields=["note", "person"])]


class StruckNote(models.Model):
    """A note its author has struck out: shown as such, never deleted."""

    note = models.OneToOneField(CaseNote, models.PROTECT, related_name="strike")
    struck_at = models.DateTimeField()


def note_count() -> Coalesce:
    """An annotation for requests: how many notes stand."""
    notes = CaseNote.objects.filter(request=OuterRef("pk"), strike=None).order_by()
    counted = notes.values("request").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)
