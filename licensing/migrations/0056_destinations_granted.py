"""A grant of some of the destinations asked for, or one that limits substantially: what other states are told of both.

What is known of declarants in a screening takes no authorisation for a destination that it leaves out.
"""

from importlib import import_module

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

FORMER = import_module("licensing.migrations.0051_quick_screening").SCREENING_FACTS.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
# A party is left out with its country; an amended name is that of the first who is left.
CHANGES = (
    (
        """COALESCE(CASE WHEN party.number = 1 THEN version.words -> party.role ->> 'name' END,
                                  party.name)""",
        """COALESCE(
                 CASE WHEN row_number() OVER (ORDER BY party.number) = 1
                      THEN version.words -> party.role ->> 'name' END, party.name)""",
    ),
    (
        "WHERE party.version_id = version.request_version_id AND party.role",
        """WHERE party.version_id = version.request_version_id AND party.country <> ALL (version.left_out)
                 AND party.role""",
    ),
    (
        "AND there.country IN (SELECT DISTINCT destination FROM asked)",
        "AND there.country IN (SELECT DISTINCT destination FROM asked) AND there.country <> ALL (version.left_out)",
    ),
)
SCREENING_FACTS = FORMER
for before, after in CHANGES:
    SCREENING_FACTS = SCREENING_FACTS.replace(before, after)


class Migration(migrations.Migration):
    dependencies = [("licensing", "0055_acts_for_a_second_officer")]

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
        migrations.RunSQL(SCREENING_FACTS, FORMER),
    ]
