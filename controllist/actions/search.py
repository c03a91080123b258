"""The search follows the list: an edition and what it is found by are written in one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from controllist.models import ControlListEntry, SearchDocument, SearchWord
from controllist.rules import functions
from controllist.rules.search import NAMES, words_by_field
from exportctl.core.rules.folding import words


def write_search(*, entry: ControlListEntry, public: Mapping[str, Any]) -> None:
    """The entry's row of the search, as its newest edition has it, and the words that are new to the list."""
    by_field = words_by_field(public)
    every_word = set().union(*by_field.values())
    SearchDocument.objects.update_or_create(
        entry=entry,
        defaults={
            "words": sorted(every_word),
            "names": sorted(set().union(*(by_field[field] for field in NAMES))),
            "functions": list(public["functions"]),
            "cn_code": public["cn_code"] or "",
            "status": public["status"],
            "year": date.fromisoformat(public["listed_on"]).year,
            "edition": public["edition"],
        },
    )
    spoken = {word for term in functions.terms() for word in words(term)}
    new = [SearchWord(word=word) for word in sorted(every_word | spoken)]
    SearchWord.objects.bulk_create(new, ignore_conflicts=True)
