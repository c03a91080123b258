"""The check of a file is owed like a message: with attempts, a lease, a back-off. And a marked file is withheld."""

from django.db import migrations, models

STATUSES = {
    "quarantined": "Being checked",
    "clean": "Checked",
    "rejected": "Rejected",
    "withheld": "Withheld",
}


class Migration(migrations.Migration):
    dependencies = [("core", "0010_idempotency_record")]

    operations = [
        migrations.AddField("file", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("file", "next_attempt_at", models.DateTimeField(null=True)),
        migrations.AddField("file", "gave_up_at", models.DateTimeField(null=True)),
        migrations.AddField("file", "failure", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddField("file", "detail", models.CharField(blank=True, default="", max_length=100)),
        migrations.AlterField(
            "file",
            "status",
            models.CharField(choices=[*STATUSES.items()], default="quarantined", max_length=20),
        ),
        migrations.RemoveConstraint("file", "file_status_known"),
        migrations.AddConstraint(
            "file",
            models.CheckConstraint(
                name="file_status_known", condition=models.Q(status__in=[*STATUSES])
            ),
        ),
    ]
