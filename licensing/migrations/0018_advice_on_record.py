from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0017_letterhead_and_requirement")]

    operations = [
        migrations.AddField("advice", "question", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "advice",
            "conditions",
            models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="licensing.conditionsdraft"),
        ),
        migrations.AlterField(
            "bodymail",
            "kind",
            models.CharField(
                choices=[("asked", "Question"), ("reminded", "Reminder"), ("recorded", "Advice recorded")],
                max_length=10,
            ),
        ),
    ]
