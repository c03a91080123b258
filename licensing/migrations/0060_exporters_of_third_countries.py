"""The country of an exporter's seat, where that is no Member State (Article 12(2))."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0059_duty_turns")]

    operations = [
        migrations.AddField(
            model_name="exporter",
            name="established_in",
            field=models.CharField(blank=True, db_default="", default="", max_length=2),
        ),
    ]
