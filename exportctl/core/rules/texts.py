"""What of a written text is kept, for forms, REST and tables alike. Pure."""

import math
import re
from typing import Any

LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # what PDF and Word leave in a copied text
    "\u202a-\u202e\u2066-\u206f"  # what turns the order round in which others read it: an officer approves words
    "\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"  # marks of files and machines, an invisible script
)
NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # in no text that somebody wrote; no database takes it


def plain_text(text: str) -> str:
    """As every text is kept, wherever it comes from: line breaks of one kind, nothing that nobody can see."""
    return INVISIBLE.sub("", LINE_BREAK.sub("\n", text))


DEEPEST = 50  # levels: no call of ours has ten


def storable(value: Any, depth: int = DEEPEST) -> Any:
    """A JSON value as a database takes it: "�" for what is in no text, a number beyond all bounds as its word.

    For what is written down although it was refused. What lies deeper than `DEEPEST` is left out.
    """
    if isinstance(value, str):
        return NO_TEXT.sub("\ufffd", value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        members = value.items() if depth else ()
        return {storable(str(name)): storable(each, depth - 1) for name, each in members}
    if isinstance(value, list | tuple):
        return [storable(each, depth - 1) for each in value] if depth else []
    return value
