"""Companies that register themselves: what they ask for, with papers; and exporters without an EORI."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, grant, settled

STATUSES = ["entered", "sent", "asked", "approved", "refused", "withdrawn"]


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0018_password_link"),
        ("licensing", "0035_letter_services"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "exporter",
            "eori",
            models.CharField(
                blank=True,
                max_length=17,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z]{2}[A-Z0-9]{1,15}$", "Two letters, then up to 15 letters or digits."
                    )
                ],
            ),
        ),
        migrations.AddField(
            "exporter",
            "other_number",
            models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField("exporter", "is_approved", models.BooleanField(default=True)),
        migrations.AddConstraint(
            "exporter",
            models.UniqueConstraint(
                condition=models.Q(("eori", ""), _negated=True),
                fields=("eori",),
                name="exporter_eori_once",
                violation_error_message="An exporter with this EORI is entered already.",
            ),
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=20, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("entered", "Not confirmed yet"),
                            ("sent", "With the authority"),
                            ("asked", "With the company: question"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="entered",
                        max_length=20,
                    ),
                ),
                ("is_change", models.BooleanField(default=False)),
                ("body", models.JSONField()),
                ("before", models.JSONField(default=dict)),
                ("reason", models.CharField(blank=True, max_length=4000)),
                ("question", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("refusal", models.TextField(blank=True)),
                ("number_verified_how", models.CharField(blank=True, max_length=500)),
                ("number_verified_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="licensing.exporter",
                    ),
                ),
                (
                    "number_verified_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["authority", "status", "-sent_at", "-id"], name="registration_by_authority"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", STATUSES)), name="registration_status_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["sent", "asked"])),
                        fields=("exporter",),
                        name="registration_one_open",
                        violation_error_message="A change of this record waits already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="registration_decided_by_another",
                        violation_error_message="Nobody decides on their own registration.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField()),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.file"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="licensing.registration",
                    ),
                ),
            ],
            options={"ordering": ["created_at", "id"]},
        ),
        *grant("SELECT, INSERT, UPDATE", "licensing_registration"),
        *grant("SELECT, INSERT", "licensing_registrationpaper"),
        audited("licensing_registration", "entered"),
        settled("licensing_registration", open=("entered", "sent", "asked")),
    ]
