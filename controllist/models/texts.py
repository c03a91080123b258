from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from controllist.models.entries import ControlListEntry
from controllist.rules.texts import LANGUAGES, OPEN, Status
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import OrganisationKind, Permission

TEXT_STATUS_LABELS = {
    Status.DRAFT.value: _("Draft"),
    Status.PROPOSED.value: _("Waits for the second reader"),
    Status.PUBLISHED.value: _("Published"),
    Status.DISCARDED.value: _("Discarded"),
}


PUBLISHER: Any = Func(
    F("published_by"), template="ARRAY[%(expressions)s]", output_field=ArrayField(models.UUIDField())
)


class EntryTextQuerySet(models.QuerySet["EntryText"]):
    def title(self, *, language: str, entry: str) -> Subquery:
        """The latest published title in that language of the entry that the outer query calls `entry`."""
        texts = self.filter(entry=OuterRef(entry), language=language, status=Status.PUBLISHED.value).order_by(
            "-version"
        )
        return Subquery(texts.values("title")[:1])


class EntryText(models.Model):
    """One version of an entry's editorial text in one language. The log knows nothing of it (docs/adr/0008)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    entry = models.ForeignKey(ControlListEntry, models.PROTECT, related_name="texts")
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=20, choices=TEXT_STATUS_LABELS, default=Status.DRAFT.value)
    version = models.PositiveSmallIntegerField(null=True)  # given when it is published
    title = models.CharField(max_length=200)
    description = models.TextField()
    covered = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    not_covered = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)  # counts up with every change: who saw which words
    comment = models.TextField(blank=True)  # why the second reader returned it
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    writers = ArrayField(models.UUIDField(), default=list)  # everybody who wrote in this version
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = EntryTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="text_status_known", condition=Q(status__in=[*TEXT_STATUS_LABELS])),
            models.CheckConstraint(name="text_language_known", condition=Q(language__in=LANGUAGES)),
            models.CheckConstraint(
                name="text_four_eyes",
                condition=Q(published_by=None)
                | (~Q(published_by=F("written_by")) & ~Q(writers__contains=PUBLISHER)),
                violation_error_message=_("Nobody publishes their own text."),
            ),
            models.CheckConstraint(
                name="text_published_by_someone",
                condition=~Q(status=Status.PUBLISHED.value)
                | Q(published_by__isnull=False, published_at__isnull=False, version__isnull=False),
            ),
            models.UniqueConstraint(
                name="text_one_open",
                fields=["entry", "language"],
                condition=Q(status__in=[status.value for status in OPEN]),
            ),
            models.UniqueConstraint(name="text_version_once", fields=["entry", "language", "version"]),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        """The Commission edits texts; nobody else."""
        if permission != Permission.ADMINISTER:
            return []
        return list(
            Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value).values_list("pk", flat=True)
        )

    def was_proposed_by(self, user: User) -> bool:
        """Whether this person wrote any part of the text; then somebody else publishes it."""
        return user.pk in self.writers

    @property
    def covered_lines(self) -> str:
        return "\n".join(self.covered)

    @property
    def not_covered_lines(self) -> str:
        return "\n".join(self.not_covered)

    def get_absolute_url(self) -> str:
        name = "read_text" if self.status == Status.PROPOSED else "edit_text"
        return reverse(f"controllist:{name}", args=[self.entry.code, self.language])
