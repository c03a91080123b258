from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import get_language


class AnnexEntry(models.Model):
    """A cyber-surveillance entry of Annex I to Regulation (EU) 2021/821: law in force, shown apart."""

    code = models.CharField(primary_key=True, max_length=20)
    descriptions = models.JSONField()  # {"en": …, "de": …, "fr": …}, our own short words
    categories = models.JSONField()
    themes = models.JSONField()
    functions = ArrayField(models.CharField(max_length=40))
    annex_iv = models.CharField(max_length=40)  # "no", "part_i", or for which part of the entry
    source = models.TextField()
    search = models.TextField()  # all languages, for the index

    class Meta:
        ordering = ["code"]
        indexes = [GinIndex(OpClass(Upper("search"), name="gin_trgm_ops"), name="annex_search")]

    def __str__(self) -> str:
        return self.code

    @property
    def description(self) -> str:
        return _spoken(self.descriptions)

    @property
    def category(self) -> str:
        return _spoken(self.categories)

    @property
    def theme(self) -> str:
        return _spoken(self.themes)


def _spoken(words: dict[str, str]) -> str:
    return words.get((get_language() or "en")[:2], words["en"])
