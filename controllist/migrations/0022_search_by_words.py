"""The search of the list asks a narrow table of words, and compares what is typed with the words of the list."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from controllist.rules import functions
from controllist.rules.search import NAMES, words_by_field
from exportctl.core.ddl import grant
from exportctl.core.rules.folding import words

BATCH = 500


def write_documents(apps, _schema):
    """What each entry is found by, as new entries have it."""
    document, word = (apps.get_model("controllist", name) for name in ("SearchDocument", "SearchWord"))
    known = {each for term in functions.terms() for each in words(term)}
    rows = []
    for entry in apps.get_model("controllist", "ControlListEntry").objects.order_by("pk").iterator(BATCH):
        by_field = words_by_field(
            {
                "code": entry.code,
                "models": entry.model_names,
                "manufacturer": entry.manufacturer,
                "name": entry.name,
                "cn_code": entry.cn_code,
                "description": entry.description,
                "translations": entry.translations,
            }
        )
        every_word = set().union(*by_field.values())
        known |= every_word
        rows.append(
            document(
                entry=entry,
                words=sorted(every_word),
                names=sorted(set().union(*(by_field[field] for field in NAMES))),
                functions=entry.functions,
                cn_code=entry.cn_code,
                status=entry.status,
                year=entry.listed_on.year,
                edition=entry.edition,
            )
        )
    document.objects.bulk_create(rows, batch_size=BATCH)
    if rows:
        word.objects.bulk_create([word(word=each) for each in sorted(known)], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("controllist", "0021_reviewed_and_translated")]
    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("entry", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="search_document", serialize=False, to="controllist.controllistentry")),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("names", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("functions", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ("cn_code", models.CharField(blank=True, max_length=8)),
                ("status", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("edition", models.PositiveIntegerField(db_index=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="search_words"),
                    django.contrib.postgres.indexes.GinIndex(fields=["functions"], name="search_functions"),
                    models.Index(django.contrib.postgres.indexes.OpClass("cn_code", name="varchar_pattern_ops"), name="search_cn_code"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[("word", models.TextField(db_collation="C", primary_key=True, serialize=False))],
            options={
                "indexes": [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"), name="search_word_near")],
            },
        ),
        *grant("SELECT, INSERT, UPDATE", "controllist_searchdocument"),
        *grant("SELECT, INSERT", "controllist_searchword"),
        migrations.RunPython(write_documents, migrations.RunPython.noop),
    ]
