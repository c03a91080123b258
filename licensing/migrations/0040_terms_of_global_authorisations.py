from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0039_end_use_statements")]

    operations = [
        migrations.AddField("proposal", "icp", models.JSONField(null=True)),
        migrations.AddField("proposal", "longer_because", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("proposal", "reports_every", models.PositiveSmallIntegerField(null=True)),
    ]
