"""Requirements under Article 4 that the other states were told of, and those that were passed on to customs."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled

PERSON = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0071_required_of_an_exporter"),
        migrations.swappable_dependency(PERSON),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="confidential_because",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="SharedRequirement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("stands", "Stands"), ("lifted", "Lifted")], default="stands", max_length=10
                    ),
                ),
                ("shared_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=PROTECT, related_name="shared_requirement", to="licensing.decision"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-shared_at", "-id"], name="shared_requirement_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["stands", "lifted"])),
                        name="shared_requirement_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", False), ("status", "lifted")),
                            models.Q(("lifted_at", None), ("status", "stands")),
                            _connector="OR",
                        ),
                        name="shared_requirement_lifted_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PassedRequirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passed_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="core.organisation"),
                ),
                ("passed_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=PERSON)),
                (
                    "requirement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=PROTECT,
                        related_name="passed",
                        to="licensing.sharedrequirement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("requirement", "authority"),
                        name="requirement_passed_once",
                        violation_error_message="Your customs were told of this already.",
                    )
                ],
            },
        ),
        *grant("SELECT, INSERT", "licensing_sharedrequirement", "licensing_passedrequirement"),
        frozen("licensing_sharedrequirement", "status", "lifted_at"),
        audited("licensing_sharedrequirement", "stands"),
        settled("licensing_sharedrequirement", open=("stands",)),
    ]
