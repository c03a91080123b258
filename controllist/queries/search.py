"""The public search over the list, and over Annex I beside it."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Count, F, FloatField, Func, Q, QuerySet, Value, When
from django.db.models.functions import Upper

from controllist.models import AnnexEntry, ControlListEntry
from controllist.queries.snapshot import snapshot
from controllist.rules import functions
from controllist.rules.entries import Status
from controllist.rules.likeness import closest
from exportctl.core.rules.folding import words
from exportctl.core.shapes import FORBIDDEN

LONGEST = 200
PER_PAGE = 50
SHORTEST_CN = 4


@dataclass(frozen=True)
class SearchQuery:
    """The filter of the public search: text, function, status. All empty means the whole list."""

    text: str = ""
    function: str = ""
    status: str = ""

    @classmethod
    def read(cls, *, text: str, function: str, status: str) -> "SearchQuery":
        """The filter from the parameters of an address; unknown codes and control characters are left out."""
        plain = " ".join(FORBIDDEN.sub(" ", text)[:LONGEST].split())
        known_status = status if status in {each.value for each in Status} else ""
        return cls(plain, function if function in functions.FUNCTIONS else "", known_status)

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def digits(self) -> str:
        """`8517 62 00` as the customs code it is; "" if it is something else."""
        digits = self.text.replace(" ", "").replace(".", "")
        return digits if digits.isascii() and digits.isdecimal() and len(digits) >= SHORTEST_CN else ""


@dataclass(frozen=True)
class Facet:
    code: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class SearchResults:
    entries: list[ControlListEntry]
    total: int
    by_function: list[Facet]
    by_status: list[Facet]
    annex: list[AnnexEntry]
    instead: str = ""  # "did you mean"


def search(query: SearchQuery, *, page: int = 1) -> SearchResults:
    """One page of entries, the best hits first; without words the last change first."""
    meant = functions.meant(query.text)
    hits = _hits(query, meant)
    facets = _facets(hits, query)
    chosen = _narrowed(hits, query)
    total = chosen.count()
    first = (page - 1) * PER_PAGE
    entries = list(_ranked(chosen, query)[first : first + PER_PAGE])
    annex = list(_annex(query, meant))
    instead = _instead(query) if query.text and not total and not annex else ""
    return SearchResults(entries, total, *facets, annex, instead)


def everything(query: SearchQuery) -> QuerySet[ControlListEntry]:
    """All entries that match the query, for an export."""
    hits = _hits(query, functions.meant(query.text))
    return _ranked(_narrowed(hits, query), query)


def _hits(query: SearchQuery, meant: tuple[str, ...]) -> QuerySet[ControlListEntry]:
    # The index is over upper(search): word similarity has to be asked of the same expression.
    return ControlListEntry.objects.alias(upper=Upper("search")).filter(_about(query, meant))


def _about(query: SearchQuery, meant: tuple[str, ...]) -> Q:
    """Each word somewhere in the texts, or spelt alike; or a function's word; or a code."""
    if not query.text:
        return Q()
    every_word = Q()
    for word in query.words:
        every_word &= Q(search__icontains=word) | Q(upper__trigram_word_similar=word.upper())
    condition = every_word | Q(functions__overlap=list(meant)) | Q(code__iexact=query.text)
    if query.digits:
        condition |= Q(cn_code__startswith=query.digits[:8])
    return condition


def _narrowed(hits: QuerySet[ControlListEntry], query: SearchQuery) -> QuerySet[ControlListEntry]:
    if query.function:
        hits = hits.filter(functions__contains=[query.function])
    return hits.filter(status=query.status) if query.status else hits


def _ranked(hits: QuerySet[ControlListEntry], query: SearchQuery) -> QuerySet[ControlListEntry]:
    if not query.text:
        return hits.order_by("-edition")
    names_it = Case(
        When(code__iexact=query.text, then=Value(3.0)),
        When(name__icontains=query.text, then=Value(2.0)),
        When(search__icontains=query.text, then=Value(1.0)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    rank = names_it + TrigramWordSimilarity(query.text.upper(), Upper("search"))
    return hits.annotate(rank=rank).order_by("-rank", "-edition")


def _facets(hits: QuerySet[ControlListEntry], query: SearchQuery) -> tuple[list[Facet], list[Facet]]:
    """How many hits each function and each status would leave."""
    each = hits.order_by().annotate(one=Func(F("functions"), function="unnest")).values("one", "status")
    counts = list(each.annotate(count=Count("pk")).values_list("one", "status", "count"))
    by_function = dict.fromkeys(functions.FUNCTIONS, 0)
    for code, _status, count in counts:
        by_function[code] += count
    statuses = dict(hits.order_by().values_list("status").annotate(Count("pk")))
    return (
        [Facet(code, count, code == query.function) for code, count in by_function.items() if count],
        [Facet(code, count, code == query.status) for code, count in sorted(statuses.items())],
    )


def _annex(query: SearchQuery, meant: tuple[str, ...]) -> QuerySet[AnnexEntry]:
    entries = AnnexEntry.objects.all()
    if query.text:
        every_word = Q()
        for word in query.words:
            every_word &= Q(search__icontains=word)
        named = [code for code in meant if code != "other"]
        entries = entries.filter(every_word | Q(functions__overlap=named) | Q(code__istartswith=query.text))
    return entries.filter(functions__contains=[query.function]) if query.function else entries


def _instead(query: SearchQuery) -> str:
    """The query as the list or its functions spell it: as a whole, else word by word."""
    known = set(functions.terms())
    for entry in snapshot().entries:
        known.update([entry.name, entry.manufacturer, *entry.model_names, *words(entry.search)])
    if whole := closest(query.text, known):
        return whole
    spelt = " ".join(closest(word, known) or word for word in query.words)
    return "" if spelt == query.text else spelt
