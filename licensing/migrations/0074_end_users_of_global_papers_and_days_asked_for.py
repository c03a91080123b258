"""A global authorisation is open to any end user where it names none: the screening of few lines knows it, too.

And the new last day that a holder asks for, beside its reason.
"""

from importlib import import_module

from django.db import migrations, models

FORMER = import_module("licensing.migrations.0058_destinations_granted").SCREENING_PAPERS
NAMED = """AND party.role = 'end_user' ORDER BY"""
WHERE_NAMED = """AND party.role = 'end_user'
               AND ((SELECT asked.body -> 'destinations' FROM licensing_requestversion asked
                     WHERE asked.id = best.request_version_id) IS NULL
                    OR EXISTS (SELECT FROM licensing_requestparty there
                               WHERE there.version_id = best.request_version_id AND there.role = 'end_user'
                                 AND there.country = best.country)) ORDER BY"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0073_requirement_papers")]

    operations = [
        migrations.RunSQL(FORMER.replace(NAMED, WHERE_NAMED), FORMER),
        migrations.AddField("changerequest", "last_day", models.DateField(null=True)),
        migrations.AddConstraint(
            "changerequest",
            models.CheckConstraint(
                name="change_request_day_of_extension",
                condition=models.Q(last_day=None) | models.Q(kind="extend"),
                violation_error_message="An extension alone asks for a new last day.",
            ),
        ),
    ]
