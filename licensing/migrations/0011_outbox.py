"""Letters and mails to bodies are tried again for a day like every message; a letter given up before is tried anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0010_shared_documents")]

    operations = [
        migrations.RenameField("bodymail", "claimed_until", "next_attempt_at"),
        migrations.AddField("bodymail", "failure", models.CharField(blank=True, default="", max_length=200)),
        migrations.RemoveIndex("bodymail", "body_mail_unsent"),
        migrations.AddIndex(
            "bodymail",
            models.Index(
                name="body_mail_unsent", fields=["created_at"], condition=models.Q(delivered_at=None)
            ),
        ),
        migrations.AddField("document", "next_attempt_at", models.DateTimeField(null=True)),
        migrations.AddField("document", "gave_up_at", models.DateTimeField(null=True)),
        migrations.AddField("document", "failure", models.CharField(blank=True, default="", max_length=200)),
    ]
