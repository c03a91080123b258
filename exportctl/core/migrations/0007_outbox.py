"""One outbox: attempts, the next one, the last failure and the end of trying stand in the same columns everywhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0006_calendar_address")]

    operations = [
        migrations.RenameField("notice", "claimed_until", "next_attempt_at"),
        migrations.AlterField("notice", "failure", models.CharField(blank=True, default="", max_length=200)),
        migrations.RemoveIndex("notice", "notice_unsent"),
        migrations.AddIndex(
            "notice",
            models.Index(
                name="notice_unsent", fields=["created_at", "id"], condition=models.Q(delivered_at=None)
            ),
        ),
        migrations.RemoveIndex("digestline", "digest_unsent"),
        migrations.RenameField("digestline", "claimed_until", "next_attempt_at"),
        migrations.RenameField("digestline", "sent_at", "delivered_at"),
        migrations.AddField("digestline", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("digestline", "gave_up_at", models.DateTimeField(null=True)),
        migrations.AddField("digestline", "failure", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddIndex(
            "digestline",
            models.Index(
                name="digest_unsent", fields=["person", "owed_at"], condition=models.Q(delivered_at=None)
            ),
        ),
    ]
