"""The instance's signature (Ed25519) on files and on the heads of its logs. One key, in one file.

The file is SIGNING_KEY_FILE, read when it is first needed; it is made then, for its owner's eyes only, where
CREATE_SIGNING_KEY allows that (a demonstration, a first start), and never silently elsewhere.
"""

import os
from contextlib import suppress
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from exportctl.core import key_history, note
from exportctl.core.canonical import canonical
from exportctl.core.key_history import verifies

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
    key = _key()  # once: it may be exchanged at any moment
    value = key.sign(canonical(unsigned)).hex()
    return {**unsigned, "signature": {"algorithm": ALGORITHM, "key": _public(key).hex(), "value": value}}


def is_ours(message: bytes, signature: bytes, key: bytes) -> bool:
    """Did this instance sign the message, with the key that is named: its present one or one before it?"""
    return key in public_keys() and verifies(key, signature, message)


def is_signed(payload: dict[str, Any]) -> bool:
    """Did this instance `sign` it as it is, with its present key or one before it? Raises ValueError, KeyError."""
    signature = payload["signature"]
    key, value = bytes.fromhex(signature["key"]), bytes.fromhex(signature["value"])
    return signature["algorithm"] == ALGORITHM and is_ours(canonical(_unsigned(payload)), value, key)


def signed_note(text: str) -> str:
    """`text` as a C2SP signed note under the log's name."""
    key = _key()
    return note.assemble(text, name=settings.LOG_ORIGIN, public_key=_public(key), sign=key.sign)


def countersigned(text: str) -> str:
    """A note that an earlier key of this instance signed, with the present key's signature besides; others as they are.

    Whoever knows one of the two keys alone can check it, and a file around it has one key.
    """
    key, name = _key(), settings.LOG_ORIGIN
    public = _public(key)
    signed = note.opened(text, name=name, public_key=public, verify=partial(verifies, public)) is not None
    if signed or opened_note(text) is None:
        return text
    return note.cosigned(text, name=name, public_key=public, sign=key.sign)


def signed_checkpoint(*, size: int, root: bytes, origin: str = "") -> str:
    """The signed head of a log; without `origin`, of the list's."""
    return signed_note(note.checkpoint_body(origin or settings.LOG_ORIGIN, size, root))


def opened_note(text: str) -> str | None:
    """The text of a note that this instance signed, with its present key or an earlier one; else None."""
    name = settings.LOG_ORIGIN
    for key in public_keys():
        opened = note.opened(text, name=name, public_key=key, verify=partial(verifies, key))
        if opened is not None:
            return opened
    return None


def public_keys() -> list[bytes]:
    """The present key first, then those before it, the newest first, each of which signed its successor."""
    return [_public_key(), *reversed(key_history.earlier_keys(_public_key()))]


def trusted_keys() -> str:
    """The public keys in hex, apart by spaces: for a device that compares them without asking."""
    return " ".join(key.hex() for key in public_keys())


def rotate(successor: Path | None = None) -> str:
    """A new key signs from now on; the note by which the old and the new one vouch for it is kept, and returned.

    The old private key is put aside under its own name, for whoever runs the instance to store or destroy. With a
    `successor` (a file) that key is vouched for, and whoever runs the instance puts it in place.
    Raises ImproperlyConfigured where nothing keeps the history.
    """
    if not settings.KEY_HISTORY_FILE:
        raise ImproperlyConfigured(
            "KEY_HISTORY_FILE is empty: nothing would lead from the old key to the new."
        )
    if successor:
        vouched = key_history.note_of(_key(), _private_key_in(successor))
        key_history.append(vouched)
        return vouched
    return _replace_key(Path(settings.SIGNING_KEY_FILE), Ed25519PrivateKey.generate())


def _replace_key(file: Path, new: Ed25519PrivateKey) -> str:
    """Both keys lie on the disk before the note is published; an exchange that was broken off is begun anew."""
    until = file.with_name(f"{file.stem}-until-{sha256(_public_key()).hexdigest()[:8]}{file.suffix}")
    vouched = key_history.note_of(_key(), new)
    fresh = _write_key(new, file.with_name(f".{file.name}.{uuid4().hex}"))
    try:
        with suppress(FileExistsError):  # of an exchange that was broken off
            os.link(file, until)
        key_history.append(vouched)
        os.replace(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)
    return vouched


def verifier_key() -> str:
    """The public key in the form that log witnesses take."""
    return note.verifier_key(settings.LOG_ORIGIN, _public_key())


def _unsigned(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name != "signature"}


def _public_key() -> bytes:
    return _public(_key())


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _key() -> Ed25519PrivateKey:
    """Of the file as it is now: a key that was exchanged signs at once, in every process."""
    file = Path(settings.SIGNING_KEY_FILE)
    try:
        state = file.stat()
    except FileNotFoundError:
        if not settings.CREATE_SIGNING_KEY:
            raise ImproperlyConfigured(
                f"There is no signing key at {file}. Put one there, or set CREATE_SIGNING_KEY=true."
            ) from None
        _create(file)
        state = file.stat()
    return _read(file, (state.st_ino, state.st_mtime_ns))


@lru_cache(maxsize=4)
def _read(file: Path, _state: tuple[int, int]) -> Ed25519PrivateKey:
    return _private_key_in(file)


def _private_key_in(file: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"{file} holds another kind of key; an Ed25519 key is needed.")
    return key


def _create(file: Path) -> None:
    """Written aside, then linked: of two processes that start together both end with the same key."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = _write_key(Ed25519PrivateKey.generate(), file.with_name(f".{file.name}.{uuid4().hex}"))
    try:
        os.link(aside, file)
    except FileExistsError:
        pass  # somebody was quicker; theirs counts
    finally:
        aside.unlink()


def _write_key(key: Ed25519PrivateKey, file: Path) -> Path:
    """On the disk, for its owner's eyes only."""
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(pem)
        handle.flush()
        os.fsync(handle.fileno())
    return file
