"""The leaves of the list's log: what of an edition they say openly, and what they commit to by a salted hash.

Version 1 is what listings were logged with; it holds for ever. Version 2 says what kind of change an edition is, what
it rests on and how far it reaches (docs/adr/0014). Version 3 names the authentic language, commits to the translations
that two officers signed, and keeps the reference in the Official Journal and the last review (docs/adr/0021). The
stand-alone verifier reads all of them by itself (`verifier/`).
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from exportctl.core.canonical import canonical

WORDS = ("name", "manufacturer", "models", "description")  # texts: the log has their salted hashes
TEXTS = (*WORDS, "reason")  # of version 2; a listing has no reason of its own

ALIKE = ("code", "edition", "status", "listed_on", "effective_from", "in_force")
SINCE_2 = (
    "change",
    "sequence",
    "rule_set",
    "ground",
    "change_ground",
    "legal_act",
    "scope",
    "destinations",
    "notifying_state",
    "procedure_opened_at",
    "procedure_closed_at",
    "changed_at",
    "delisted_at",
    "cn_code",
)
SINCE_3 = ("authentic_language", "publication", "reviewed_at")
TRANSLATED = "translations/"  # before the language: by which name a translation's salt is kept


def version_of(public: Mapping[str, Any]) -> int:
    """With which version of the leaf an edition with these public words was logged."""
    if "authentic_language" in public:
        return 3
    return 2 if "change" in public else 1


def committed(public: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts that the leaf of this edition commits to: each needs a salt."""
    if version_of(public) == 1:
        return WORDS
    translations = tuple(f"{TRANSLATED}{language}" for language in sorted(public.get("translations") or ()))
    return (*(field for field in TEXTS if public[field] is not None), *translations)


def leaf_bytes(public: Mapping[str, Any], salts: Mapping[str, bytes]) -> bytes:
    """The leaf of one edition: canonical JSON of codes, dates, numbers and a commitment to each text.

    `public` is the entry as REST shows it. Erasing a text and its salt leaves the tree as it is.
    """
    plain = {name: public[name] for name in ALIKE} | {"functions": list(public["functions"])}
    version = version_of(public)
    if version == 1:
        plain |= {"type": "exportctl-leaf/1", "regime_code": public["rule_set"]}
    else:
        plain |= {"type": f"exportctl-leaf/{version}", "version": version, "reason": None}
        plain |= {name: public[name] for name in SINCE_2}
    if version == 3:
        plain |= {name: public[name] for name in SINCE_3} | {"translations": {}}
    for field in committed(public):
        language = field.removeprefix(TRANSLATED)
        if language == field:
            plain[field] = commitment(public[field], salts[field])
        else:
            plain["translations"][language] = commitment(public["translations"][language], salts[field])
    return canonical(plain)


def commitment(value: str | Sequence[str] | Mapping[str, str], salt: bytes) -> str:
    """SHA-256 of salt and text, in hex; a list, and the words in a language, count as their canonical JSON."""
    text = value if isinstance(value, str) else canonical(value).decode()
    return sha256(salt + text.encode()).hexdigest()
