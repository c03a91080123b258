"""A body that is still to advise is written to whenever the exporter corrects the case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0023_nature_of_documents")]
    operations = [
        migrations.AlterField(
            "bodymail",
            "kind",
            models.CharField(
                choices=[
                    ("asked", "Question"),
                    ("reminded", "Reminder"),
                    ("corrected", "Case corrected"),
                    ("recorded", "Advice recorded"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint("bodymail", "body_mail_once"),
        migrations.AddConstraint(
            "bodymail",
            models.UniqueConstraint(condition=models.Q(("kind", "corrected"), _negated=True), fields=("consultation", "kind", "round"), name="body_mail_once"),
        ),
    ]
