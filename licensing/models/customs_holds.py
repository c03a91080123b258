"""What customs keep back, and what the authority says to it (Article 21)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models.authorisations import Authorisation
from licensing.models.conflicts import Conflict
from licensing.models.exporters import Exporter
from licensing.rules.customs_holds import (
    OF_AUTHORISATION,
    WAITING,
    Act,
    End,
    Ground,
    State,
    is_silent,
    keeps_back,
    reads_as,
)

STATUS_LABELS = {
    State.OPEN.value: _("Waits for the authority"),
    State.EXTENDED.value: _("Extended"),
    State.RELEASED.value: _("Released"),
    State.NOT_RELEASED.value: _("Not released"),
}
GROUND_LABELS = {
    Ground.NOT_TAKEN_INTO_ACCOUNT.value: _(
        "Something was not weighed at the grant, or has changed since (Article 21(3)(a))"
    ),
    Ground.ARTICLE_4.value: _(
        "The items may serve weapons of mass destruction, a military end use in a country under an arms embargo, or"
        " arms exported without an authorisation (Articles 21(3)(b) and 4(1))"
    ),
}
ACT_LABELS = {
    Act.ARTICLE_4.value: _("Information under Article 4(1) that an authorisation is required"),
    Act.SUSPEND.value: _("Suspension of the authorisation"),
    Act.MODIFY.value: _("Modification of the authorisation"),
    Act.REVOKE.value: _("Revocation of the authorisation"),
    Act.ANNUL.value: _("Annulment of the authorisation"),
}
END_LABELS = {
    End.WITHDRAWN.value: _("The declaration was given up"),
    End.RETURNED.value: _("Returned to the exporter"),
    End.SEIZED.value: _("Seized or confiscated"),
    End.DESTROYED.value: _("Destroyed or abandoned"),
    End.LET_GO.value: _("Released after all"),
}
WAITING_STATES = [each.value for each in WAITING]


def _declarants(**those: Any) -> models.QuerySet[Any]:
    """EORIs of exporters: each was verified when its registration was approved, before that there is none."""
    return Exporter.objects.exclude(eori="").filter(**those).values("eori")


class CustomsHoldQuerySet(models.QuerySet["CustomsHold"]):
    def visible_to(self, user: Reader) -> Self:
        """Those of the customs office, of the authority that is asked, and of holder and declarant.

        Of the authority's officers whoever declared a conflict of interest in the request behind it does not see it.
        """
        offices = access.organisation_ids_of(user, Permission.CHECK_SHIPMENTS)
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        companies = access.organisation_ids_of(user, Permission.FILE)
        hidden = Q(authorisation__request__in=Conflict.objects.hidden_from(user))
        return self.filter(
            Q(office__in=offices)
            | Q(authority__in=authorities) & (Q(authorisation=None) | ~hidden)
            | Q(exporter__in=companies)
            | Q(exporter_eori__in=_declarants(pk__in=companies))
        )

    def waiting(self, *, at: datetime) -> Self:
        """Where the authority can still reply."""
        return self.filter(Q(due_at=None) | Q(due_at__gt=at), status__in=WAITING_STATES)

    def silent(self, *, at: datetime) -> Self:
        """Released by the day alone, and not yet written down."""
        return self.filter(status__in=WAITING_STATES, due_at__lte=at)

    def keeping_back(self, *, mrn: str, at: datetime) -> Self:
        """Those under which nothing leaves with this declaration now."""
        waits = Q(status__in=WAITING_STATES) & (Q(due_at=None) | Q(due_at__gt=at))
        kept = Q(status=State.NOT_RELEASED.value) & ~Q(end=End.LET_GO.value)
        return self.filter(waits | kept, mrn=mrn)

    def kept(self) -> Self:
        """Not released, and nobody has said yet what came of it."""
        return self.filter(status=State.NOT_RELEASED.value, end="")

    def uncounted(self) -> Self:
        """Those whose last day nobody could count when it was asked for."""
        return self.filter(status__in=WAITING_STATES, due_on=None)

    def with_parts(self) -> Self:
        return self.select_related(
            "office", "authority__member_state", "authorisation", "exporter__organisation"
        )


class CustomsHold(models.Model):
    """An export that customs keep back until the authority replies, ten working days at most, thirty in all."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=State.OPEN.value)
    mrn = models.CharField(max_length=18)
    attempt = models.PositiveSmallIntegerField(
        default=1
    )  # of the same declaration, after the one before ended
    exporter_eori = models.CharField(max_length=17, blank=True)
    exporter = models.ForeignKey(Exporter, models.PROTECT, null=True, related_name="customs_holds")
    authorisation = models.ForeignKey(Authorisation, models.PROTECT, null=True, related_name="customs_holds")
    ground = models.CharField(max_length=30, choices=GROUND_LABELS)
    reason = models.TextField()
    customs_office = models.CharField(max_length=40)
    items = models.JSONField(default=list)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="customs_holds")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="holds_to_answer")
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    placed_on = models.DateField()  # at the authority: its days count from the next one
    due_on = models.DateField(null=True)  # null until the holidays of its year are entered
    due_at = models.DateTimeField(null=True, db_index=True)
    extended_because = models.TextField(blank=True)
    grounds = models.TextField(blank=True)
    act = models.CharField(max_length=20, choices=ACT_LABELS, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    # Of one that was not released: what came of it.
    end = models.CharField(max_length=12, choices=END_LABELS, blank=True, db_default="", default="")
    ended_on = models.DateField(null=True)
    ended_words = models.TextField(blank=True, db_default="", default="")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = CustomsHoldQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        ordering = ["placed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="customs_hold_status_known", condition=Q(status__in=[*STATUS_LABELS])
            ),
            models.CheckConstraint(
                name="customs_hold_ground_known", condition=Q(ground__in=[*GROUND_LABELS])
            ),
            models.CheckConstraint(
                name="customs_hold_kept_back_by_an_act",
                condition=~Q(status=State.NOT_RELEASED.value) | ~Q(act=""),
                violation_error_message=_("Name the act under Article 4(1) or 16(1) that keeps it back."),
            ),
            models.CheckConstraint(
                name="customs_hold_day_whole",
                condition=Q(due_on=None, due_at=None) | Q(due_on__isnull=False, due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="customs_hold_end_whole",
                condition=Q(end="", ended_on=None, ended_at=None)
                | (
                    Q(end__in=[*END_LABELS], status=State.NOT_RELEASED.value)
                    & Q(ended_on__isnull=False, ended_at__isnull=False, ended_by__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                name="customs_hold_attempt_once",
                fields=["mrn", "attempt"],
                violation_error_message=_("This declaration is kept back already."),
            ),
        ]
        indexes = [
            models.Index(name="customs_hold_by_authority", fields=["authority", "-placed_at", "-id"]),
            models.Index(name="customs_hold_by_office", fields=["office", "-placed_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.mrn

    def reads_as(self, *, at: datetime) -> State:
        return reads_as(self.status, due_at=self.due_at, at=at)

    def keeps_back(self, *, at: datetime) -> bool:
        return keeps_back(self.status, due_at=self.due_at, at=at, end=self.end)

    def is_silent(self, *, at: datetime) -> bool:
        return is_silent(self.status, due_at=self.due_at, at=at)

    @property
    def act_event(self) -> str:
        """The act on the authorisation that its page opens; none where it is another one."""
        event = OF_AUTHORISATION.get(Act(self.act)) if self.act else None
        return event.value if event and self.authorisation_id else ""

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.CHECK_SHIPMENTS:
            return [self.office_id]
        if permission == Permission.FILE:
            holder = [self.exporter_id] if self.exporter_id else []
            return [*holder, *_declarants(eori=self.exporter_eori).values_list("pk", flat=True)]
        return [self.authority_id] if permission == Permission.HANDLE else []
