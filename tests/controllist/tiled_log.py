"""A reader of tiled logs, written from the C2SP texts (tlog-tiles, tlog-checkpoint, signed-note) for the tests alone.

It shares no line with the product nor with its verifier: it computes the root from tiles as a client does that never
reads all entries, and checks each entry against its level-0 hash.
"""

import base64
from collections.abc import Callable
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Fetch = Callable[[str], bytes]


class ReadLog:
    def __init__(self, fetch: Fetch, vkey: str) -> None:
        self.fetch = fetch
        self.origin, self.size, self.root = open_checkpoint(fetch("checkpoint").decode(), vkey)

    def hash_at(self, level: int, place: int) -> bytes:
        """The hash of the complete subtree of 256^level leaves with this number."""
        tile, offset = divmod(place, 256)
        return self.tile(str(level), tile, self.size >> 8 * level)[32 * offset : 32 * offset + 32]

    def tile(self, kind: str, index: int, available: int) -> bytes:
        width = min(256, available - 256 * index)
        digits = f"{index:03d}" if index < 1000 else f"x{index // 1000:03d}/{index % 1000:03d}"
        data = self.fetch(f"tile/{kind}/{digits}" + (f".p/{width}" if width < 256 else ""))
        if kind != "entries":
            assert len(data) == 32 * width
        return data

    def subtree(self, start: int, end: int) -> bytes:
        """The root over the leaves from `start` to before `end`: split as in RFC 6962, by the highest tile."""
        count = end - start
        for level in range(5, -1, -1):
            if count == 256**level and start % count == 0:
                return self.hash_at(level, start // count)
        split = 1
        while split * 2 < count:
            split *= 2
        left, right = self.subtree(start, start + split), self.subtree(start + split, end)
        return sha256(b"\x01" + left + right).digest()

    def entries(self) -> list[bytes]:
        rest, read = b"", []
        for index in range((self.size + 255) // 256):
            rest = self.tile("entries", index, self.size)
            while rest:
                length = rest[0] * 256 + rest[1]
                read.append(rest[2 : 2 + length])
                rest = rest[2 + length :]
        return read

    def stands(self) -> bool:
        entries = self.entries()
        fits = [sha256(b"\x00" + entry).digest() == self.hash_at(0, at) for at, entry in enumerate(entries)]
        return len(entries) == self.size and all(fits) and self.subtree(0, self.size) == self.root

    def begins_with(self, size: int, root: bytes) -> bool:
        return size <= self.size and self.subtree(0, size) == root


def open_checkpoint(note: str, vkey: str) -> tuple[str, int, bytes]:
    """Origin, size and root, signed by the key `name+id+base64(0x01 ‖ key)`."""
    name, identity, encoded = vkey.split("+", 2)
    public = base64.b64decode(encoded)
    assert public[0] == 1
    assert sha256(name.encode() + b"\n" + public).hexdigest()[:8] == identity
    text, signatures = note.rsplit("\n\n", 1)
    for line in signatures.splitlines():
        signer, signature = line.removeprefix("\u2014 ").split(" ")
        raw = base64.b64decode(signature)
        if signer == name and raw[:4].hex() == identity:
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(raw[4:], f"{text}\n".encode())
            origin, size, root = text.split("\n")[:3]
            return origin, int(size), base64.b64decode(root)
    raise AssertionError("no signature of this key")
