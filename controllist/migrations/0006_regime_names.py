"""Amendments of a first reading are no position: entries name the vote as what it was. The log commits to none of it."""

from django.db import migrations

FORMER = "European Parliament''s position of 2018"
NAME = "European Parliament, January 2018, as its press release describes it"


class Migration(migrations.Migration):
    dependencies = [("controllist", "0005_model_names")]

    operations = [
        migrations.RunSQL(
            f"UPDATE controllist_controllistentry SET regime = replace(regime, '{FORMER}', '{NAME}')"
            f" WHERE regime LIKE '{FORMER}%'",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "UPDATE controllist_edition SET content = jsonb_set(content, '{regime}',"
            f" to_jsonb(replace(content ->> 'regime', '{FORMER}', '{NAME}')))"
            f" WHERE content ->> 'regime' LIKE '{FORMER}%'",
            migrations.RunSQL.noop,
        ),
    ]
