"""From a key that somebody kept to the one that signs today: notes that the old key and the new one signed."""

import base64
import binascii
from collections.abc import Iterator
from hashlib import sha256

from verifier.canonical import Unreadable
from verifier.logs import is_signed_by

KIND = "key exchange"
NOTE_LINES = 7


def keys_since(wanted: str, history: str) -> list[bytes]:
    """The key meant by `wanted` (hex, fingerprint or `name+id+key`) and every one that followed it, in order."""
    exchanges = list(_exchanges(history))
    for key in (key for pair in exchanges for key in pair):
        if means(wanted, key):
            return [key, *_after(key, exchanges)]
    return []


def keys_before(key: bytes, history: str) -> list[bytes]:
    """Every key that the exchanges lead from to this one, which signed for them; the first one first."""
    before: list[bytes] = []
    for old, new in reversed(list(_exchanges(history))):
        if new == key:
            before.insert(0, old)
            key = old
    return before


def means(wanted: str, key: bytes) -> bool:
    """Is it this key that somebody gave, as hex, as its fingerprint, or as witnesses take it?"""
    if "+" in wanted:
        return key == (_of_witness(wanted) or b"")
    plain = "".join(wanted.split()).replace(":", "").lower()
    return bool(key) and plain in (key.hex(), sha256(key).hexdigest())


def key_of(wanted: str) -> bytes:
    """The key itself, where it was given and not its fingerprint; else nothing."""
    if "+" in wanted:
        return _of_witness(wanted) or b""
    plain = "".join(wanted.split()).replace(":", "")
    try:
        return bytes.fromhex(plain)
    except ValueError:
        return b""


def _after(key: bytes, exchanges: list[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """An exchange that was begun and not carried out leaves a successor that never signed: the next one counts, too."""
    reached = {key}
    for old, new in exchanges:
        if old in reached and new not in reached:
            reached.add(new)
            yield new


def _exchanges(history: str) -> Iterator[tuple[bytes, bytes]]:
    lines = history.splitlines()
    for at in range(0, len(lines), NOTE_LINES):
        kind, _name, *keys = [*lines[at : at + 4], "", "", "", ""][:4]
        text = "\n".join([*lines[at : at + 4], ""])
        signatures = lines[at + 5 : at + NOTE_LINES]
        pair = [_of_witness(key) for key in keys]
        old, new = pair
        if kind != KIND or old is None or new is None:
            raise Unreadable("the history of keys is not one")
        for key in (old, new):
            if not any(is_signed_by(line, text, key) for line in signatures):
                raise Unreadable(
                    f"the exchange of keys in lines {at + 1} to {at + NOTE_LINES} is not signed by both"
                )
        yield old, new


def _of_witness(text: str) -> bytes | None:
    """The key in `name+id+key`."""
    name, _plus, rest = text.partition("+")
    identity, _plus, encoded = rest.partition("+")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    fits = len(raw) == 33 and raw[:1] == b"\1"
    return raw[1:] if fits and sha256(f"{name}\n".encode() + raw).hexdigest()[:8] == identity else None
