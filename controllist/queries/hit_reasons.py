"""Why each hit of the search is one: which of its fields has which word of the question."""

from collections.abc import Iterable, Iterator

from controllist.models import ControlListEntry
from controllist.queries.entries import public
from controllist.queries.search import Question
from controllist.rules.search import Field, How, Meant, Why, words_by_field

MOST = 4


def reasons_of(entries: Iterable[ControlListEntry], question: Question) -> dict[str, list[Why]]:
    """By code, at most four reasons, the most telling first; none where nothing was asked."""
    if not question.filters.text:
        return {}
    return {entry.code: list(dict.fromkeys(_reasons(entry, question)))[:MOST] for entry in entries}


def _reasons(entry: ControlListEntry, question: Question) -> Iterator[Why]:
    shown = public(entry)
    if entry.code == question.filters.reference:
        yield Why(Field.CODE, entry.code, How.SAME)
    if question.filters.digits and entry.cn_code.startswith(question.filters.digits[:8]):
        yield Why(Field.CN_CODE, entry.cn_code, How.BEGINNING)
    by_field = words_by_field(shown)
    texts = {
        Field.CODE: entry.code,
        Field.MAKER: entry.manufacturer,
        Field.NAME: entry.name,
        Field.CN_CODE: entry.cn_code,
    }
    for place, words in by_field.items():
        for meant in question.known:
            if hit := _hit(meant, words):
                text = _model(entry, meant) if place is Field.MODEL else texts.get(place, hit)
                yield Why(place, text, meant.how if hit != meant.typed else How.SAME)
    for code in question.functions:
        if code in entry.functions:
            yield Why(Field.FUNCTION, code, How.SAME)


def _hit(meant: Meant, words: set[str]) -> str:
    return next((word for word in meant.words if word in words), "")


def _model(entry: ControlListEntry, meant: Meant) -> str:
    """The model that has the word."""
    for model in entry.model_names:
        alone = {
            "code": "",
            "models": [model],
            "manufacturer": "",
            "name": "",
            "cn_code": "",
            "description": "",
        }
        if _hit(meant, words_by_field(alone)[Field.MODEL]):
            return model
    return entry.model_names[0]


def marked_words(question: Question) -> list[str]:
    """The list's own words that the question is near, to be marked in what is shown."""
    return [word for meant in question.words if meant.how is How.NEAR for word in meant.words]
