from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import Organisation
from licensing.models.requests import AuthorisationRequest

LONGEST_TAG = 40


class Tag(models.Model):
    """A word by which an authority sorts its cases. Never seen outside it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="tags")
    label = models.CharField(max_length=LONGEST_TAG)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(
                "authority",
                Lower("label"),
                name="tag_label_once",
                violation_error_message=_("Your authority has this tag already."),
            ),
            models.CheckConstraint(name="tag_has_label", condition=~models.Q(label="")),
        ]

    def __str__(self) -> str:
        return self.label


class RequestTag(models.Model):
    """A tag put on a case. Working order, no legal act: taking it off again removes the row."""

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="tagged")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged")
    tagged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tagged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="request_tag_once", fields=["request", "tag"])]


def tag_labels() -> ArraySubquery:
    """An annotation for requests: the labels of their tags, in the order of the alphabet."""
    tags = RequestTag.objects.filter(request=models.OuterRef("pk")).order_by("tag__label")
    return ArraySubquery(tags.values("tag__label"))
