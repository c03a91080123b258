"""Which case of the state that is asked a message under Article 14(2) is about."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0061_periods_that_start_anew"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InterestsCase",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("named_at", models.DateTimeField()),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="licensing.stateconsultation",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="licensing.authorisationrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["named_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consultation", "request"),
                        name="interests_case_once",
                        violation_error_message="This case is named already.",
                    )
                ],
            },
        ),
        *grant("SELECT, INSERT", "licensing_interestscase"),
    ]
