"""An edition of the EU-wide list against a copy of its log: nothing left out, nothing added, nothing said otherwise.

An edition has one leaf for every change up to it, and shows each entry as the last of its leaves has it. What the
leaves say openly is compared; the texts they only commit to, and the salts for those stand in the proof of each entry.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard

from verifier import listproof
from verifier.canonical import Unreadable, read
from verifier.logs import head_of, leaf_hash, root_of

Document = dict[str, Any]
Problems = Iterator[str]
NEEDS_LOG = (
    "an edition of the list holds no leaves of the log: give a copy of the log with --log FOLDER and its public key"
    " with --key, and its entries are compared with it; or check the proof of an entry, which has its texts as well"
)


def is_edition(document: Document) -> TypeGuard[Document]:
    """The list as `GET /control-list` gives it, today's or with `?edition=`."""
    return "type" not in document and isinstance(document.get("entries"), list) and "edition" in document


def title(document: Document) -> str:
    return f"edition {document['edition']} of the list with {len(document['entries'])} entries"


def leaves_of(document: Document, leaves: Sequence[bytes]) -> Sequence[bytes]:
    """Those that the edition folds: each edition is one leaf. Unreadable where the log does not reach so far."""
    number = document["edition"]
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise Unreadable("its edition is no number")
    if number > len(leaves):
        raise Unreadable(
            f"it is edition {number}, and your copy of the log ends with {len(leaves)}: fetch it anew"
        )
    return leaves[:number]


def head(document: Document, leaves: Sequence[bytes], keys: Sequence[bytes]) -> Problems:
    """The head it names is signed, and is that of these leaves; today's list names none."""
    if "checkpoint" not in document:
        return
    signed = next((known for key in keys if (known := head_of(document["checkpoint"], key))), None)
    root = root_of([leaf_hash(leaf) for leaf in leaves])
    if signed is None:
        yield "its checkpoint is no head that this key signed"
    elif (signed.size, signed.root) != (len(leaves), root):
        yield "its checkpoint is not that of the log at this edition"
    if document["root_hash"] != root.hex():
        yield "its root is not that of the log at this edition"


def entries(document: Document, leaves: Sequence[bytes]) -> Problems:
    """Every entry that the log has, once, and no other, with what its last leaf says openly."""
    last = {read(leaf)["code"]: leaf for leaf in leaves}
    shown = [entry["code"] for entry in document["entries"]]
    if missing := sorted(last.keys() - set(shown)):
        yield f"it leaves out {', '.join(missing)}"
    if twice := sorted({code for code in shown if shown.count(code) > 1}):
        yield f"it has {', '.join(twice)} more than once"
    for entry in document["entries"]:
        leaf = last.get(entry["code"])
        if leaf is None:
            yield f"{entry['code']}: the log has no such entry at this edition"
            continue
        for problem in listproof.plain_members({"leaf": leaf.hex(), "entry": entry}):
            yield f"{entry['code']}: {problem}"
