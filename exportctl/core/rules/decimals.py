"""Numbers as people type them, in a form or in a table: 480.000, 480 000 and 480,000.00. Pure.

A number that has two readings is never guessed: whoever typed it is asked. What is stored, and what REST takes, is
always `480000.5`.
"""

import re
from decimal import Decimal

GROUPING = {"en": ",", "de": "."}  # beside spaces and apostrophes, which group in every language
POINT = {"en": ".", "de": ",", "fr": ","}
SPACES = re.compile("(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))")
DIGITS = "[0-9]{1,40}"
GROUPS = "[0-9]{1,3}(?:[.][0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+"
PLACES = "[0-9]{1,10}"


class NotANumber(ValueError):
    """A text that is no number above or equal to zero, in any way of writing it."""


class Ambiguous(ValueError):
    """A number with two readings: `large` if its sign groups digits, `small` if it is a decimal point."""

    def __init__(self, large: str, small: str) -> None:
        super().__init__(large, small)
        self.large, self.small = large, small


def read_decimal(text: str, *, language: str) -> str:
    """What was typed on a page in `language`, as it is stored. Raises NotANumber or Ambiguous.

    One sign before exactly three digits groups them only where the language groups by it; everywhere else it is
    asked, because 24 languages of the Union are typed on pages in three.
    """
    typed = SPACES.sub("", text.strip())
    if re.fullmatch(DIGITS, typed):
        return shortest(Decimal(typed))
    if re.fullmatch("0*[1-9][0-9]{0,39}[.,][0-9]{3}", typed):
        large, small = _plain(typed, point=""), _plain(typed, point=typed[-4])
        if re.fullmatch(GROUPS, text.strip()) and GROUPING.get(language) == typed[-4]:
            return large
        raise Ambiguous(large, small)
    if re.fullmatch(GROUPS, typed) and (typed.count(".") > 1 or typed.count(",") > 1):
        return _plain(typed, point="")
    whole, point, places = _split(typed)
    if not re.fullmatch(rf"{DIGITS}|{GROUPS}", whole) or point in whole or not re.fullmatch(PLACES, places):
        raise NotANumber
    return _plain(typed, point=point)


def typed_decimal(stored: str, *, language: str) -> str:
    """A stored number as a field shows it: `read_decimal` reads it again.

    With a zero more where three decimal places could be taken for thousands: `1.1250`.
    """
    whole, _point, places = stored.partition(".")
    if len(places) == 3 and whole.strip("0"):
        places += "0"
    return f"{whole}{POINT.get(language, '.')}{places}" if places else whole


def shortest(number: Decimal) -> str:
    """`100`, `0.5`: a decimal without exponent or needless zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _split(typed: str) -> tuple[str, str, str]:
    """Before the last sign, the sign, and what follows."""
    at = max(typed.rfind("."), typed.rfind(","))
    return (typed[:at], typed[at], typed[at + 1 :]) if at >= 0 else (typed, ".", "")


def _plain(typed: str, *, point: str) -> str:
    """As it is stored, where `point` is its decimal sign."""
    whole, _sign, places = typed.rpartition(point) if point else (typed, "", "")
    digits = re.sub("[.,]", "", whole)
    return shortest(Decimal(f"{digits}.{places}" if places else digits))
