"""A global authorisation is open to any end user where it names none: the screening of few lines knows it, too."""

from importlib import import_module

from django.db import migrations

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

    operations = [migrations.RunSQL(FORMER.replace(NAMED, WHERE_NAMED), FORMER)]
