"""A row of a dated table that a newer file leaves out before it began, or on its first day, ends on that day."""

from django.db import migrations, models
from django.db.models import F, Q

TABLES = {"nationalentry": "national_entry", "cncorrelation": "cn_correlation"}


class Migration(migrations.Migration):
    dependencies = [("controllist", "0023_national_lists_of_two_officers")]

    operations = [
        operation
        for table, name in TABLES.items()
        for operation in (
            migrations.RemoveConstraint(table, f"{name}_ends_after_start"),
            migrations.AddConstraint(
                table,
                models.CheckConstraint(
                    condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                    name=f"{name}_ends_not_before_start",
                ),
            ),
        )
    ]
