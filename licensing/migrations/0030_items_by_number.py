"""Items by the company's own number, tables of them that go in part by part, and an officer's word on a line."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant

# Whose classification an item of before was, and when, is whoever wrote it last; by which edition nobody noted.
DRAW = """
UPDATE licensing_catalogueitem SET updated_at = GREATEST(changed_at, archived_at);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0029_denials"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "catalogueitem", "number", models.CharField(blank=True, default="", max_length=60), preserve_default=False
        ),
        migrations.AddField("catalogueitem", "updated_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "catalogueitem",
            "classified_by",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("catalogueitem", "classified_at", models.DateTimeField(null=True)),
        migrations.AddField("catalogueitem", "classified_edition", models.DateField(null=True)),
        migrations.RunSQL(DRAW, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("catalogueitem", "updated_at", models.DateTimeField()),
        migrations.RemoveConstraint("catalogueitem", "catalogue_item_once"),
        migrations.AddConstraint(
            "catalogueitem",
            models.UniqueConstraint(
                condition=models.Q(("archived_at", None), ("number", "")),
                fields=("exporter", "key"),
                name="catalogue_item_once",
                violation_error_message="Your catalogue has this already.",
            ),
        ),
        migrations.AddConstraint(
            "catalogueitem",
            models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("exporter", "number"),
                name="catalogue_item_number_once",
                violation_error_message="Your catalogue has an item of this number already.",
            ),
        ),
        migrations.AddIndex(
            "catalogueitem",
            models.Index(fields=["exporter", "updated_at", "id"], name="catalogue_item_by_change"),
        ),
        # A table that nobody decided about is uploaded again.
        migrations.DeleteModel("CatalogueUpload"),
        migrations.CreateModel(
            name="CatalogueUpload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("source", models.BinaryField()),
                ("language", models.CharField(max_length=5)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("read", models.PositiveIntegerField(default=0)),
                ("outcome", models.JSONField(default=dict)),
                ("failure", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("wanted_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("claimed_until", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "exporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="licensing.exporter"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at", None)), fields=["created_at"], name="catalogue_upload_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None), ("wanted_at", None)),
                        fields=("exporter", "created_by"),
                        name="catalogue_upload_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClassificationConfirmation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("item_number", models.CharField(blank=True, max_length=60)),
                ("item_key", models.CharField(max_length=330)),
                ("control_entry", models.CharField(blank=True, max_length=40)),
                ("edition", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=2000)),
                ("confirmed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "exporter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.exporter",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classifications",
                        to="licensing.requestline",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classifications",
                        to="licensing.authorisationrequest",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["exporter", "item_number", "confirmed_at", "id"], name="classification_by_item"
                    )
                ],
            },
        ),
        *grant("SELECT, INSERT, UPDATE, DELETE", "licensing_catalogueupload"),
        *grant("SELECT, INSERT", "licensing_classificationconfirmation"),
    ]
