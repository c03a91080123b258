"""How the signing key was exchanged: notes by which the old key and the new one vouch for the exchange, in one file.

Whoever holds an earlier public key follows them to the present one (`./run verify FILE --key OLD --history FILE`).
"""

import os
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from exportctl.core import note

KIND = "key exchange"
NOTE_LINES = 7  # kind, name, old key, new key; an empty line; two signatures


def note_of(old: Ed25519PrivateKey, new: Ed25519PrivateKey) -> str:
    """The cross-signed note: which key follows which."""
    name = settings.LOG_ORIGIN
    keys = [key.public_key().public_bytes_raw() for key in (old, new)]
    lines = [KIND, name, *(note.verifier_key(name, key) for key in keys)]
    signed = note.assemble("\n".join([*lines, ""]), name=name, public_key=keys[0], sign=old.sign)
    return note.cosigned(signed, name=name, public_key=keys[1], sign=new.sign)


def notes() -> list[str]:
    """Every exchange, the first one first."""
    file = Path(settings.KEY_HISTORY_FILE) if settings.KEY_HISTORY_FILE else None
    lines = file.read_text(encoding="utf-8").splitlines() if file and file.exists() else []
    return ["\n".join([*lines[at : at + NOTE_LINES], ""]) for at in range(0, len(lines), NOTE_LINES)]


def append(vouched: str) -> None:
    """Add the newest exchange; the file is replaced at once, and on the disk before the key is."""
    file = Path(settings.KEY_HISTORY_FILE)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{uuid4().hex}")
    with aside.open("w", encoding="utf-8") as handle:
        handle.write("".join([*notes(), vouched]))
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(aside, file)


def earlier_keys(present: bytes) -> list[bytes]:
    """The keys before `present`, the first one first. Empty where the notes do not lead to it."""
    if not settings.KEY_HISTORY_FILE:
        return []
    exchanges = [_keys_in(each, settings.LOG_ORIGIN) for each in notes()]
    chain: list[bytes] = []
    wanted = present
    for old, new in reversed([pair for pair in exchanges if pair]):
        if new == wanted:
            chain.insert(0, old)
            wanted = old
    return chain


@lru_cache(maxsize=64)
def _keys_in(text: str, name: str) -> tuple[bytes, bytes] | None:
    """The old and the new key of a note that both signed; None of any other."""
    lines = text.splitlines()
    if lines[:2] != [KIND, name] or len(lines) != NOTE_LINES:
        return None
    try:
        old, new = note.public_key_in(lines[2]), note.public_key_in(lines[3])
    except ValueError:
        return None
    both = all(
        note.opened(text, name=name, public_key=key, verify=lambda *given, key=key: verifies(key, *given))
        for key in (old, new)
    )
    return (old, new) if both else None


def verifies(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Is it this key's Ed25519 signature over the message?"""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True
