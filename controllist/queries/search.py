"""The public search over the list, and over Annex I beside it.

A question is read word by word (`vocabulary`), then asked of a narrow table with one index for all words: what somebody
types is answered in a few statements, whatever the size of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, FloatField, Func, Q, QuerySet, Value, When

from controllist.models import AnnexEntry, ControlListEntry, SearchDocument
from controllist.queries.snapshot import as_logged
from controllist.queries.vocabulary import meanings
from controllist.rules import functions
from controllist.rules.annex import control_entry, is_annex_i
from controllist.rules.entries import Status
from controllist.rules.search import How, Meant
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.rules.codes import Unreadable, reference, squeezed
from exportctl.core.rules.folding import letters_and_digits, spellings

LONGEST = 200
PER_PAGE = 50
SHORTEST_CN = 4
SHORTEST_SUGGESTED, MOST_SUGGESTED, MOST_OF_ANNEX = 2, 5, 2
MOST_COMPARED = 2_000  # hits that a suggestion is chosen from, the newest ones
THE_CODE = 100.0
OF_NAMES, BEGUN_IN_NAMES, IN_TEXT = 4.0, 2.0, 1.0  # what a word weighs by where it stands


@dataclass(frozen=True, kw_only=True)
class EntryFilter(ListFilter):
    """What somebody looks for. Everything may be empty: then it is the whole list."""

    text: str = fields.words(name="q", longest=LONGEST)
    function: str = fields.code(functions.FUNCTIONS)
    status: str = fields.code([each.value for each in Status])
    year: int | None = fields.number(most=2200)

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

    @property
    def is_annex_code(self) -> bool:
        """Is it `5A001.f.1`, however it is written?"""
        return is_annex_i(_annex_code(self.text))

    @property
    def code_word(self) -> str:
        """By which word an entry is found that is called by its code."""
        return letters_and_digits(self.reference)


@dataclass(frozen=True)
class Question:
    """A question as the list understands it: its words, the functions they stand for."""

    filters: EntryFilter
    words: tuple[Meant, ...] = ()
    functions: tuple[str, ...] = ()

    @property
    def known(self) -> list[Meant]:
        return [word for word in self.words if word.how is not How.UNKNOWN]

    @property
    def left_out(self) -> list[str]:
        """Words that no entry has, where others are known."""
        return [word.typed for word in self.words if word.how is How.UNKNOWN] if self.known else []

    @property
    def read_as(self) -> str:
        """The question as the list spells it; "" where it is spelt so already."""
        return _corrected(self.words) if any(word.how is How.NEAR for word in self.words) else ""


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
    by_year: list[Facet]
    annex: list[AnnexEntry]
    question: Question = field(default_factory=lambda: Question(EntryFilter()))


def search(filters: EntryFilter) -> Result:
    """One page of entries, the best hits first; without words the last change first."""
    question = understood(filters)
    hits = _hits(question)
    facets = _facets(hits, filters)
    chosen = _narrowed(hits, filters)
    narrowed = filters.function or filters.year or filters.status
    total = chosen.count() if narrowed else sum(facet.count for facet in facets[1])  # each has one status
    first = (filters.page - 1) * PER_PAGE
    entries = _entries(_keys(_ranked(chosen, question)[first : first + PER_PAGE]))
    return Result(entries, total, *facets, list(_annex(question)), question)


def suggestions(text: str) -> tuple[list[ControlListEntry], list[AnnexEntry]]:
    """The best hits for what is being typed: a handful of entries, and fewer of Annex I."""
    question = understood(EntryFilter(text=text))
    # Two letters fit half of a large list: the newest hits alone are compared.
    hits: Any = _ranked(_hits(question), question).order_by("-edition")
    newest = list(hits.values_list("entry_id", "rank")[:MOST_COMPARED]) if question.filters.text else []
    best = sorted(newest, key=lambda hit: -hit[1])[:MOST_SUGGESTED]  # here: a join would read the whole table
    return _entries([key for key, _rank in best]), list(_annex(question)[:MOST_OF_ANNEX])


def everything(filters: EntryFilter) -> list[ControlListEntry]:
    """All entries that fit, for an export."""
    question = understood(filters)
    return _entries(_keys(_ranked(_narrowed(_hits(question), filters), question)))


def understood(filters: EntryFilter) -> Question:
    """The words of the question among those of the list, and the functions that they name, slips mended."""
    if not filters.text:
        return Question(filters)
    words = tuple(meanings(filters.text))
    if filters.is_annex_code and words[0].how is not How.SAME:
        return Question(filters)  # "5A001.f.1" is one code: an entry with an "f" and a "1" is not meant
    meant = {*functions.meant(filters.text), *functions.meant(_corrected(words))}
    return Question(filters, words, tuple(code for code in functions.FUNCTIONS if code in meant))


def _corrected(words: tuple[Meant, ...]) -> str:
    return " ".join(word.words[0] if word.how in (How.NEAR, How.BEGINNING) else word.typed for word in words)


def _hits(question: Question) -> QuerySet[SearchDocument]:
    """Every known word, or a function that the question names, or a code."""
    documents, filters = SearchDocument.objects.all(), question.filters
    if not filters.text:
        return documents
    about = Q(functions__overlap=list(question.functions)) | Q(words__contains=[filters.code_word])
    if question.known:
        every_word = Q()
        for word in question.known:
            every_word &= Q(words__overlap=list(word.words))
        about |= every_word
    if filters.digits:
        about |= Q(cn_code__startswith=filters.digits[:8])
    return documents.filter(about)


def _narrowed(hits: QuerySet[SearchDocument], filters: EntryFilter) -> QuerySet[SearchDocument]:
    if filters.function:
        hits = hits.filter(functions__contains=[filters.function])
    if filters.year:
        hits = hits.filter(year=filters.year)
    return hits.filter(status=filters.status) if filters.status else hits


def _ranked(hits: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    if not question.filters.text:
        return hits.order_by("-edition")
    rank: Any = Case(
        When(words__contains=[question.filters.code_word], then=Value(THE_CODE)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    for word in question.known:
        rank += Case(
            When(names__overlap=[*word.words[:1]], then=Value(OF_NAMES)),
            When(names__overlap=list(word.words), then=Value(BEGUN_IN_NAMES)),
            default=Value(IN_TEXT),
            output_field=FloatField(),
        )
    return hits.annotate(rank=rank).order_by("-rank", "-edition")


def _keys(ranked: QuerySet[SearchDocument]) -> list[UUID]:
    return list(ranked.values_list("entry_id", flat=True))


def _entries(keys: Sequence[UUID]) -> list[ControlListEntry]:
    """The entries with these keys, in their order."""
    by_key = ControlListEntry.objects.in_bulk(keys)
    return as_logged([by_key[key] for key in keys])


def _facets(
    hits: QuerySet[SearchDocument], filters: EntryFilter
) -> tuple[list[Facet], list[Facet], list[Facet]]:
    """How many hits each function, each status and each year would leave."""
    plain = hits.order_by()
    each = plain.annotate(one=Func(F("functions"), function="unnest")).values_list("one")
    by_function = dict(each.annotate(count=Count("pk")))
    counts = list(plain.values_list("status", "year").annotate(count=Count("pk")))
    by_status: dict[str, int] = {}
    by_year: dict[str, int] = {}
    for status, year, count in counts:
        by_status[status] = by_status.get(status, 0) + count
        by_year[str(year)] = by_year.get(str(year), 0) + count
    known = [code for code in functions.FUNCTIONS if code in by_function]
    return (
        [_facet(filters, "function", code, by_function[code]) for code in known],
        [_facet(filters, "status", code, count) for code, count in sorted(by_status.items())],
        [_facet(filters, "year", code, count) for code, count in sorted(by_year.items(), reverse=True)],
    )


def _facet(filters: EntryFilter, name: str, code: str, count: int) -> Facet:
    chosen = str(getattr(filters, name)) == code
    return Facet(code, count, chosen, filters.but(**{name: code}).address)


def _annex(question: Question) -> QuerySet[AnnexEntry]:
    entries, filters = AnnexEntry.objects.all(), question.filters
    if filters.text:
        every_word = Q()
        for word in filters.words:
            every_word &= _holds(word)
        named = [code for code in question.functions if code != "other"]
        entries = entries.filter(
            every_word | Q(functions__overlap=named) | Q(code__istartswith=_annex_code(filters.text))
        )
    return entries.filter(functions__contains=[filters.function]) if filters.function else entries


def _holds(word: str) -> Q:
    """The word in any spelling: the column has every way to type its words, the question as well."""
    holds = Q(search__icontains=word)
    for spelling in spellings(word) - {word, ""}:
        holds |= Q(search__icontains=spelling)
    return holds


def _annex_code(text: str) -> str:
    """`5a001 f2` as Annex I writes it; otherwise the text as it is."""
    try:
        return control_entry(text)
    except Unreadable:
        return text
