from typing import ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BaseConstraint, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind
from licensing.rules.sanctions_lists import IMPORTER, Form, State

STATE_LABELS = {
    State.RECEIVED.value: pgettext_lazy("a list", "Being read"),
    State.IN_USE.value: pgettext_lazy("a list", "In use"),
    State.REPLACED.value: pgettext_lazy("a list", "Replaced"),
}
FORM_LABELS = {Form.XML.value: "XML", Form.CSV.value: "CSV"}
KIND_LABELS = {"person": _("Person"), "entity": _("Entity")}


class SanctionsList(models.Model):
    """The Union's consolidated list of one day, as it was imported. The newest in use counts, for every authority."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=10, choices=STATE_LABELS, default=State.RECEIVED.value)
    form = models.CharField(max_length=3, choices=FORM_LABELS)
    dated_on = models.DateField()  # as the file says
    digest = models.CharField(max_length=64)  # SHA-256 of the file, in hex
    is_sample = models.BooleanField(default=False)  # invented: of a demonstration or a test
    entry_count = models.PositiveIntegerField()
    name_count = models.PositiveIntegerField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # nobody: by the command of whoever runs the instance
    imported_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-imported_at", "-id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(
                name="sanctions_list_status_known", condition=Q(status__in=[*STATE_LABELS])
            ),
            models.UniqueConstraint(
                name="sanctions_list_one_in_use",
                fields=["status"],
                condition=Q(status=State.IN_USE.value),
                violation_error_message=_("Another list came into use. Reload the page."),
            ),
        ]

    def __str__(self) -> str:
        return self.dated_on.isoformat()

    def organisation_ids(self, permission: str) -> list[UUID]:
        commission = Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value)
        return list(commission.values_list("pk", flat=True)) if permission == IMPORTER else []


class SanctionsEntry(models.Model):
    """One person or entity of a list, with every name it has there."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sanctions_list = models.ForeignKey(SanctionsList, models.PROTECT, related_name="entries", db_index=False)
    number = models.CharField(max_length=60)  # the list's own
    kind = models.CharField(max_length=10, choices=KIND_LABELS)
    programme = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=200, blank=True)  # the legal act, as the list names it
    act_on = models.CharField(max_length=10, blank=True)
    remark = models.TextField(blank=True)
    names = models.JSONField()
    countries = ArrayField(models.CharField(max_length=2), default=list)
    born = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.UniqueConstraint(name="sanctions_entry_once", fields=["sanctions_list", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.names[0])


def list_in_use_facts() -> Subquery:
    """An annotation: of the list that parties are compared with its day, its names and whether it is a sample."""
    facts = JSONObject(dated_on="dated_on", name_count="name_count", is_sample="is_sample")
    in_use = SanctionsList.objects.filter(status=State.IN_USE.value).order_by()
    return Subquery(in_use.values(facts=facts)[:1])
