"""The instance's signature (Ed25519) on files and on the heads of its logs. One key, in one file.

The file is SIGNING_KEY_FILE, read when it is first needed; it is made then, for its owner's eyes only, where
CREATE_SIGNING_KEY allows that (a demonstration, a first start), and never silently elsewhere.
"""

import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from exportctl.core import note
from exportctl.core.canonical import canonical

ALGORITHM = "Ed25519"


def public_key_hex() -> str:
    """The public key's 32 raw bytes in hex."""
    return _public_key().hex()


def fingerprint() -> str:
    """SHA-256 of the raw public key, in groups that can be read out on the telephone."""
    digest = sha256(_public_key()).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def sign(payload: dict[str, Any]) -> dict[str, Any]:
    """`payload` with its `signature`, made over the canonical JSON of everything else in it."""
    unsigned = _unsigned(payload)
    value = _key().sign(canonical(unsigned)).hex()
    return {**unsigned, "signature": {"algorithm": ALGORITHM, "key": public_key_hex(), "value": value}}


def is_ours(message: bytes, signature: bytes, key: bytes) -> bool:
    """Did this instance sign the message, with the very key that is named?"""
    return key == _public_key() and _verifies(signature, message)


def signed_note(text: str) -> str:
    """`text` as a C2SP signed note under the log's name."""
    return note.assemble(text, name=settings.LOG_ORIGIN, public_key=_public_key(), sign=_key().sign)


def signed_checkpoint(*, size: int, root: bytes, origin: str = "") -> str:
    """The signed head of a log; without `origin`, of the list's."""
    return signed_note(note.checkpoint_body(origin or settings.LOG_ORIGIN, size, root))


def opened_note(text: str) -> str | None:
    """The text of a note that this instance signed, else None."""
    return note.opened(text, name=settings.LOG_ORIGIN, public_key=_public_key(), verify=_verifies)


def verifier_key() -> str:
    """The public key in the form that log witnesses take."""
    return note.verifier_key(settings.LOG_ORIGIN, _public_key())


def _unsigned(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name != "signature"}


def _verifies(signature: bytes, message: bytes) -> bool:
    try:
        _key().public_key().verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _public_key() -> bytes:
    return _key().public_key().public_bytes_raw()


def _key() -> Ed25519PrivateKey:
    return _read(Path(settings.SIGNING_KEY_FILE), bool(settings.CREATE_SIGNING_KEY))


@lru_cache(maxsize=4)
def _read(file: Path, may_create: bool) -> Ed25519PrivateKey:
    if not file.exists():
        if not may_create:
            raise ImproperlyConfigured(
                f"There is no signing key at {file}. Put one there, or set CREATE_SIGNING_KEY=true."
            )
        _create(file)
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"{file} holds another kind of key; an Ed25519 key is needed.")
    return key


def _create(file: Path) -> None:
    """Written aside, then linked: of two processes that start together both end with the same key."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    aside = file.with_name(f".{file.name}.{uuid4().hex}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(pem)
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(aside, file)
    except FileExistsError:
        pass  # somebody was quicker; theirs counts
    finally:
        aside.unlink()
