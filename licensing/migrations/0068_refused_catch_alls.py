"""A screening knows what a refusal under Articles 4 and 5 makes subject to authorisation, as it knows a requirement."""

from importlib import import_module

from django.db import migrations

FORMER = import_module("licensing.migrations.0056_screenings_in_one_row").WORDS.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
WORDS = FORMER.replace(
    "request.status = 'authorisation_required'",
    """(request.status = 'authorisation_required'
           OR request.status = 'refused' AND request.kind = 'notification'
             AND request.legal_basis IN ('article_4', 'article_5'))""",
)


class Migration(migrations.Migration):
    dependencies = [("licensing", "0067_answers_to_customs_as_texts")]

    operations = [migrations.RunSQL(WORDS, FORMER)]
