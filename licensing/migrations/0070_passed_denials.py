"""What an authority passed on to its own customs of other states' denials on items that are not listed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant

PERSON = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0069_names_that_were_compared"),
        migrations.swappable_dependency(PERSON),
    ]

    operations = [
        migrations.CreateModel(
            name="PassedDenial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passed_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "denial",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passed",
                        to="licensing.denial",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=PERSON),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("denial", "authority"),
                        name="denial_passed_once",
                        violation_error_message="Your customs were told of this already.",
                    )
                ],
            },
        ),
        *grant("SELECT, INSERT", "licensing_passeddenial"),
    ]
