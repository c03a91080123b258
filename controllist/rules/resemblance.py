"""Which entries of the list an item is, or resembles, and why. Deterministic: the same list, the same answer.

Maker and model decide first, by their letters and digits. Whatever else is alike is a hint, with its reason. Every
step looks something up, none walks the list: fifty thousand entries cost as much as fifty. What the thresholds mean,
and on which pairs they were chosen: docs/matching.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from typing import Protocol

from controllist.rules.likeness import (
    THE_ITEM,
    ItemQuery,
    Match,
    Reason,
    Sign,
    long_words,
    shared_of_trigrams,
    windows,
)
from controllist.rules.makers import is_alike_maker, maker_key, maker_words
from controllist.rules.matching import item_key, model_key
from controllist.rules.spelling import deletions, is_another, is_model_mistyped
from exportctl.core.rules.folding import letters_and_digits, resemblances, rewritten, shape, words

ALIKE_NAME = 0.6  # of the trigrams of two names
ALIKE_WORD = 0.8  # of two that share one word at most
ALIKE_MODEL = 0.6  # of the trigrams of two models
ALIKE_SPELLING = 0.85  # the same model typed on another keyboard; below the same model
MISTYPED = 0.7
SHORTEST_MODEL_IN_TEXT = 4  # "X1" inside a sentence says nothing
SHORTEST_BARE_MODEL = 6  # of one word, letters alone or figures alone, in a text that does not name its maker
LONGEST_ENDING = 4  # signs behind a model that make a variant of it: HaloLX-EU
SHORTEST_WORD = 5  # shorter ones are mostly grammar
FEWEST_WORDS, WORD_SHARE = 3, 0.5
MOST_OF_A_WORD = 400  # entries: a word that more have in common says little, and does not call any of them up
HINT = 0.95  # no hint weighs as much as the item itself


class Item(Protocol):
    """What has to be known of an entry to compare it."""

    @property
    def name(self) -> str: ...
    @property
    def manufacturer(self) -> str: ...
    @property
    def model_names(self) -> Sequence[str]: ...
    @property
    def functions(self) -> Sequence[str]: ...
    @property
    def description(self) -> str: ...
    @property
    def cn_code(self) -> str: ...


Place = int
Signs = dict[Sign, tuple[float, tuple[str, ...]]]  # each with its score and words
Hints = dict[Place, Signs]
Models = defaultdict[str, list[tuple[Place, str]]]  # by some key of theirs
_SAME = THE_ITEM | {Sign.SAME_MODEL}


class Resemblance:
    """An index over the list, built once per edition."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._by_item = defaultdict[str, list[Place]](list)
        self._by_maker_and_model = defaultdict[tuple[str, str], list[Place]](list)
        self._by_model: Models = defaultdict(list)
        self._by_spelling: Models = defaultdict(list)
        self._by_beginning: Models = defaultdict(list)
        self._by_mistake: Models = defaultdict(list)
        self._by_word = defaultdict[str, set[Place]](set)
        self._by_stem = defaultdict[str, set[Place]](set)
        self._by_model_word: Models = defaultdict(list)
        self._by_function = defaultdict[str, list[Place]](list)
        self._by_cn_code = defaultdict[str, list[Place]](list)
        self._names = [words(item.name) for item in items]
        for place, item in enumerate(items):
            self._index(place, item)

    def _index(self, place: Place, item: Item) -> None:
        self._by_cn_code[item.cn_code].append(place)
        for function in set(item.functions):
            self._by_function[function].append(place)
        maker = maker_key(item.manufacturer)
        for model in item.model_names:
            self._by_item[item_key(item.manufacturer, model)].append(place)
            for bare in _bare(item.manufacturer, model):
                self._by_maker_and_model[maker, model_key(bare)].append(place)
                self._by_model[model_key(bare)].append((place, model))
                for key in resemblances(bare):
                    self._by_spelling[key].append((place, model))
                self._index_mistakes(place, model, bare)
        for word in long_words(words(f"{item.name} {item.description}"), shortest=SHORTEST_WORD):
            self._by_word[word].add(place)
        for word in long_words(self._names[place], shortest=SHORTEST_WORD):
            self._by_stem[word[:SHORTEST_WORD]].add(place)

    def _index_mistakes(self, place: Place, model: str, bare: str) -> None:
        key = shape(letters_and_digits(bare))
        for cut in range(1, LONGEST_ENDING + 1):
            if len(key) - cut >= SHORTEST_MODEL_IN_TEXT:
                self._by_beginning[key[:-cut]].append((place, model))
        for shorter in set(deletions(key)):
            self._by_mistake[shorter].append((place, model))
        for word in set(words(bare)):
            if len(word) >= FEWEST_WORDS:
                self._by_model_word[word].append((place, model))

    def find(self, query: ItemQuery, *, most: int = 5, widely: bool = False) -> list[Match]:
        """At most `most` entries, the likest first; `widely` also those that only share function or code."""
        hints: Hints = defaultdict(dict)
        name, model, description = words(query.name), words(query.model), words(query.description)
        bares = _bare(query.manufacturer, query.model)
        self._same(query, bares, hints)
        self._spelt_alike(bares, hints)
        self._named(query, (name, model, description), hints)
        self._similar_models(query, bares, hints)
        self._similar_names(name or model, hints)
        self._shared_words(name, description, hints)
        if widely:
            self._kin(query, hints)
        # Thousands do the same: each is weighed, and only those that are shown get their reasons.
        weighed = ((-self._score(place, signs, query), place) for place, signs in hints.items() if signs)
        return [self._match(place, hints[place], query) for _score, place in nsmallest(most, weighed)]

    def _same(self, query: ItemQuery, bares: tuple[str, ...], hints: Hints) -> None:
        """By letters and digits: maker and model, the maker by any of its names, or the model alone."""
        maker = maker_key(query.manufacturer)
        for bare in bares:
            key = model_key(bare)
            if maker:
                for place in self._by_item.get(item_key(query.manufacturer, bare), ()):
                    hints[place][Sign.SAME_ITEM] = (1.0, (query.model,))
                for place in self._by_maker_and_model.get((maker, key), ()):
                    if Sign.SAME_ITEM not in hints[place]:
                        hints[place][Sign.SAME_BUT_FORM] = (0.99, (self._items[place].manufacturer,))
            for place, model in self._by_model.get(key, ()):
                if not hints[place].keys() & THE_ITEM:
                    hints[place][Sign.SAME_MODEL] = (0.8 if maker else 0.9, (model,))

    def _spelt_alike(self, bares: tuple[str, ...], hints: Hints) -> None:
        """The model in other letters: ü as ue or u, another script, letters that look the same, O for 0."""
        for bare in bares:
            for key in resemblances(bare):
                for place, listed in self._by_spelling.get(key, ()):
                    _hint(hints, place, Sign.SIMILAR_MODEL, ALIKE_SPELLING, listed)

    def _named(self, query: ItemQuery, texts: Iterable[list[str]], hints: Hints) -> None:
        """A listed model that stands somewhere in the words, however it is typed."""
        for way in (way for text in texts for way in rewritten(text)):
            spoken = set(way)
            for run in windows(list(map(shape, way)), most=4):
                if len(run) < SHORTEST_MODEL_IN_TEXT or run not in self._by_spelling:
                    continue
                for place, model in self._by_spelling[run]:
                    if _tells(model) or self._is_maker_named(place, query, spoken):
                        _hint(hints, place, Sign.MODEL_NAMED, 0.75, model)

    def _is_maker_named(self, place: Place, query: ItemQuery, spoken: set[str]) -> bool:
        maker = self._items[place].manufacturer
        return is_alike_maker(query.manufacturer, maker) or spoken.issuperset(maker_words(maker))

    def _similar_models(self, query: ItemQuery, bares: tuple[str, ...], hints: Hints) -> None:
        """One letter wrong, an ending more or less, most of its words; of the same maker, or of one not named."""
        for bare in bares:
            for place, model, score in self._near_models(bare):
                maker = self._items[place].manufacturer
                if not query.manufacturer or is_alike_maker(query.manufacturer, maker):
                    _hint(hints, place, Sign.SIMILAR_MODEL, score, model)

    def _near_models(self, wanted: str) -> Iterator[tuple[Place, str, float]]:
        key, spoken = shape(letters_and_digits(wanted)), words(wanted)
        for shorter in set(deletions(key)):
            for place, model in self._by_mistake.get(shorter, ()):
                if is_model_mistyped(wanted, model):
                    yield place, model, MISTYPED
        for place, model in self._ends_otherwise(key):
            if not is_another(wanted, model):
                yield place, model, MISTYPED - 0.05
        for word in sorted(set(spoken), key=lambda each: len(self._by_model_word.get(each, ()))):
            rows = self._by_model_word.get(word, ())
            for place, model in rows if len(rows) <= MOST_OF_A_WORD else ():
                share = shared_of_trigrams(spoken, words(model))
                if share >= ALIKE_MODEL and not is_another(wanted, model):
                    yield place, model, MISTYPED * share

    def _ends_otherwise(self, key: str) -> Iterator[tuple[Place, str]]:
        """Listed models of which this is the beginning, and those that are the beginning of this."""
        yield from self._by_beginning.get(key, ())
        for cut in range(1, LONGEST_ENDING + 1):
            beginning, ending = key[:-cut], key[-cut:]
            if len(beginning) < SHORTEST_MODEL_IN_TEXT:
                return
            if not (beginning[-1].isdigit() and ending[0].isdigit()):
                yield from self._by_spelling.get(beginning, ())

    def _similar_names(self, name: list[str], hints: Hints) -> None:
        terms = long_words(name, shortest=SHORTEST_WORD)
        calling = [self._by_stem.get(word[:SHORTEST_WORD], set()) for word in terms]
        for place in set().union(*(each for each in calling if len(each) <= MOST_OF_A_WORD)):
            listed = self._names[place]
            likeness = shared_of_trigrams(name, listed)
            shared = tuple(word for word in dict.fromkeys(name) if word in listed)
            needed = ALIKE_NAME if len(shared) > 1 else ALIKE_WORD
            if likeness >= needed or _is_within(terms, listed):
                hints[place][Sign.SIMILAR_NAME] = (0.3 + 0.5 * likeness, shared)

    def _shared_words(self, name: list[str], description: list[str], hints: Hints) -> None:
        if not description:
            return  # the name alone has been compared already
        terms = long_words(name + description, shortest=SHORTEST_WORD)
        calling = [self._by_word.get(word, set()) for word in terms]
        for place in set().union(*(each for each in calling if len(each) <= MOST_OF_A_WORD)):
            common = [word for word, places in zip(terms, calling, strict=True) if place in places]
            if len(common) >= FEWEST_WORDS and len(common) >= WORD_SHARE * len(terms):
                hints[place][Sign.SHARED_WORDS] = (0.2 + 0.4 * len(common) / len(terms), tuple(common))

    def _kin(self, query: ItemQuery, hints: Hints) -> None:
        for function in query.functions:
            for place in self._by_function.get(function, ()):
                hints[place].setdefault(Sign.SAME_FUNCTION, (0.15, ()))
        for place in self._by_cn_code.get(query.cn_code, ()) if query.cn_code else ():
            hints[place].setdefault(Sign.SAME_CN_CODE, (0.1, (query.cn_code,)))

    def _score(self, place: Place, signs: Signs, query: ItemQuery) -> float:
        """The heaviest sign, and a little more for an alike maker and the same customs code."""
        score = max(score for score, _evidence in signs.values())
        if not signs.keys().isdisjoint(THE_ITEM):
            return round(score, 2)
        item = self._items[place]
        if is_alike_maker(query.manufacturer, item.manufacturer):
            score += 0.05
        if query.cn_code and query.cn_code == item.cn_code and Sign.SAME_CN_CODE not in signs:
            score += 0.05
        return round(min(score, HINT), 2)

    def _match(self, place: Place, signs: Signs, query: ItemQuery) -> Match:
        item = self._items[place]
        reasons = [
            Reason(sign, evidence) for sign, (_score, evidence) in sorted(signs.items(), key=_heaviest)
        ]
        if not signs.keys() & THE_ITEM:
            if is_alike_maker(query.manufacturer, item.manufacturer):
                reasons.append(Reason(Sign.SAME_MAKER, (item.manufacturer,)))
            elif maker_key(query.manufacturer) and Sign.SAME_MODEL in signs:
                reasons.append(Reason(Sign.OTHER_MAKER, (item.manufacturer,)))
            if query.cn_code and query.cn_code == item.cn_code and Sign.SAME_CN_CODE not in signs:
                reasons.append(Reason(Sign.SAME_CN_CODE, (query.cn_code,)))
        return Match(place, self._score(place, signs, query), tuple(reasons))


@lru_cache(maxsize=20_000)  # declarations repeat their items
def _bare(maker: str, model: str) -> tuple[str, ...]:
    """The model as it is written, and without its maker's name where that stands in front of it."""
    if not (spoken := words(model)):
        return ()
    ways = [list(maker_words(maker)), words(maker)]
    fronts = {tuple(way[:count]) for way in ways for count in (1, len(way)) if way and len(way[0]) >= 3}
    rests = [spoken[len(front) :] for front in sorted(fronts) if spoken[: len(front)] == list(front)]
    return (model, *(" ".join(rest) for rest in rests if rest))


def _tells(model: str) -> bool:
    """Would nobody write this who means something else: letters with figures, several words, or a long one?"""
    spoken = words(model)
    key = "".join(spoken)
    is_mixed = not key.isdecimal() and any(map(str.isdecimal, key))
    return is_mixed or (len(spoken) > 1 and not key.isdecimal()) or len(key) >= SHORTEST_BARE_MODEL


def _is_within(terms: list[str], listed: list[str]) -> bool:
    """Are all long words of one name, three at least, in the other?"""
    others = long_words(listed, shortest=SHORTEST_WORD)
    fewer, more = sorted((set(terms), set(others)), key=len)
    return len(fewer) >= FEWEST_WORDS and fewer <= more


def _hint(hints: Hints, place: Place, sign: Sign, score: float, listed: str) -> None:
    """Add a sign of the model, unless the model is the same, or the same sign weighs more already."""
    if not hints[place].keys() & _SAME and score > hints[place].get(sign, (0.0, ()))[0]:
        hints[place][sign] = (score, (listed,))


def _heaviest(hint: tuple[Sign, tuple[float, tuple[str, ...]]]) -> float:
    return -hint[1][0]
