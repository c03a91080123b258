from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import get_language


class AnnexEntry(models.Model):
    """A cyber-surveillance entry of Annex I to Regulation (EU) 2021/821: law in force, shown beside the list, apart."""

    code = models.CharField(primary_key=True, max_length=20)
    descriptions = models.JSONField()  # {"en": …, "de": …, "fr": …}, our own short words
    category = models.CharField(max_length=80)
    theme = models.CharField(max_length=120, blank=True)
    annex_iv = models.CharField(max_length=40)  # "yes", "no", or for which part
    source = models.TextField()
    search = models.TextField()  # all languages and synonyms, for the index

    class Meta:
        ordering = ["code"]
        indexes = [GinIndex(OpClass(Upper("search"), name="gin_trgm_ops"), name="annex_search")]

    def __str__(self) -> str:
        return self.code

    @property
    def description(self) -> str:
        return self.descriptions.get((get_language() or "en")[:2], self.descriptions["en"])
