"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

SHORT = 40  # characters: within so few one sees at a glance what changed
PIECE = re.compile(r"\s+|\w+|[^\w\s]")


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """Kind (same, deleted, inserted) and text in reading order; what replaces a deletion follows it."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    pieces: list[tuple[str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(("deleted", "".join(old[i:j])))
        if k < m:
            pieces.append(("inserted", "".join(new[k:m])))
    return _joined(pieces)


def needs_two_columns(changes: list[tuple[str, str]]) -> bool:
    """Did more than a third change of what stood and stands? Then two texts side by side read better than one."""
    changed = sum(len(text) for kind, text in changes if kind != "same")
    unchanged = sum(len(text) for kind, text in changes if kind == "same")
    both = {kind for kind, _text in changes} >= {"deleted", "inserted"}
    return both and changed + unchanged > SHORT and 3 * changed > changed + 2 * unchanged


def _joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A lone space between two changes belongs to both: words changed side by side read as one change."""
    joined: list[tuple[str, str]] = []
    for place, (kind, text) in enumerate(pieces):
        between = 0 < place < len(pieces) - 1
        if kind == "same" and text.isspace() and between:
            joined += [("deleted", text), ("inserted", text)]
        else:
            joined.append((kind, text))
    return _ordered(joined)


def _ordered(joined: list[tuple[str, str]]) -> list[tuple[str, str]]:
    ordered: list[tuple[str, str]] = []
    deleted, inserted = "", ""
    for kind, text in [*joined, ("same", "")]:
        if kind == "deleted":
            deleted += text
        elif kind == "inserted":
            inserted += text
        else:
            ordered += [("deleted", deleted), ("inserted", inserted), ("same", text)]
            deleted, inserted = "", ""
    return [(kind, text) for kind, text in ordered if text]
