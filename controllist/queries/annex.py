"""Entries of Annex I that come close to an item, each with why, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from controllist.models import AnnexEntry
from controllist.rules import functions as function_words
from controllist.rules.annex_resemblance import Reason, Sign, find
from controllist.rules.resemblance import Asked

MOST_TERMS = 4  # words of the text that a reason repeats

WORDS: dict[Sign, Any] = {
    Sign.CODE_NAMED: _("Your text names %(words)s."),
    Sign.SAME_FUNCTION: _("The function is the same: %(words)s."),
    Sign.FUNCTION_NAMED: _("Your words stand for what it does: %(words)s."),
    Sign.SHARED_WORDS: _("The texts share these words: %(words)s."),
}


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
    asked = Asked(name=name, description=description, functions=tuple(functions))
    return [SimilarAnnex(entries[match.place], match.reasons) for match in find(asked, entries, most=most)]


def say(reason: Reason) -> str:
    """One sentence in the reader's language."""
    said = reason.said[:MOST_TERMS]
    if reason.sign == Sign.SAME_FUNCTION:
        language = get_language() or "en"
        said = tuple(function_words.label(code, language) for code in said)
    return str(WORDS[reason.sign]) % {"words": ", ".join(said)}


def sign_of(reason: Reason) -> str:
    """`same` or `near`: the mark before the sentence."""
    return "same" if reason.sign in (Sign.CODE_NAMED, Sign.SAME_FUNCTION) else "near"
