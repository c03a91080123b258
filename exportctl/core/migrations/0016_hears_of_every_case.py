from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0015_own_names_and_added_days")]

    operations = [migrations.AddField("user", "hears_of_every_case", models.BooleanField(default=False))]
