"""Amendments of a first reading are no position: the frozen rules name the vote as what it was. No figure changes."""

from django.db import migrations

FORMER = "European Parliament''s position of 2018"
NAME = "European Parliament, January 2018, as its press release describes it"


class Migration(migrations.Migration):
    dependencies = [("notifications", "0006_exchange")]

    operations = [
        migrations.RunSQL(
            "UPDATE notifications_objectionprocedure SET frozen = jsonb_set(frozen, '{rule_set,regime}',"
            f" to_jsonb(replace(frozen #>> '{{rule_set,regime}}', '{FORMER}', '{NAME}')))"
            f" WHERE frozen #>> '{{rule_set,regime}}' LIKE '{FORMER}%'",
            migrations.RunSQL.noop,
        )
    ]
