"""Which entries of the list an item is, or resembles, and why. Deterministic: the same list, the same answer.

Maker and model decide first, by their letters and digits. Whatever else is alike is a hint, with its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from controllist.rules.likeness import ItemQuery, Match, Reason, Sign, likest, long_words, trigrams, windows
from controllist.rules.matching import item_key, model_key
from exportctl.core.rules.folding import letters_and_digits, resemblances, rewritten, shape, words

ALIKE_NAME = 0.3  # pg_trgm's own threshold
ALIKE_MODEL = 0.5
ALIKE_SPELLING = 0.85  # the same model typed on another keyboard; below the same model
SHORTEST_MODEL_IN_TEXT = 4  # "X1" inside a sentence says nothing
SHORTEST_WORD = 5  # shorter ones are mostly grammar
FEWEST_WORDS, WORD_SHARE = 3, 0.5
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


Signs = dict[Sign, tuple[float, tuple[str, ...]]]  # each with its score and words
Hints = dict[int, Signs]  # by place


class Resemblance:
    """An index over the list, built once per edition."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._makers = [letters_and_digits(item.manufacturer) for item in items]
        self._maker_spellings = list(map(resemblances, self._makers))
        self._by_item = defaultdict[str, list[int]](list)
        self._by_model = defaultdict[str, list[tuple[int, str]]](list)
        self._by_spelling = defaultdict[str, list[tuple[int, str]]](list)
        self._by_word = defaultdict[str, list[int]](list)
        self._bits: dict[str, int] = {}
        self._names = [self._mask(words(item.name), grow=True) for item in items]
        self._models = list[tuple[int, str, int, int]]()
        for place, item in enumerate(items):
            self._index(place, item)

    def _index(self, place: int, item: Item) -> None:
        for model in item.model_names:
            self._by_item[item_key(item.manufacturer, model)].append(place)
            self._by_model[model_key(model)].append((place, model))
            for key in resemblances(model):
                self._by_spelling[key].append((place, model))
            self._models.append((place, model, *self._mask(words(model), grow=True)))
        for word in long_words(words(f"{item.name} {item.description}"), shortest=SHORTEST_WORD):
            self._by_word[word].append(place)

    def find(self, query: ItemQuery, *, most: int = 5, widely: bool = False) -> list[Match]:
        """At most `most` entries, the likest first; `widely` also those that only share function or code."""
        hints: Hints = defaultdict(dict)
        maker, name, model = letters_and_digits(query.manufacturer), words(query.name), words(query.model)
        description = words(query.description)
        self._same(query, maker, hints)
        self._spelt_alike(query.model, hints)
        self._named((name, model, description), hints)
        self._similar_models(model, hints)
        self._similar_names(name or model, hints)
        self._shared_words(name, description, hints)
        if widely:
            self._kin(query, hints)
        return likest((self._match(place, signs, query, maker) for place, signs in hints.items()), most=most)

    def _same(self, query: ItemQuery, maker: str, hints: Hints) -> None:
        if not (key := model_key(query.model)):
            return
        if maker:
            for place in self._by_item.get(item_key(query.manufacturer, query.model), ()):
                hints[place][Sign.SAME_ITEM] = (1.0, (query.model,))
        for place, model in self._by_model.get(key, ()):
            if Sign.SAME_ITEM not in hints[place]:
                hints[place][Sign.SAME_MODEL] = (0.8 if maker else 0.9, (model,))

    def _spelt_alike(self, model: str, hints: Hints) -> None:
        """The model in other letters: ü as ue or u, another script, letters that look the same, O for 0."""
        for key in resemblances(model):
            for place, listed in self._by_spelling.get(key, ()):
                if not hints[place].keys() & {Sign.SAME_ITEM, Sign.SAME_MODEL}:
                    hints[place][Sign.SIMILAR_MODEL] = (ALIKE_SPELLING, (listed,))

    def _named(self, texts: Iterable[list[str]], hints: Hints) -> None:
        """A listed model that stands somewhere in the words, however it is typed."""
        for way in (way for text in texts for way in rewritten(text)):
            for run in windows(list(map(shape, way)), most=4):
                if run in self._by_spelling and len(run) >= SHORTEST_MODEL_IN_TEXT:
                    for place, model in self._by_spelling[run]:
                        if not hints[place].keys() & {Sign.SAME_ITEM, Sign.SAME_MODEL}:
                            hints[place][Sign.MODEL_NAMED] = (0.75, (model,))

    def _similar_models(self, model: list[str], hints: Hints) -> None:
        wanted, size = self._mask(model)
        for place, listed, mask, count in self._models if wanted else ():
            likeness = _jaccard(wanted, size, mask, count)
            if likeness >= ALIKE_MODEL and not hints[place].keys() & {Sign.SAME_ITEM, Sign.SAME_MODEL}:
                score = max(0.7 * likeness, hints[place].get(Sign.SIMILAR_MODEL, (0.0, ()))[0])
                hints[place][Sign.SIMILAR_MODEL] = (score, (listed,))

    def _similar_names(self, name: list[str], hints: Hints) -> None:
        wanted, size = self._mask(name)
        if wanted.bit_count() < ALIKE_NAME * size:
            return  # the list knows too few of these trigrams for any of its names to be alike
        for place, (mask, count) in enumerate(self._names):
            likeness = _jaccard(wanted, size, mask, count)
            if likeness >= ALIKE_NAME:
                listed = words(self._items[place].name)
                shared = tuple(word for word in dict.fromkeys(name) if word in listed)
                hints[place][Sign.SIMILAR_NAME] = (0.3 + 0.5 * likeness, shared)

    def _shared_words(self, name: list[str], description: list[str], hints: Hints) -> None:
        terms = long_words(name + description, shortest=SHORTEST_WORD)
        shared = defaultdict[int, list[str]](list)
        for word in terms:
            for place in self._by_word.get(word, ()):
                shared[place].append(word)
        for place, common in shared.items():
            if not description and Sign.SIMILAR_NAME in hints.get(place, ()):
                continue  # the name alone has been compared already
            if len(common) >= FEWEST_WORDS and len(common) >= WORD_SHARE * len(terms):
                hints[place][Sign.SHARED_WORDS] = (0.2 + 0.4 * len(common) / len(terms), tuple(common))

    def _kin(self, query: ItemQuery, hints: Hints) -> None:
        for place, item in enumerate(self._items):
            if set(query.functions) & set(item.functions):
                hints[place].setdefault(Sign.SAME_FUNCTION, (0.15, ()))
            if query.cn_code and query.cn_code == item.cn_code:
                hints[place].setdefault(Sign.SAME_CN_CODE, (0.1, (query.cn_code,)))

    def _match(self, place: int, signs: Signs, query: ItemQuery, maker: str) -> Match:
        item = self._items[place]
        reasons = [
            Reason(sign, evidence) for sign, (_score, evidence) in sorted(signs.items(), key=_heaviest)
        ]
        score = max((score for score, _evidence in signs.values()), default=0.0)
        if Sign.SAME_ITEM not in signs:
            if maker and (maker == self._makers[place] or self._is_spelt_alike(maker, place)):
                reasons.append(Reason(Sign.SAME_MAKER, (item.manufacturer,)))
                score += 0.05
            elif maker and Sign.SAME_MODEL in signs:
                reasons.append(Reason(Sign.OTHER_MAKER, (item.manufacturer,)))
            if query.cn_code and query.cn_code == item.cn_code and Sign.SAME_CN_CODE not in signs:
                reasons.append(Reason(Sign.SAME_CN_CODE, (query.cn_code,)))
                score += 0.05
            score = min(score, HINT)
        return Match(place, round(score, 2), tuple(reasons))

    def _is_spelt_alike(self, maker: str, place: int) -> bool:
        return not self._maker_spellings[place].isdisjoint(resemblances(maker))

    def _mask(self, parts: list[str], *, grow: bool = False) -> tuple[int, int]:
        """A text's trigrams as bits of one number, and how many there are: sharing is then one AND."""
        grams = trigrams(parts)
        if grow:
            for trigram in sorted(grams):
                self._bits.setdefault(trigram, 1 << len(self._bits))
        mask = 0
        for trigram in grams:
            mask |= self._bits.get(trigram, 0)
        return mask, len(grams)


def _jaccard(one: int, one_size: int, other: int, other_size: int) -> float:
    shared = (one & other).bit_count()
    return shared / (one_size + other_size - shared) if shared else 0.0


def _heaviest(hint: tuple[Sign, tuple[float, tuple[str, ...]]]) -> float:
    return -hint[1][0]
