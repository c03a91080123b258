from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from controllist.rules.entries import ActKind, Change, Ground, Scope, Status
from controllist.rules.functions import FUNCTIONS
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind

STATUS_LABELS = {
    Status.LISTED.value: _("Listed"),
    Status.CORRECTED.value: _("Corrected"),
    Status.DELISTED.value: _("Delisted"),
}
GROUND_LABELS = {
    Ground.HUMAN_RIGHTS.value: _("risk of serious violations of human rights"),
    Ground.ARTICLE_5.value: _(
        "internal repression, serious violations of human rights or of international humanitarian law (Article 5(1))"
    ),
}
ACT_LABELS = {
    ActKind.OUTCOME.value: _("Outcome of the procedure"),
    ActKind.JOURNAL.value: _("Official Journal, C series"),
    ActKind.AGREEMENT.value: _("Agreement of all Member States (Article 5(7))"),
    ActKind.DECISION.value: _("Decision of the Commission"),
    ActKind.JUDGMENT.value: _("Judgment of a court"),
}
CHANGE_LABELS = {
    Change.LISTING.value: _("Listing"),
    Change.CORRECTION.value: _("Correction"),
    Change.DELISTING.value: _("Taking off the list"),
    Change.REVIEW.value: _("Review"),
    Change.TRANSLATION.value: _("Translation"),
}


class ControlListEntry(models.Model):
    """An item of the EU-wide list (what it means: `rules/meanings.py`). Comes from a procedure; names no exporter.

    The row is what the newest leaf of the log says: a trigger writes it when the leaf is added, and nobody else may
    (docs/adr/0014). `status` alone is written by its transition, and compared with the leaf at commit.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True)  # CS-0042
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.LISTED.value)
    edition = models.PositiveIntegerField()  # that of its last change
    listed_on = models.DateField()  # Brussels
    effective_from = models.DateTimeField()
    name = models.CharField(max_length=200)
    manufacturer = models.CharField(max_length=200)
    model_names = ArrayField(models.CharField(max_length=120))
    functions = ArrayField(models.CharField(max_length=40, choices=[(code, code) for code in FUNCTIONS]))
    description = models.TextField()
    cn_code = models.CharField(max_length=8, blank=True)
    item_keys = ArrayField(models.CharField(max_length=200))  # maker and model, normalised: one per model
    model_keys = ArrayField(models.CharField(max_length=120))  # the models alone, normalised
    search = models.TextField()  # name, maker, models, description in one text, for trigrams
    rule_set = models.CharField(max_length=40)
    regime = models.CharField(max_length=120)
    in_force = models.BooleanField()
    destination = models.CharField(max_length=2, blank=True)  # an entry by agreement binds for this one only
    ground = models.CharField(max_length=40, choices=GROUND_LABELS)
    change = models.CharField(
        max_length=20, choices=CHANGE_LABELS, default=Change.LISTING.value
    )  # the last one
    sequence = models.PositiveIntegerField(default=1)  # of the last change, among the entry's own
    changed_at = models.DateTimeField()  # from when the last change counts
    change_ground = models.CharField(max_length=40, blank=True)  # of a correction or delisting
    act_kind = models.CharField(
        max_length=40, choices=ACT_LABELS, default=ActKind.OUTCOME.value
    )  # of the change
    act_reference = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)  # of a correction or delisting, as the public reads it
    delisted_at = models.DateTimeField(null=True)
    publication = models.CharField(
        max_length=60, blank=True
    )  # in the Official Journal, C series (Article 5(6))
    reviewed_at = models.DateTimeField(null=True)  # the last time; null before the first (Article 5(7))
    authentic_language = models.CharField(
        max_length=2, blank=True
    )  # of the words; "" where its leaf does not say
    translations = models.JSONField(default=dict)  # signed translations by language: {"name", "description"}
    provenance = models.CharField(max_length=20, unique=True)  # the procedure's reference
    notifying_state = models.ForeignKey("core.MemberState", models.PROTECT)
    procedure_opened_at = models.DateTimeField()
    procedure_closed_at = models.DateTimeField()
    bands = models.JSONField()  # what the public may know of the tally: {"states": "5-14", "people": …}

    class Meta:
        ordering = ["-code"]
        constraints = [
            models.CheckConstraint(name="entry_status_known", condition=Q(status__in=[*STATUS_LABELS])),
            models.CheckConstraint(
                name="entry_closed_after_opening",
                condition=Q(procedure_closed_at__gt=F("procedure_opened_at")),
            ),
            models.CheckConstraint(name="entry_has_models", condition=~Q(model_names=[])),
        ]
        indexes = [
            GinIndex(name="entry_item_keys", fields=["item_keys"]),
            GinIndex(name="entry_model_keys", fields=["model_keys"]),
            GinIndex(OpClass(Upper("search"), name="gin_trgm_ops"), name="entry_search"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("controllist:entry", args=[self.code])

    @property
    def binds_anywhere(self) -> bool:
        return not self.destination

    @property
    def legal_act(self) -> dict[str, str | None]:
        """What the last change rests on, as editions and leaves have it."""
        return {"kind": self.act_kind, "reference": self.act_reference or None}

    @property
    def scope(self) -> Scope:
        return Scope.EVERY_EXPORT if self.binds_anywhere else Scope.DESTINATIONS

    def organisation_ids(self, permission: str) -> list[UUID]:
        """The Commission administers the list; nobody else changes it."""
        return list(
            Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value).values_list("pk", flat=True)
        )


class Edition(models.Model):
    """One change of the list: numbered, dated, never changed afterwards."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=20)
    entry = models.ForeignKey(ControlListEntry, models.PROTECT, related_name="editions")
    content = models.JSONField()  # the entry's public words as of this edition
    derived = models.JSONField(
        null=True
    )  # the columns it is found by; null in editions with a leaf of version 1

    class Meta:
        ordering = ["-number"]


class ListHead(models.Model):
    """The one row that a change of the list locks: last edition, last code, right edge of the log's tree."""

    edition = models.PositiveIntegerField(default=0)
    last_code = models.PositiveIntegerField(default=0)
    frontier = models.JSONField(default=list)
