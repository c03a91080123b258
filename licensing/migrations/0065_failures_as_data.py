"""Why a table or a file came to nothing: a code with its parts instead of a sentence in one language."""

from django.db import migrations, models

TABLES = {"catalogueupload": "licensing_catalogueupload", "screeningjob": "licensing_screeningjob"}
# What was a sentence stays one, in the language that it was written in: such rows are kept for a month.
AS_DATA = """
ALTER TABLE "{table}" ALTER COLUMN failure TYPE jsonb USING CASE WHEN failure = '' THEN '{{}}'::jsonb
ELSE jsonb_build_object('code', 'said', 'parts', jsonb_build_object('text', failure)) END
"""
AS_WORDS = """
ALTER TABLE "{table}" ALTER COLUMN failure TYPE text USING coalesce(failure #>> '{{parts,text}}', failure ->> 'code', '')
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0064_ends_of_holds")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(AS_DATA.format(table=table), AS_WORDS.format(table=table))
                for table in TABLES.values()
            ],
            state_operations=[
                migrations.AlterField(name, "failure", models.JSONField(default=dict)) for name in TABLES
            ],
        )
    ]
