from django.db import models
from django.db.models import Q

RECEIVED, DECIDED = "received", "decided"


class ReportedFigure(models.Model):
    """How many cases that are kept elsewhere were received, or decided so, in one month: as authorities report them.

    The public statistics add them to what is counted here. Written once; a correction is a report of its own.
    """

    month = models.DateField()  # its first day
    counted = models.CharField(max_length=10)
    outcome = models.CharField(max_length=30, blank=True)  # of decisions, with what follows
    function = models.CharField(max_length=40, blank=True)  # the first one of the item
    destination = models.CharField(max_length=2, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reported_figure_counts",
                condition=Q(counted=RECEIVED, outcome="", function="", destination="")
                | (Q(counted=DECIDED) & ~Q(outcome="") & ~Q(function="") & ~Q(destination="")),
            ),
            models.CheckConstraint(name="reported_figure_of_a_month", condition=Q(month__day=1)),
        ]
        indexes = [models.Index(name="reported_by_month", fields=["month"])]
