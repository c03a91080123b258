from django.db import migrations

from exportctl.core.rules.folding import with_spellings

BATCH = 500


def write_search(apps, _schema):
    """The index of the public search gets every way to type an entry's words: Müller, Mueller, Muller."""
    entries = apps.get_model("controllist", "ControlListEntry").objects
    rows = []
    for entry in entries.order_by("pk").iterator():
        texts = [entry.name, entry.manufacturer, *entry.model_names, entry.description]
        entry.search = with_spellings(" ".join(texts))
        rows.append(entry)
    entries.bulk_update(rows, ["search"], batch_size=BATCH)


class Migration(migrations.Migration):
    """Words of the public search in every spelling, as new entries have them."""

    dependencies = [("controllist", "0006_regime_names")]

    operations = [migrations.RunPython(write_search, migrations.RunPython.noop)]
