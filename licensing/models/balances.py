from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.authorisations import Authorisation
from licensing.rules.authorisations import Balance


class LineBalance(models.Model):
    """How much of a line was granted and how much has left the Union: the row that is locked to deduct."""

    authorisation = models.ForeignKey(Authorisation, models.PROTECT, related_name="balances", db_index=False)
    number = models.PositiveSmallIntegerField()
    granted = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    used = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    value_granted = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    value_used = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    # What went on to the authorisations that stand in its place.
    moved = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    value_moved = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    is_exhausted = models.GeneratedField(
        expression=models.Case(
            models.When(Q(granted__isnull=False, used__gte=F("granted") - F("moved")), then=True),
            models.When(
                Q(value_granted__isnull=False, value_used__gte=F("value_granted") - F("value_moved")),
                then=True,
            ),
            default=False,
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="line_balance_once", fields=["authorisation", "number"]),
            models.CheckConstraint(
                name="line_balance_never_overdrawn",
                condition=Q(used__gte=0, moved__gte=0)
                & (Q(granted=None) | Q(used__lte=F("granted") - F("moved"))),
                violation_error_message=_("Nothing is written off beyond what was granted."),
            ),
            models.CheckConstraint(
                name="line_balance_value_never_overdrawn",
                condition=Q(value_used__gte=0, value_moved__gte=0)
                & (Q(value_granted=None) | Q(value_used__lte=F("value_granted") - F("value_moved"))),
                violation_error_message=_("Nothing is written off beyond the value that was granted."),
            ),
        ]

    @property
    def balance(self) -> Balance:
        return Balance(
            granted=self.granted,
            used=self.used,
            value_granted=self.value_granted,
            value_used=self.value_used,
            moved=self.moved,
            value_moved=self.value_moved,
        )


class MovedRest(models.Model):
    """What was left of a line and stands in a further authorisation now: once, and never in both."""

    source = models.ForeignKey(LineBalance, models.PROTECT, related_name="moved_to")
    target = models.OneToOneField(LineBalance, models.PROTECT, related_name="moved_from")
    quantity = models.DecimalField(max_digits=20, decimal_places=6, null=True)  # None: not limited
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="moved_rest_moves_on", condition=~Q(source=F("target")))]
