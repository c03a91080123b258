"""Which version of the rules wrote a search document: after an upgrade a sweep renews those of another one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0026_authorisations")]
    operations = [
        migrations.AddField("casesearch", "version", models.PositiveSmallIntegerField(db_default=0, default=0)),
        migrations.AddIndex("casesearch", models.Index(fields=["version"], name="case_search_version")),
    ]
