"""Which kind of file it is, who signed it, and everything that is wrong with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, TypeGuard

from verifier import auditexport, authorisation, consistency, edition, evidence, keychain, listproof, mirror
from verifier.canonical import Unreadable, canonical, read
from verifier.ed25519 import verifies
from verifier.logs import leaf_hash

Document = dict[str, Any]
KINDS = {
    "exportctl-evidence/1": evidence,
    "exportctl-audit/1": auditexport,
    "exportctl-authorisation/1": authorisation,
    "exportctl-log-consistency/1": consistency,
}
HEX = set("0123456789abcdef")


@dataclass(frozen=True)
class Result:
    """`checks` holds each check by name with what it found wrong."""

    title: str
    fingerprint: str
    checks: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def valid(self) -> bool:
        return not any(problems for _name, problems in self.checks)


def check(data: bytes, wanted_key: str = "", *, history: str = "", log: Path | None = None) -> Result:
    """Check a file's bytes, or the text of an authorisation's code.

    With a `history` of keys, one that followed the wanted key will do; with a copy of the `log`, a list proof has to be
    of that log. Unreadable when it is of no kind known here and its signature, if any, holds.
    """
    document = read(authorisation.from_code(data) or data)
    if not isinstance(document, dict):
        raise Unreadable("it is JSON, but not an object")
    if edition.is_edition(document):
        return _check_edition(document, wanted_key, history=history, log=log)
    kind, key = _kind(document), _key(document)
    named: list[tuple[str, Callable[[Document], Iterator[str]]]] = [("signature", _signature)]
    named += kind.CHECKS if kind else ()
    if log and kind is listproof:
        after = keychain.keys_since(key.hex(), history) if key else []
        copy = mirror.open_mirror(log, str(log), [*keychain.keys_before(key, history), *(after or [key])])
        named.append(("place in your copy of the log", partial(mirror.includes, _hashes(copy))))
    found = [(name, _problems(one, document)) for name, one in named]
    if kind is None and not found[0][1]:
        raise Unreadable("it is signed, but of a kind that this verifier does not know")
    if wanted_key:
        found.append(("key", _other_key(wanted_key, key, history)))
    return Result(kind.title(document) if kind else "file of an unknown kind", _grouped(key), tuple(found))


def _check_edition(document: Document, wanted_key: str, *, history: str, log: Path | None) -> Result:
    """An edition against a copy of the log, which is checked with it."""
    if log is None or not wanted_key:
        raise Unreadable(edition.NEEDS_LOG)
    keys = _keys(wanted_key, history)
    copy = mirror.open_mirror(log, str(log), keys)
    all_leaves = list(copy.entries())
    leaves = edition.leaves_of(document, all_leaves)
    every_key = [*keychain.keys_before(keys[0], history), *keys]
    checks: list[tuple[str, Callable[[Document], Iterator[str]]]] = [
        (
            "your copy of the log",
            lambda _document: mirror.leaves(copy, [leaf_hash(leaf) for leaf in all_leaves]),
        ),
        ("signed head", lambda one: edition.head(one, leaves, every_key)),
        ("entries (not their texts, which the proof of each has)", lambda one: edition.entries(one, leaves)),
    ]
    found = tuple((name, _problems(one, document)) for name, one in checks)
    return Result(edition.title(document), _grouped(keys[-1]), found)


def _keys(wanted_key: str, history: str) -> list[bytes]:
    """The key that is meant and those that followed it. Unreadable where it is none."""
    keys = keychain.keys_since(wanted_key, history) or [keychain.key_of(wanted_key)]
    if len(keys[-1]) != 32:
        raise Unreadable("give the public key with --key, in hex or as /log shows it for witnesses")
    return keys


def check_log(directory: Path, wanted_key: str, *, history: str = "", since: Sequence[Path] = ()) -> Result:
    """Check a copy of the list's log against its signed head, and against heads that were kept earlier.

    Unreadable without a key, in hex or as witnesses take it: a head does not hold the key that signed it.
    """
    keys = _keys(wanted_key, history)
    copy = mirror.open_mirror(directory, str(directory), keys)
    before = keychain.keys_before(keys[0], history)
    hashes = _hashes(copy)
    checks: list[tuple[str, Iterator[str]]] = [
        ("entries and root", mirror.leaves(copy, hashes)),
        ("tiles", mirror.tiles(copy, hashes)),
    ]
    for file in since:
        head = mirror.earlier_head(file, [*before, *keys])
        checks.append((f"grown out of {file.name} ({head.size} leaves)", mirror.grown(hashes, head)))
    found = tuple((name, tuple(problems)) for name, problems in checks)
    return Result(f"log {copy.head.origin} with {copy.head.size} leaves", _grouped(keys[-1]), found)


def _hashes(copy: mirror.Mirror) -> list[bytes]:
    return [leaf_hash(entry) for entry in copy.entries()]


def _kind(document: Document) -> ModuleType | None:
    if "leaf" in document and "audit_path" in document:
        return listproof
    named = document.get("type")
    kind = KINDS.get(named) if isinstance(named, str) else None
    if kind is None and not isinstance(document.get("signature"), dict):
        raise Unreadable(
            "it is neither evidence, nor a list proof, nor an audit export, nor an authorisation"
        )
    return kind


def _problems(one: Callable[[Document], Iterator[str]], document: Document) -> tuple[str, ...]:
    """What a check finds; a part that is missing or of another shape is a finding, too."""
    try:
        return tuple(one(document))
    except KeyError as error:
        return (f"{error.args[0]} is missing",)
    except Unreadable as error:
        return (str(error),)
    except (TypeError, ValueError, AttributeError, ArithmeticError, LookupError, RecursionError) as error:
        return (f"cannot be checked: {error}",)


def _signature(document: Document) -> Iterator[str]:
    signature = document["signature"]
    if signature.keys() != {"algorithm", "key", "value"} or signature["algorithm"] != "Ed25519":
        yield "it is not an Ed25519 signature"
        return
    if not _is_hex(signature["key"], 64) or not _is_hex(signature["value"], 128):
        yield "key or value is not lower-case hex of the right length"
        return
    signed = canonical({name: value for name, value in document.items() if name != "signature"})
    if not verifies(bytes.fromhex(signature["key"]), bytes.fromhex(signature["value"]), signed):
        yield "the file is not as it was when this key signed it"


def _is_hex(text: Any, length: int) -> TypeGuard[str]:
    return isinstance(text, str) and len(text) == length and set(text) <= HEX


def _key(document: Document) -> bytes:
    signature = document.get("signature")
    key = signature.get("key") if isinstance(signature, dict) else None
    return bytes.fromhex(key) if _is_hex(key, 64) else b""


def _other_key(wanted: str, key: bytes, history: str) -> tuple[str, ...]:
    """`wanted` is a public key in hex, its fingerprint, with or without gaps, or as witnesses take it."""
    if keychain.means(wanted, key) or key in keychain.keys_since(wanted, history):
        return ()
    return ("the file is signed with another key than the one you gave",)


def _grouped(key: bytes) -> str:
    digest = sha256(key).hexdigest() if key else ""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4)) or "none"
