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
        migrations.AddField(
            "document",
            "nature",
            models.CharField(
                blank=True,
                choices=[
                    ("memo", "Memo"),
                    ("report", "Report, for example of an embassy"),
                    ("press", "Press cutting"),
                    ("telephone", "Note of a telephone call"),
                    ("other", "Something else"),
                ],
                default="",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "document",
            "words",
            models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AlterField(
            "document",
            "kind",
            models.CharField(
                choices=[
                    ("attachment", "Attachment"),
                    ("receipt", "Receipt"),
                    ("decision_letter", "Decision letter"),
                    ("authorisation", "Authorisation"),
                    ("office", "Internal document"),
                ],
                max_length=20,
            ),
        ),
        migrations.RemoveConstraint("document", "document_attachment_has_file"),
        migrations.RemoveConstraint("document", "document_one_letter_each"),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=models.Q(("kind__in", ("attachment", "office")), _negated=True)
                | models.Q(("file__isnull", False)),
                name="document_attachment_has_file",
            ),
        ),
        migrations.AddConstraint(
            "document",
            models.UniqueConstraint(
                condition=models.Q(("kind__in", ("attachment", "office")), _negated=True),
                fields=("request", "kind", "about"),
                name="document_one_letter_each",
                nulls_distinct=False,
            ),
        ),
    ]
