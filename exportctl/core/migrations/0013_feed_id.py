"""The feed of events numbers them without telling how many lie between two; what was read keeps its number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0012_frozen_rows")]
    operations = [
        migrations.AddField("auditleaf", "feed_id", models.BigIntegerField(null=True)),
        migrations.RunSQL("UPDATE core_auditleaf SET feed_id = position + 1", migrations.RunSQL.noop),
        migrations.AlterField("auditleaf", "feed_id", models.BigIntegerField(unique=True)),
    ]
