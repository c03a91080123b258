"""What the words of a question mean among the words of the list: the same, one that begins so, or the nearest."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from controllist.rules.search import LIKE_ENOUGH, SHORTEST_NEAR, How, Meant, forms, likeness_of, slips
from exportctl.core.replica import reading

MOST_BEGINNINGS, MOST_COMPARED, MOST_NEAR = 12, 20, 6  # each is compared with each word of each hit

# The bound is behind everything that begins so; both are read from the key's own index.
BEGINNINGS = """SELECT form.place, hit.word FROM unnest(%s::integer[], %s::text[]) AS form(place, written)
 CROSS JOIN LATERAL (
    SELECT word FROM controllist_searchword
     WHERE word >= form.written COLLATE "C" AND word < (form.written || chr(1114111)) COLLATE "C"
     ORDER BY length(word), word LIMIT %s) AS hit
"""
NEAREST = """SELECT form.place, hit.word FROM unnest(%s::integer[], %s::text[]) AS form(place, written)
 CROSS JOIN LATERAL (
    SELECT word FROM controllist_searchword WHERE word %% (form.written COLLATE "C")
     ORDER BY similarity(word, form.written) DESC, word LIMIT %s) AS hit
"""
SLIPS = """SELECT slip.place, word FROM unnest(%s::integer[], %s::text[]) AS slip(place, written)
  JOIN controllist_searchword ON word = (slip.written COLLATE "C")
"""
SLIPPED = 1.0  # a slip of the finger is nearer than any other word


def meanings(text: str) -> list[Meant]:
    """Each word of the question, in its order. Two statements, the second only for what no word begins with."""
    typed = forms(text)
    if not typed:
        return []
    begun = _begun([ways for _word, ways in typed])
    unknown = {place: word for place, (word, _ways) in enumerate(typed) if not begun[place]}
    near = _near({place: word for place, word in unknown.items() if len(word) >= SHORTEST_NEAR})
    return [_meant(word, ways, begun[place], near[place]) for place, (word, ways) in enumerate(typed)]


def _meant(word: str, ways: Iterable[str], begun: list[str], near: list[str]) -> Meant:
    if begun:
        same = [each for each in begun if each in ways]
        others = sorted((each for each in begun if each not in ways), key=lambda each: (len(each), each))
        return Meant(word, How.SAME if same else How.BEGINNING, (*same, *others))
    return Meant(word, How.NEAR, tuple(near)) if near else Meant(word, How.UNKNOWN)


def _begun(typed: list[frozenset[str]]) -> dict[int, list[str]]:
    pairs = [(place, way) for place, ways in enumerate(typed) for way in sorted(ways)]
    hits = defaultdict[int, list[str]](list)
    for place, word in _rows(BEGINNINGS, pairs, MOST_BEGINNINGS):
        if word not in hits[place]:
            hits[place].append(word)
    return hits


def _near(unknown: dict[int, str]) -> dict[int, list[str]]:
    """The likest words, slips of the finger first."""
    scores = defaultdict[int, dict[str, float]](dict)
    if unknown:
        for place, word in _rows(NEAREST, list(unknown.items()), MOST_COMPARED):
            if (likeness := likeness_of(unknown[place], word)) >= LIKE_ENOUGH:
                scores[place][word] = likeness
        slipped = [(place, slip) for place, word in unknown.items() for slip in slips(word)]
        for place, word in _rows(SLIPS, slipped):
            scores[place][word] = SLIPPED
    ranked = {
        place: sorted(likeness, key=lambda word: (-likeness[word], word))[:MOST_NEAR]
        for place, likeness in scores.items()
    }
    return defaultdict(list, ranked)


def _rows(statement: str, pairs: list[tuple[int, str]], *further: int) -> list[Any]:
    places, texts = [place for place, _text in pairs], [text for _place, text in pairs]
    with reading().cursor() as cursor:
        cursor.execute(statement, [places, texts, *further])
        return list(cursor.fetchall())
