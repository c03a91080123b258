"""The facts of an authorisation: the file inside its paper, or the text of the code on it."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import date
from typing import Any

from verifier.canonical import Unreadable, read

Document = dict[str, Any]
REFERENCE = re.compile(r"[A-Z]{2}-A-[0-9]{4}-[0-9]{4,6}")
CODE = re.compile(rb"https?://\S+/authorisations/([A-Za-z0-9_-]+)#(\S+)")


def title(document: Document) -> str:
    period = f"{document.get('valid_from')} to {document.get('valid_until')}"
    return f"authorisation {document.get('reference')}, version {document.get('version')}, {period}"


def from_code(data: bytes) -> bytes | None:
    """The signed facts in the text of a code, as a file would hold them; None for what is no such text."""
    match = CODE.fullmatch(data.strip())
    if match is None:
        return None
    parts = match[2].split(b".")
    if len(parts) != 3:
        raise Unreadable("the code is not whole: facts, key and signature are expected")
    facts, key, value = map(_decoded, parts)
    document = read(facts)
    if not isinstance(document, dict):
        raise Unreadable("the code holds no facts")
    signature = {"algorithm": "Ed25519", "key": key.hex(), "value": value.hex()}
    return json.dumps({**document, "signature": signature}).encode()


def _decoded(part: bytes) -> bytes:
    """In the one spelling that it has: whatever else decodes to the same is another code."""
    try:
        data = urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except ValueError as error:
        raise Unreadable(f"the code is not whole: {error}") from error
    if urlsafe_b64encode(data).rstrip(b"=") != part:
        raise Unreadable("the code is not whole: it has signs that belong to none")
    return data


def _period(document: Document) -> Iterator[str]:
    first, last = (date.fromisoformat(document[name]) for name in ("valid_from", "valid_until"))
    if last < first:
        yield "it ends before it begins"


def _number(document: Document) -> Iterator[str]:
    if not REFERENCE.fullmatch(document["reference"]) or document["version"] < 1:
        yield "number or version is not one that an authority gives"


CHECKS = (("number", _number), ("period", _period))
