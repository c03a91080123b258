"""The public search over the list, and over Annex I beside it."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Count, F, FloatField, Func, Q, QuerySet, Value, When
from django.db.models.functions import Upper

from controllist.models import AnnexEntry, ControlListEntry
from controllist.queries.snapshot import as_logged, snapshot
from controllist.rules import functions
from controllist.rules.annex import control_entry
from controllist.rules.entries import Status
from controllist.rules.likeness import closest
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.rules.codes import Unreadable, reference, squeezed
from exportctl.core.rules.folding import spellings, words

LONGEST = 200
PER_PAGE = 50
SHORTEST_CN = 4
SHORTEST_SUGGESTED, MOST_SUGGESTED, MOST_OF_ANNEX = 2, 5, 2


@dataclass(frozen=True, kw_only=True)
class EntryFilter(ListFilter):
    """What somebody looks for. Everything may be empty: then it is the whole list."""

    text: str = fields.words(name="q", longest=LONGEST)
    function: str = fields.code(functions.FUNCTIONS)
    status: str = fields.code([each.value for each in Status])

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def digits(self) -> str:
        """`8517 62 00` as the customs code it is; "" if it is something else."""
        digits = squeezed(self.text).replace(".", "")
        return digits if digits.isascii() and digits.isdecimal() and len(digits) >= SHORTEST_CN else ""

    @property
    def reference(self) -> str:
        """`cs 1` as the code of an entry, CS-0001; otherwise the text as it is."""
        return reference(self.text) or self.text


@dataclass(frozen=True)
class Facet:
    code: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Result:
    entries: list[ControlListEntry]
    total: int
    by_function: list[Facet]
    by_status: list[Facet]
    annex: list[AnnexEntry]
    instead: str = ""  # "did you mean"


def search(filters: EntryFilter) -> Result:
    """One page of entries, the best hits first; without words the last change first."""
    meant = functions.meant(filters.text)
    hits = _hits(filters, meant)
    facets = _facets(hits, filters)
    chosen = _narrowed(hits, filters)
    total = chosen.count()
    first = (filters.page - 1) * PER_PAGE
    entries = as_logged(_ranked(chosen, filters)[first : first + PER_PAGE])
    annex = list(_annex(filters, meant))
    instead = _instead(filters) if filters.text and not total and not annex else ""
    return Result(entries, total, *facets, annex, instead)


def suggestions(text: str) -> tuple[list[ControlListEntry], list[AnnexEntry]]:
    """The best hits for what is being typed: a handful of entries, and fewer of Annex I."""
    filters = EntryFilter(text=text)
    meant = functions.meant(text)
    entries = as_logged(_ranked(_hits(filters, meant), filters)[:MOST_SUGGESTED])
    return entries, list(_annex(filters, meant)[:MOST_OF_ANNEX])


def everything(filters: EntryFilter) -> list[ControlListEntry]:
    """All entries that fit, for an export."""
    hits = _hits(filters, functions.meant(filters.text))
    return as_logged(_ranked(_narrowed(hits, filters), filters))


def _hits(filters: EntryFilter, meant: tuple[str, ...]) -> QuerySet[ControlListEntry]:
    # The index is over upper(search): word similarity has to be asked of the same expression.
    return ControlListEntry.objects.alias(upper=Upper("search")).filter(_about(filters, meant))


def _about(filters: EntryFilter, meant: tuple[str, ...]) -> Q:
    """Each word somewhere in the texts, or spelt alike; or a function's word; or a code."""
    if not filters.text:
        return Q()
    every_word = Q()
    for word in filters.words:
        every_word &= _holds(word) | Q(upper__trigram_word_similar=word.upper())
    about = every_word | Q(functions__overlap=list(meant)) | Q(code=filters.reference)
    if filters.digits:
        about |= Q(cn_code__startswith=filters.digits[:8])
    return about


def _holds(word: str) -> Q:
    """The word in any spelling: the column has every way to type its words, the question as well."""
    holds = Q(search__icontains=word)
    for spelling in spellings(word) - {word, ""}:
        holds |= Q(search__icontains=spelling)
    return holds


def _narrowed(hits: QuerySet[ControlListEntry], filters: EntryFilter) -> QuerySet[ControlListEntry]:
    if filters.function:
        hits = hits.filter(functions__contains=[filters.function])
    return hits.filter(status=filters.status) if filters.status else hits


def _ranked(hits: QuerySet[ControlListEntry], filters: EntryFilter) -> QuerySet[ControlListEntry]:
    if not filters.text:
        return hits.order_by("-edition")
    literal = Case(
        When(code=filters.reference, then=Value(3.0)),
        When(name__icontains=filters.text, then=Value(2.0)),
        When(search__icontains=filters.text, then=Value(1.0)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    rank = literal + TrigramWordSimilarity(filters.text.upper(), Upper("search"))
    return hits.annotate(rank=rank).order_by("-rank", "-edition")


def _facets(hits: QuerySet[ControlListEntry], filters: EntryFilter) -> tuple[list[Facet], list[Facet]]:
    """How many hits each function and each status would leave."""
    each = hits.order_by().annotate(one=Func(F("functions"), function="unnest")).values("one", "status")
    counts = list(each.annotate(count=Count("pk")).values_list("one", "status", "count"))
    by_function = dict.fromkeys(functions.FUNCTIONS, 0)
    for code, _status, count in counts:
        by_function[code] += count
    statuses = dict(hits.order_by().values_list("status").annotate(Count("pk")))
    return (
        [_facet(filters, "function", code, count) for code, count in by_function.items() if count],
        [_facet(filters, "status", code, count) for code, count in sorted(statuses.items())],
    )


def _facet(filters: EntryFilter, name: str, code: str, count: int) -> Facet:
    return Facet(code, count, code == getattr(filters, name), filters.but(**{name: code}).address)


def _annex(filters: EntryFilter, meant: tuple[str, ...]) -> QuerySet[AnnexEntry]:
    entries = AnnexEntry.objects.all()
    if filters.text:
        every_word = Q()
        for word in filters.words:
            every_word &= _holds(word)
        named = [code for code in meant if code != "other"]
        entries = entries.filter(
            every_word | Q(functions__overlap=named) | Q(code__istartswith=_annex_code(filters.text))
        )
    return entries.filter(functions__contains=[filters.function]) if filters.function else entries


def _annex_code(text: str) -> str:
    """`5a001 f2` as Annex I writes it; otherwise the text as it is."""
    try:
        return control_entry(text)
    except Unreadable:
        return text


def _instead(filters: EntryFilter) -> str:
    """The question as the list or its functions spell it: as a whole, else word by word."""
    known = set(functions.terms())
    for entry in snapshot().entries:
        texts = [entry.name, entry.manufacturer, *entry.model_names]
        known.update([*texts, *words(" ".join([*texts, entry.description]))])
    if whole := closest(filters.text, known):
        return whole
    spelt = " ".join(closest(word, known) or word for word in filters.words)
    return "" if spelt == filters.text else spelt
