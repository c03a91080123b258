"""What stands in the code on an authorisation's paper, or is typed from it. Pure.

The code is the address of the public status page; behind the sign that no server sees stand, each in Base64 (URL), the
canonical JSON of the facts, the Ed25519 key and the signature: it can be checked without any network.
"""

import json
import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from typing import Any

from exportctl.core.rules.codes import reference, squeezed

_TOKEN = re.compile(r"/authorisations/([A-Za-z0-9_-]{22})(?:$|[/?#])")


@dataclass(frozen=True)
class PaperCode:
    """By what the paper is found; and what is signed on it, where the whole code was read."""

    reference: str = ""
    token: str = ""
    message: bytes = b""
    key: bytes = b""
    signature: bytes = b""

    @property
    def is_signed(self) -> bool:
        return bool(self.message)

    @property
    def facts(self) -> dict[str, Any]:
        """What the paper says of itself; empty where the code was only typed, or is no JSON."""
        try:
            facts = json.loads(self.message) if self.message else {}
        except ValueError:
            return {}
        return facts if isinstance(facts, dict) else {}


def read_code(text: str) -> PaperCode:
    """A number as people write it, the address of a status page, or all that a reader of codes gives back."""
    text = text.strip()
    address, _sign, behind = text.partition("#")
    if match := _TOKEN.search(address):
        message, key, signature = _parts(behind)
        return PaperCode(token=match[1], message=message, key=key, signature=signature)
    return PaperCode(reference=reference(text) or squeezed(text))


def _parts(behind: str) -> tuple[bytes, bytes, bytes]:
    parts = behind.split(".")
    if len(parts) != 3:
        return b"", b"", b""
    try:
        message, key, signature = (urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in parts)
    except ValueError:
        return b"", b"", b""
    return message, key, signature
