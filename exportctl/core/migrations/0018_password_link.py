"""The link to a new password is owed like every other mail: no thread of its own for whoever asks."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):
    dependencies = [("core", "0017_key_last_used")]
    operations = [
        migrations.CreateModel(
            name="PasswordLink",
            fields=[
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("gave_up_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, default="", max_length=200)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("owed_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("delivered_at", None)), fields=["owed_at"], name="password_link_unsent"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("delivered_at", None)),
                        fields=("person",),
                        name="password_link_one_owed",
                    )
                ],
            },
        ),
        *grant("SELECT, INSERT, UPDATE", "core_passwordlink"),
    ]
