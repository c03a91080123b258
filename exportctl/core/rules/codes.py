"""How people and machines write short codes, and the one way each is stored. Pure.

A code is the same in capitals or not, with spaces, points or hyphens, in digits of any script, and with letters that
only look Latin. What cannot be read is refused with what to write instead; nothing else is guessed.
"""

import re
from unicodedata import category, decimal, normalize

from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.folding import looks

CUSTOMS_DIGITS = 8  # of the Combined Nomenclature; TARIC adds two
TARIC_DIGITS = 10

_NOT_WRITTEN = re.compile(r"[\s.\-‐‑‒–—−_·,/]+")
_REFERENCE = re.compile(
    r"(?:(CS)-?(\d{1,6})|(N|P|[A-Z]{2}|[A-Z]{2}-?A)-?((?:19|20)\d\d)-?(\d{1,6}))", re.ASCII
)
_REFERENCE_DIGITS = {"CS": 4, "P": 4, "N": 6}
_AUTHORISATION_DIGITS = 4
_CASE_DIGITS = 5
_LONGEST_REFERENCE = 20
# What EMCS, VAT numbers and everyday speech write for an ISO 3166 code.
_NOT_ISO = {"EL": "GR", "UK": "GB"}
# The customs' own nomenclature (Regulation (EU) 2020/1470): a code of theirs for a country that ISO has, too.
_CUSTOMS_OWN = {"XS": "RS"}


class Unreadable(ValueError):
    """The argument says what to write."""


def ascii_digits(text: str) -> str:
    """`٢` and `２` as `2`: every decimal digit as the one that is stored and compared."""
    if text.isascii():
        return text
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in text)


def squeezed(text: str) -> str:
    """Capitals and ASCII digits without spaces and signs nobody sees; look-alike letters are Latin."""
    if not text.isascii():
        seen = "".join(sign for sign in normalize("NFKC", text) if category(sign) not in ("Cf", "Zs"))
        text = ascii_digits(looks(seen))
    return "".join(text.split()).upper()


def customs_code(text: str) -> str:
    """A code of the Combined Nomenclature as eight digits: `8517 62 00`, `8517.62.00`. Raises Unreadable."""
    digits = _NOT_WRITTEN.sub("", squeezed(text))
    if re.fullmatch(r"[0-9]{8}", digits):
        return digits
    if re.fullmatch(r"[0-9]{10}", digits):
        message = _("These are the ten digits of TARIC. Leave out the last two: %(code)s.")
        raise Unreadable(fill(message, {"code": digits[:CUSTOMS_DIGITS]}))
    raise Unreadable(_("Give the customs code as eight digits, for example 85176200."))


def declared_customs_code(text: str) -> str:
    """As `customs_code`, of a declaration: ten digits of TARIC are read as the eight that they begin with."""
    digits = _NOT_WRITTEN.sub("", squeezed(text))
    return customs_code(digits[:CUSTOMS_DIGITS] if re.fullmatch(r"[0-9]{10}", digits) else text)


def country_code(text: str) -> str:
    """A country's code in capitals; XS, the customs' own, as RS. Raises Unreadable for EL and UK."""
    code = squeezed(text)
    if code in _NOT_ISO:
        raise Unreadable(fill(_("%(code)s is no code of a country here: write %(iso)s."), _iso(code)))
    return _CUSTOMS_OWN.get(code, code)


def _iso(code: str) -> dict[str, str]:
    return {"code": code, "iso": _NOT_ISO[code]}


def reference(text: str) -> str:
    """`de-2026-418`, `cs 0001` as `DE-2026-00418`, `CS-0001`; "" for what is no reference of ours."""
    match = _REFERENCE.fullmatch(re.sub(r"[‐‑‒–—−_]", "-", squeezed(text)))
    if match is None:
        return ""
    listed, place, prefix, year, number = match.groups()
    if listed:
        return f"{listed}-{int(place):0{_REFERENCE_DIGITS[listed]}}"
    if len(prefix) > len("DE"):  # of an authorisation: DE-A
        return f"{prefix[:2]}-A-{year}-{int(number):0{_AUTHORISATION_DIGITS}}"
    return f"{prefix}-{year}-{int(number):0{_REFERENCE_DIGITS.get(prefix, _CASE_DIGITS)}}"


def as_stored(segment: str) -> str:
    """A part of an address as it is stored if it is a reference, zeros and all; otherwise as it came."""
    figures = sum(map(str.isdecimal, segment)) if len(segment) <= _LONGEST_REFERENCE else 0
    stored = reference(segment) if figures else ""
    return stored if stored and figures == sum(map(str.isdecimal, stored)) else segment
