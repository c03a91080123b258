"""Under which name a hit was found: an authorisation may write a party otherwise than the request did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0068_refused_catch_alls")]

    operations = [
        migrations.AddField(
            "partymatch",
            "compared_as",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.RunSQL(
            'GRANT UPDATE ("compared_as") ON "licensing_partymatch" TO exportctl_app',
            'REVOKE UPDATE ("compared_as") ON "licensing_partymatch" FROM exportctl_app',
        ),
    ]
