"""A grant of some of the destinations asked for, or one that limits substantially: what other states are told of both.

What is known of declarants in a screening takes no authorisation for a destination that it leaves out.
"""

from importlib import import_module

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

FORMER = import_module("licensing.migrations.0056_screenings_in_one_row").PAPERS.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
# A party is left out with its country; an amended name is that of the first who is left.
CHANGES = (
    (
        "version.request_version_id, version.words,\n",
        "version.request_version_id, version.words, version.left_out,\n",
    ),
    (
        "IN (SELECT DISTINCT destination FROM declared)",
        "IN (SELECT DISTINCT destination FROM declared) AND there.country <> ALL (version.left_out)",
    ),
    (
        "COALESCE(CASE WHEN party.number = 1 THEN best.words -> party.role ->> 'name' END, party.name)",
        """COALESCE(CASE WHEN row_number() OVER (ORDER BY party.number) = 1
                                  THEN best.words -> party.role ->> 'name' END, party.name)""",
    ),
    (
        "WHERE party.version_id = best.request_version_id AND party.role",
        """WHERE party.version_id = best.request_version_id AND party.country <> ALL (best.left_out)
               AND party.role""",
    ),
)
SCREENING_PAPERS = FORMER
for before, after in CHANGES:
    SCREENING_PAPERS = SCREENING_PAPERS.replace(before, after)


class Migration(migrations.Migration):
    dependencies = [("licensing", "0057_the_ledger_moves_its_balance")]

    operations = [
        migrations.AddField("proposal", "destinations", models.JSONField(default=list)),
        migrations.AddField(
            "authorisationversion",
            "left_out",
            ArrayField(base_field=models.CharField(max_length=2), default=list, size=None),
        ),
        migrations.AddField("proposal", "substantial_because", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RemoveConstraint("denial", "denial_once_per_refused_line"),
        migrations.AddConstraint(
            "denial",
            models.UniqueConstraint(
                condition=models.Q(decision__isnull=False),
                fields=("decision", "line", "act"),
                name="denial_once_per_line_and_act",
            ),
        ),
        migrations.AlterField(
            "bodymail",
            "kind",
            models.CharField(
                choices=[
                    ("asked", "Question"),
                    ("reminded", "Reminder"),
                    ("corrected", "Case corrected"),
                    ("urgent", "Urgent"),
                    ("recorded", "Advice recorded"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL(SCREENING_PAPERS, FORMER),
    ]
