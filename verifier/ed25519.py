"""Ed25519 verification (RFC 8032, section 5.1.7) in plain Python. No secrets here, so timing tells none."""

from hashlib import sha512

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]  # extended coordinates: x = X/Z, y = Y/Z, xy = T/Z
NEUTRAL: Point = (0, 1, 1, 0)


def verifies(key: bytes, signature: bytes, message: bytes) -> bool:
    """Did the holder of the 32-byte public `key` sign `message`?"""
    if len(key) != 32 or len(signature) != 64:
        return False
    point, encoded, scalar = _decoded(key), signature[:32], int.from_bytes(signature[32:], "little")
    if point is None or scalar >= ORDER:  # a larger scalar would be a second signature for the same message
        return False
    challenge = int.from_bytes(sha512(encoded + key + message).digest(), "little") % ORDER
    return _encoded(_combined(scalar, BASE, challenge, _negative(point))) == encoded


def _combined(first: int, one: Point, second: int, other: Point) -> Point:
    """first·one + second·other, bit by bit for both at once."""
    both, found = _added(one, other), NEUTRAL
    for bit in range(max(first.bit_length(), second.bit_length()) - 1, -1, -1):
        found = _doubled(found)
        digits = (first >> bit & 1, second >> bit & 1)
        if digits != (0, 0):
            found = _added(found, {(1, 0): one, (0, 1): other, (1, 1): both}[digits])
    return found


def _added(one: Point, other: Point) -> Point:
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _doubled(point: Point) -> Point:
    x, y, z, _ = point
    a, b = x * x % P, y * y % P
    h, g = a + b, a - b
    e, f = h - (x + y) * (x + y) % P, 2 * z * z % P + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def _negative(point: Point) -> Point:
    x, y, z, t = point
    return -x % P, y, z, -t % P


def _encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")


def _decoded(data: bytes) -> Point | None:
    """The point, or None: not on the curve, or not written in its one canonical way."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    if x * x % P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def _base() -> Point:
    point = _decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    if point is None:
        raise ArithmeticError("the base point is on the curve")
    return point


BASE = _base()
