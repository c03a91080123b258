"""Signed notes and checkpoints as other transparency logs write them (C2SP signed-note, tlog-checkpoint)."""

import base64
import binascii
from collections.abc import Callable
from hashlib import sha256

ED25519 = b"\x01"
DASH = "\u2014"  # each signature line begins with an em dash


def checkpoint_body(origin: str, size: int, root: bytes) -> str:
    """The text that is signed: which log, how many leaves, which root."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def key_id(name: str, public_key: bytes) -> bytes:
    """Four bytes that tell a reader which key to try."""
    return sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """The public key as witnesses take it: `name+id+key`."""
    key = base64.b64encode(ED25519 + public_key).decode()
    return f"{name}+{key_id(name, public_key).hex()}+{key}"


def assemble(text: str, *, name: str, public_key: bytes, sign: Callable[[bytes], bytes]) -> str:
    """`text` (whole lines), an empty line, and one signature line."""
    if not text.endswith("\n"):
        raise ValueError("a note's text ends with a newline")
    if not name or set(name) & set(" +\n\r\t"):
        raise ValueError(f"{name!r} cannot name a key: no spaces, no plus signs")
    signature = base64.b64encode(key_id(name, public_key) + sign(text.encode())).decode()
    return f"{text}\n{DASH} {name} {signature}\n"


def cosigned(note: str, *, name: str, public_key: bytes, sign: Callable[[bytes], bytes]) -> str:
    """The note with one more signature line."""
    text, _gap, _lines = note.rpartition("\n\n")
    *_body, line = assemble(f"{text}\n", name=name, public_key=public_key, sign=sign).splitlines()
    return f"{note}{line}\n"


def public_key_in(verifier_key: str) -> bytes:
    """The raw key in `name+id+key`. Raises ValueError for anything else."""
    name, _plus, rest = verifier_key.partition("+")
    identity, _plus, encoded = rest.partition("+")
    raw = base64.b64decode(encoded, validate=True)
    if len(raw) != 33 or raw[:1] != ED25519 or key_id(name, raw[1:]).hex() != identity:
        raise ValueError(f"{verifier_key!r} is no key of a log")
    return raw[1:]


def opened(note: str, *, name: str, public_key: bytes, verify: Callable[[bytes, bytes], bool]) -> str | None:
    """The note's text when this key signed it, else None. `verify` takes signature and message."""
    text, separator, lines = note.rpartition("\n\n")
    for line in lines.splitlines() if separator else []:
        mark, _, rest = line.partition(" ")
        signer, _, encoded = rest.partition(" ")
        if (mark, signer) != (DASH, name):
            continue
        try:
            raw = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            continue
        if raw[:4] == key_id(name, public_key) and verify(raw[4:], f"{text}\n".encode()):
            return f"{text}\n"
    return None
