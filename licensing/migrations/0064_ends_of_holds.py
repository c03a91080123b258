"""What came of an export that was not released: given up, returned, seized, destroyed, or let go after all."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from exportctl.core.ddl import frozen, settled

PERSON = settings.AUTH_USER_MODEL
HOLDS = "licensing_customshold"
REPLY = ("status", "due_on", "due_at", "extended_because", "grounds", "act", "replied_by_id", "replied_at")
END = ("end", "ended_on", "ended_words", "ended_by_id", "ended_at")
LABELS = [
    ("withdrawn", "The declaration was given up"),
    ("returned", "Returned to the exporter"),
    ("seized", "Seized or confiscated"),
    ("destroyed", "Destroyed or abandoned"),
    ("let_go", "Released after all"),
]
EARLIER = settled(HOLDS, open=("open", "extended"))


def _added(name: str, field: models.Field) -> migrations.AddField:
    return migrations.AddField(model_name="customshold", name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0063_papers_of_states"),
        migrations.swappable_dependency(PERSON),
    ]

    operations = [
        _added("end", models.CharField(blank=True, choices=LABELS, db_default="", default="", max_length=12)),
        _added("ended_on", models.DateField(null=True)),
        _added("ended_words", models.TextField(blank=True, db_default="", default="")),
        _added(
            "ended_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=PERSON
            ),
        ),
        _added("ended_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "customshold",
            models.CheckConstraint(
                name="customs_hold_end_whole",
                condition=Q(end="", ended_on=None, ended_at=None)
                | (
                    Q(end__in=[code for code, _label in LABELS], status="not_released")
                    & Q(ended_on__isnull=False, ended_at__isnull=False, ended_by__isnull=False)
                ),
            ),
        ),
        frozen(HOLDS, *REPLY, *END),
        migrations.RunSQL(EARLIER.reverse_sql, EARLIER.sql),
        settled(HOLDS, open=("open", "extended"), but=END),
    ]
