"""A document of an edition that cannot be set is tried again like everything that is owed, and keeps no other waiting."""

import uuid

from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):
    dependencies = [("controllist", "0024_what_never_began")]

    operations = [
        migrations.CreateModel(
            name="EditionPaper",
            fields=[
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("gave_up_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, default="", max_length=200)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField()),
                ("language", models.CharField(choices=[("en", "en"), ("de", "de"), ("fr", "fr")], max_length=2)),
                ("set_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-edition", "language"],
                "constraints": [models.UniqueConstraint(fields=("edition", "language"), name="edition_paper_once")],
            },
        ),
        *grant("SELECT, INSERT, UPDATE", "controllist_editionpaper"),
    ]
