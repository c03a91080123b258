"""That all Member States agree is part of what two officers approve (Article 5(7))."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("controllist", "0009_correct_and_delist")]
    operations = [
        migrations.AddField("entrychange", "agreed", models.BooleanField(db_default=False, default=False)),
    ]
