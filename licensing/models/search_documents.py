from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from exportctl.core.models import Organisation
from licensing.models.requests import AuthorisationRequest


class CaseSearch(models.Model):
    """The words of a case, kept by the actions that change it; a sweep renews what earlier rules wrote."""

    request = models.OneToOneField(
        AuthorisationRequest, models.PROTECT, primary_key=True, related_name="search"
    )
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    whole = SearchVectorField()  # everything the authority knows
    declared = SearchVectorField()  # of that, what the exporter may know as well
    version = models.PositiveSmallIntegerField(default=0, db_default=0)  # of the rules that wrote it

    class Meta:
        indexes = [
            GinIndex(name="case_search_whole", fields=["whole"], fastupdate=False),
            GinIndex(name="case_search_declared", fields=["declared"], fastupdate=False),
            models.Index(name="case_search_newest", fields=["authority", "-submitted_at"]),
            models.Index(name="case_search_version", fields=["version"]),
        ]


class SearchWord(models.Model):
    """A word that some case of the authority has: what a typing error is compared with."""

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(name="search_word_once", fields=["authority", "word"])]
        indexes = [GinIndex(OpClass("word", "gin_trgm_ops"), name="search_word_likeness")]
