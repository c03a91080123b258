"""Exporters that are established in no Member State (Article 12(2))."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0063_cases_of_interests")]

    operations = [
        migrations.AddField(
            "exporter", "established_in", models.CharField(blank=True, default="", max_length=2)
        ),
    ]
