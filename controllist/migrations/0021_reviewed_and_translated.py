"""Reviews and signed translations are changes of the list, too; an entry keeps its publication (guarantees G11, G16)."""

from importlib import import_module

from django.db import migrations, models

WRITTEN_SINCE = import_module("controllist.migrations.0009_correct_and_delist")

KINDS = ["correction", "delisting", "review", "translation"]
CHANGES = [
    ("listing", "Listing"),
    ("correction", "Correction"),
    ("delisting", "Taking off the list"),
    ("review", "Review"),
    ("translation", "Translation"),
]

# What is in the Official Journal already, by the last correction that says so.
PUBLISHED_BEFORE = """
UPDATE controllist_controllistentry SET publication = act_reference WHERE act_kind = 'official_journal'
"""

NEWLY_SAID = """
        'publication', coalesce(said->>'publication', CASE WHEN said->'legal_act'->>'kind' = 'official_journal'
            THEN said->'legal_act'->>'reference' ELSE '' END),
        'reviewed_at', said->'reviewed_at',
        'authentic_language', coalesce(said->>'authentic_language', ''),
        'translations', coalesce(said->'translations', '{}'),
        'reason',"""

COLUMNS_OF = WRITTEN_SINCE.COLUMNS_OF.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "\n        'reason',", NEWLY_SAID
)

FOLLOW_LOG = (
    WRITTEN_SINCE.WRITTEN_BY_THE_LOG.partition("CREATE TRIGGER")[0]
    .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace("act_kind, act_reference, reason,", "act_kind, act_reference, reason, publication, reviewed_at,"
             " authentic_language, translations,")
)

# A review and a translation leave an entry as it stands; the first alone says when it was reviewed.
OF_EACH_KIND = """
               OR (NEW.event, NEW.content->>'change', NEW.content->>'status') IS DISTINCT FROM
                  (CASE approved.kind WHEN 'correction' THEN 'correct' WHEN 'delisting' THEN 'delist'
                       WHEN 'translation' THEN 'translate' ELSE approved.kind END, approved.kind::text,
                   CASE approved.kind WHEN 'correction' THEN 'corrected' WHEN 'delisting' THEN 'delisted'
                       ELSE former->>'status' END)
               OR NEW.content->>'reviewed_at' IS DISTINCT FROM
                  (CASE approved.kind WHEN 'review' THEN NEW.content->>'changed_at' ELSE former->>'reviewed_at' END)
"""
OF_TWO_KINDS = """
               OR (NEW.event, NEW.content->>'change', NEW.content->>'status') IS DISTINCT FROM
                  (CASE approved.kind WHEN 'correction' THEN 'correct' ELSE 'delist' END, approved.kind::text,
                   CASE approved.kind WHEN 'correction' THEN 'corrected' ELSE 'delisted' END)
"""
REQUIRE_CHANGE = (
    WRITTEN_SINCE.BY_TWO_OFFICERS.partition("CREATE CONSTRAINT TRIGGER")[0]
    .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace("'changed_at', 'delisted_at']", "'changed_at', 'delisted_at', 'reviewed_at']")
    .replace(OF_TWO_KINDS, OF_EACH_KIND)
)


def kinds_known(kinds):
    return models.CheckConstraint(name="entry_change_kind_known", condition=models.Q(("kind__in", kinds)))


class Migration(migrations.Migration):
    dependencies = [("controllist", "0020_national_lists_and_customs_codes")]
    operations = [
        migrations.RunSQL(WRITTEN_SINCE.DROP_AS_LOGGED, WRITTEN_SINCE.AS_LOGGED),
        migrations.AddField("controllistentry", "publication", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.AddField("controllistentry", "reviewed_at", models.DateTimeField(null=True)),
        migrations.AddField("controllistentry", "authentic_language", models.CharField(blank=True, default="", max_length=2), preserve_default=False),
        migrations.AddField("controllistentry", "translations", models.JSONField(default=dict)),
        migrations.RunSQL(PUBLISHED_BEFORE, migrations.RunSQL.noop),
        migrations.AlterField("controllistentry", "change", models.CharField(choices=CHANGES, default="listing", max_length=20)),
        migrations.AlterField("entrychange", "kind", models.CharField(choices=CHANGES[1:], max_length=20)),
        migrations.RemoveConstraint("entrychange", "entry_change_kind_known"),
        migrations.AddConstraint("entrychange", kinds_known(KINDS)),
        migrations.RunSQL(COLUMNS_OF, migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOW_LOG, migrations.RunSQL.noop),
        migrations.RunSQL(REQUIRE_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(WRITTEN_SINCE.AS_LOGGED, WRITTEN_SINCE.DROP_AS_LOGGED),
    ]
