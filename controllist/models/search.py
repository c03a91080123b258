from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from controllist.models.entries import ControlListEntry


class SearchDocument(models.Model):
    """What an entry is found by, in a narrow row of its own: written with each edition, never shown."""

    entry = models.OneToOneField(
        ControlListEntry, models.PROTECT, primary_key=True, related_name="search_document"
    )
    words = ArrayField(models.TextField())  # all of them, in every spelling
    names = ArrayField(models.TextField())  # those of name, maker and models
    functions = ArrayField(models.CharField(max_length=40))
    cn_code = models.CharField(max_length=8, blank=True)
    status = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()  # in which it was listed
    edition = models.PositiveIntegerField(db_index=True)

    class Meta:
        indexes = [
            GinIndex(name="search_words", fields=["words"]),
            GinIndex(name="search_functions", fields=["functions"]),
            models.Index(OpClass("cn_code", name="varchar_pattern_ops"), name="search_cn_code"),
        ]


class SearchWord(models.Model):
    """A word that some entry is or was found by, or that names a function: what a typed word is compared with."""

    word = models.TextField(
        primary_key=True, db_collation="C"
    )  # in the order of its characters, for beginnings

    class Meta:
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_near")]
