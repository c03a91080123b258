"""What two cases have in common, and what not. Facts side by side, never a score."""

from collections.abc import Mapping
from dataclasses import dataclass

from exportctl.core.rules.folding import words

SAME, NEAR, DIFFERENT = "same", "near", "different"
COMPARED = ("end_user", "exporter", "destination")
SHORTEST_WORD = 4


@dataclass(frozen=True)
class Reason:
    sign: str
    what: str
    words: str = ""


@dataclass(frozen=True)
class Likeness:
    """What the two cases have in common and what differs, in the order in which it is shown."""

    reasons: tuple[Reason, ...]

    @property
    def may_be_identical(self) -> bool:
        """The same item for the same end user (Regulation (EU) 2021/821, Article 16(5))."""
        same = {reason.what for reason in self.reasons if reason.sign == SAME}
        return {"item", "end_user"} <= same


def likeness(one: Mapping[str, str], other: Mapping[str, str]) -> Likeness:
    """Compare two cases, each given as `item`, `name`, and what COMPARED names."""
    reasons = [_of_the_item(one, other)]
    for what in COMPARED:
        alike = bool(one[what]) and one[what] == other[what]
        reasons.append(Reason(SAME if alike else DIFFERENT, what))
    return Likeness(tuple(reasons))


def _of_the_item(one: Mapping[str, str], other: Mapping[str, str]) -> Reason:
    if one["item"] == other["item"]:
        return Reason(SAME, "item")
    known = _words(other["name"])
    shared = [word for word in _words(one["name"]) if word in known]
    return Reason(NEAR, "name", ", ".join(shared)) if shared else Reason(DIFFERENT, "item")


def _words(name: str) -> list[str]:
    return list(dict.fromkeys(word for word in words(name) if len(word) >= SHORTEST_WORD))
