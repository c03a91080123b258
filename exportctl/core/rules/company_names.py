"""A company's name without what every company's has: legal form, status, what stands in front. Pure."""

import json
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from exportctl.core.rules.folding import letters_and_digits, spellings, words

LONGEST_FORM = 9  # words
FORMS = json.loads(
    (Path(__file__).resolve().parents[1] / "data" / "legal_forms.json").read_text(encoding="utf-8")
)


def core(name: str) -> list[str]:
    """The words of a name without legal form, status and what stands in front ("Boréale S.A.S.", "SIA Rīga")."""
    return name_stages(words(name))[-1]


def name_stages(spoken: list[str]) -> list[list[str]]:
    """The words of a name, then without one form after the other; the last is the core."""
    stages, has_form = [spoken], False
    while shorter := _without_form(stages[-1], leading=not has_form):
        has_form = has_form or shorter == stages[-1][: len(shorter)]
        stages.append(shorter)
    return stages


def _without_form(spoken: list[str], *, leading: bool) -> list[str]:
    """One form less at the end or the beginning; nothing if there is none."""
    counts = range(min(len(spoken) - 1, LONGEST_FORM), 0, -1)
    for count in counts:
        if _is_one_of(endings(), spoken[-count:]):
            return spoken[:-count]
    for count in counts:
        if _is_one_of(_beginnings(leading), spoken[:count]):
            return spoken[count:]
    return []


def _is_one_of(forms: Collection[str], spoken: list[str]) -> bool:
    return any(spelling in forms for spelling in spellings("".join(spoken)))


@cache
def endings() -> frozenset[str]:
    return spelt(*(row["forms"] for row in FORMS["forms"]), FORMS["statuses"])


@cache
def _beginnings(leading: bool) -> frozenset[str]:
    """Short forms stand in front only where none stands behind; a form of several words may always."""
    long = [
        form for row in FORMS["forms"] for form in row["forms"] if len(words(form)) > 1 and len(form) > 12
    ]
    single = [form for row in FORMS["forms"] for form in row["forms"] if len(form) >= 8]
    return spelt(FORMS["prefixes"], long, *((FORMS["leading"], single) if leading else ()))


def spelt(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(
        spelling for each in lists for text in each for spelling in spellings(letters_and_digits(text))
    )
