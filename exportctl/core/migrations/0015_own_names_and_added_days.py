"""Authorities act under their own names, which the reference data hold; days that administrators add are marked."""

import json
from pathlib import Path

from django.db import migrations, models

DATA = Path(__file__).resolve().parent.parent / "data" / "member_states.json"


def name_natively(apps, _schema):
    organisation = apps.get_model("core", "Organisation")
    for state in json.loads(DATA.read_text(encoding="utf-8"))["states"]:
        authority = state["authority"]
        rows = organisation.objects.filter(kind="authority", member_state=state["code"], native_name="")
        # An authority that was named otherwise by hand keeps its name as its own.
        rows.filter(short_name=authority["short_name"]).update(native_name=authority["native_name"])


class Migration(migrations.Migration):
    dependencies = [("core", "0014_invitations")]

    operations = [
        migrations.AddField(
            "organisation",
            "native_name",
            models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField("publicholiday", "added", models.BooleanField(db_default=False, default=False)),
        migrations.RunSQL(
            # What an approved change added is what administrators added.
            "UPDATE core_publicholiday AS day SET added = true FROM core_referencechange AS change"
            " WHERE change.kind = 'holiday_added' AND change.status = 'approved'"
            " AND change.payload ->> 'calendar' = day.calendar AND (change.payload ->> 'on')::date = day.on",
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(name_natively, migrations.RunPython.noop),
    ]
