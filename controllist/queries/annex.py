"""Entries of Annex I that come close to an item, each with why."""

from collections.abc import Sequence
from dataclasses import dataclass

from controllist.models import AnnexEntry
from controllist.rules.annex_resemblance import find
from controllist.rules.likeness import ItemQuery, Match, Reason

MOST_TERMS = 4  # words of the text that a reason repeats


@dataclass(frozen=True)
class SimilarAnnex:
    """An entry of Annex I with every reason why it comes close."""

    entry: AnnexEntry
    reasons: tuple[Reason, ...]


def similar_annex(
    *, name: str, description: str = "", functions: Sequence[str] = (), most: int = 3
) -> list[SimilarAnnex]:
    """The entries most like an item. One small query: Annex I is short."""
    entries = list(AnnexEntry.objects.all())
    query = ItemQuery(name=name, description=description, functions=tuple(functions))
    return [SimilarAnnex(entries[match.place], _short(match)) for match in find(query, entries, most=most)]


def _short(match: Match) -> tuple[Reason, ...]:
    return tuple(Reason(reason.sign, reason.words[:MOST_TERMS]) for reason in match.reasons)
