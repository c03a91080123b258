"""What drafts of every kind have in common. A kind's own table derives from these; there is no table of theirs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models

from exportctl.core.models import File
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors, Object
from licensing.models.documents import FILE_NATURES, MOST_WORDS

OPEN = "draft"


class Draft(models.Model):
    """Something an exporter writes in any order before it is sent to an authority.

    A kind's table adds its `reference`, `status` and `exporter`, and the `request` that sending it opens. Its field
    saves and attachments refer to it with the related names `field_saves` and `attachments`.
    """

    reference: Any
    status: Any
    exporter: Any
    exporter_id: UUID
    request: Any
    request_id: UUID | None
    questionnaire: Any  # version of the due-diligence questions; empty where the kind asks none
    field_saves: Any
    attachments: Any
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    body = models.JSONField(default=dict)  # the contract's shape; a draft may be incomplete, never wrong
    revision = models.PositiveIntegerField(default=0)  # grows with every saved change: two colleagues notice
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Nobody has sent or withdrawn it: it can still be changed."""
        return bool(self.status == OPEN)

    @property
    def is_sent(self) -> bool:
        """Has it become what its authority reads?"""
        return self.request_id is not None

    @property
    def first_item(self) -> Any:
        """What it is about, or the first of several; empty while nothing of it is written."""
        raise NotImplementedError

    @property
    def amount(self) -> Any:
        """Quantity, unit and value of that item: a request says them with each, a notification beside its one."""
        return self.body if "item" in self.body else self.first_item

    @property
    def item_name(self) -> str:
        """Empty while the item has no name; a category is called by its entry."""
        return self.first_item.get("name") or self.first_item.get("control_entry") or ""

    @property
    def newest_body(self) -> Any:
        """What counts: of what was sent and corrected since the newest version."""
        return self.body

    @property
    def sent_files(self) -> Any:
        """Files that were sent with an earlier version of it; a first draft has none."""
        return ()

    @property
    def statement(self) -> str:
        """The pointer that names a file as the end-use statement; empty where the kind asks for none."""
        return ""

    def file_ids(self) -> set[str]:
        """The ids of the files that its body may name: put to it, or sent with an earlier version."""
        sent = self.sent_files.values_list("pk", flat=True) if self.sent_files else ()
        return {str(pk) for pk in (*self.attachments.values_list("pk", flat=True), *sent)}

    @property
    def shape(self) -> Object:
        """What its body may hold."""
        raise NotImplementedError

    @property
    def gaps(self) -> Errors:
        """Every answer that is missing before it can be sent, by pointer."""
        raise NotImplementedError

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.exporter_id] if permission == Permission.FILE else []


class DraftFieldSave(models.Model):
    """Who last saved a field of a draft: what a colleague reads who changed the same one."""

    pointer = models.CharField(max_length=120)  # into the body: /item/model
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        abstract = True


class DraftAttachment(models.Model):
    """A file put to a draft; it becomes a document of the case when the draft is sent."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file = models.OneToOneField(File, models.PROTECT)
    question = models.CharField(max_length=60, blank=True)  # the question it is evidence for
    nature = models.CharField(max_length=20, choices=FILE_NATURES, blank=True)  # what it is, with
    words = models.CharField(max_length=MOST_WORDS, blank=True)  # more about it
    line = models.PositiveSmallIntegerField(null=True)  # of the items, the one it is about
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["created_at", "id"]
