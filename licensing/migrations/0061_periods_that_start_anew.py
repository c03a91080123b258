"""A decision period that starts anew with a correction, where national law has it so: a stored rule, kept by each case."""

from django.db import migrations, models

ANEW = ("decisionperiod", "decisionperiodchange")


def _flag() -> models.BooleanField:
    return models.BooleanField(db_default=False, default=False)


class Migration(migrations.Migration):
    dependencies = [("licensing", "0060_exporters_of_third_countries")]

    operations = [
        *(migrations.AddField(model_name=each, name="starts_anew", field=_flag()) for each in ANEW),
        migrations.AddField(model_name="authorisationrequest", name="clock_starts_anew", field=_flag()),
        migrations.AlterField(
            model_name="clockstop",
            name="cause",
            field=models.CharField(
                choices=[
                    ("information", "Waiting for the exporter"),
                    ("decided", "Decided, then reopened"),
                    ("corrected", "Corrected: the period started anew"),
                ],
                max_length=20,
            ),
        ),
    ]
