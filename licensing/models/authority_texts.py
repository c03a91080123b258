from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from licensing.rules.authority_texts import Field, State, wording

FIELD_LABELS = {
    Field.GROUNDS.value: pgettext_lazy("standard text for", "Reasons of a decision"),
    Field.CONDITIONS.value: pgettext_lazy("standard text for", "Conditions"),
    Field.QUESTION.value: pgettext_lazy("standard text for", "Questions to the exporter"),
    Field.CONSULTATION.value: pgettext_lazy("standard text for", "Questions to other bodies"),
    Field.MESSAGE.value: pgettext_lazy("standard text for", "Messages to the exporter"),
    Field.ENQUIRY.value: pgettext_lazy("standard text for", "Answers to customs"),
}
STATE_LABELS = {
    State.IN_USE.value: pgettext_lazy("standard text", "In use"),
    State.RETIRED.value: pgettext_lazy("standard text", "Retired"),
}
WRITERS = (Permission.HANDLE, Permission.MANAGE)


class AuthorityTextQuerySet(models.QuerySet["AuthorityText"]):
    def visible_to(self, user: Reader) -> Self:
        return self.filter(authority__in=access.organisation_ids_of(user, *WRITERS))

    def in_use(self) -> Self:
        return self.filter(status=State.IN_USE.value)


class AuthorityText(models.Model):
    """A standard text of one authority, beside the Commission's common ones. What it was used in keeps its words."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="authority_texts")
    status = models.CharField(max_length=10, choices=STATE_LABELS, default=State.IN_USE.value)
    field = models.CharField(max_length=20, choices=FIELD_LABELS)
    title = models.CharField(max_length=120)
    texts = models.JSONField()  # language → words, one at least
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = AuthorityTextQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(
                name="authority_text_status_known", condition=Q(status__in=[*STATE_LABELS])
            ),
            models.CheckConstraint(name="authority_text_field_known", condition=Q(field__in=[*FIELD_LABELS])),
            models.UniqueConstraint(
                name="authority_text_once",
                fields=["authority", "field", "title"],
                condition=Q(status=State.IN_USE.value),
                violation_error_message=_("Your authority has a text of this title for this field already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def concerns(self, actor: Reader) -> bool:
        """Its officers and those who administer its people write it."""
        return self.authority_id in access.organisation_ids_of(actor, *WRITERS)

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission in WRITERS else []

    def text(self, *languages: str) -> str:
        return wording(self.texts, *languages)
