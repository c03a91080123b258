"""An authorisation is issued anew because of a change of its holder's record."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0052_last_days_not_known_yet")]

    operations = [
        migrations.AddField(
            "authorisationchange",
            "registration",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reissues",
                to="licensing.registration",
            ),
        )
    ]
