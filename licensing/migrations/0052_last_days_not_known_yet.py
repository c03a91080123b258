"""A last day that cannot be counted yet is null until the public holidays of its year are entered."""

from django.db import migrations, models
from django.db.models import Q

from exportctl.core.ddl import frozen, settled

WHOLE = Q(due_on=None, due_at=None) | Q(due_on__isnull=False, due_at__isnull=False)
BY_DAYS = Q(counts_on__isnull=False) | Q(presumed_on__isnull=False) | ~Q(rule="days")


class Migration(migrations.Migration):
    dependencies = [("core", "0031_holiday_years"), ("licensing", "0051_quick_screening")]

    operations = [
        *(
            operation
            for name in ("customshold", "stateconsultation")
            for operation in (
                migrations.AlterField(name, "due_on", models.DateField(null=True)),
                migrations.AlterField(name, "due_at", models.DateTimeField(db_index=True, null=True)),
            )
        ),
        migrations.AddConstraint(
            "customshold", models.CheckConstraint(condition=WHOLE, name="customs_hold_day_whole")
        ),
        migrations.AddConstraint(
            "stateconsultation", models.CheckConstraint(condition=WHOLE, name="state_consultation_day_whole")
        ),
        migrations.AddField("letterservice", "presumed_on", models.DateField(null=True)),
        migrations.AddField("generalbarservice", "presumed_on", models.DateField(null=True)),
        migrations.RemoveConstraint("letterservice", "letter_service_counts_by_days"),
        migrations.AddConstraint(
            "letterservice", models.CheckConstraint(condition=BY_DAYS, name="letter_service_counts_by_days")
        ),
        *(
            operation
            for table in ("licensing_letterservice", "licensing_generalbarservice")
            for operation in (
                frozen(table, "counts_on"),
                settled(table, since=("counts_on",), columns=("counts_on",)),
            )
        ),
    ]
