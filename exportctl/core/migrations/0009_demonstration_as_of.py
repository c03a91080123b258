"""The instant as of which a demonstration was seeded; null where that was the real present."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0008_one_present")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE core.demonstration ADD COLUMN as_of timestamptz",
            "ALTER TABLE core.demonstration DROP COLUMN as_of",
        ),
    ]
