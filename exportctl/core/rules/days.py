"""Days as people type them: 2027-12-15, 15.12.2027, 15/12/2027, 15. Dezember 2027, 1er janvier 2028. Pure.

Everywhere in the Union the day stands before the month, so one reader serves every language. REST takes the first
form only.
"""

import re
from datetime import date

MONTHS = (
    ("january", "jan", "januar", "jänner", "janvier", "janv"),
    ("february", "feb", "februar", "feber", "février", "fevrier", "févr", "fevr", "fév"),
    ("march", "mar", "märz", "maerz", "mär", "mrz", "mars"),
    ("april", "apr", "avril", "avr"),
    ("may", "mai"),
    ("june", "jun", "juni", "juin"),
    ("july", "jul", "juli", "juillet", "juil"),
    ("august", "aug", "août", "aout"),
    ("september", "sep", "sept", "septembre"),
    ("october", "oct", "oktober", "okt", "octobre"),
    ("november", "nov", "novembre"),
    ("december", "dec", "dezember", "dez", "décembre", "decembre", "déc"),
)
MONTH = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
ISO = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
NUMBERS = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4})")
WORDS = re.compile(r"([0-9]{1,2})(?:\.|er)? ?([^\W\d_]+)\.? ([0-9]{4})")


def iso_day(text: str) -> date:
    """A day as year-month-day, and nothing else: no week dates, no other digits. Raises ValueError."""
    if not (parts := ISO.fullmatch(text)):
        raise ValueError(text)
    return date(*map(int, parts.groups()))


def read_day(text: str) -> date:
    """A day in any of the forms above. Raises ValueError; two digits are no year."""
    typed = " ".join(text.casefold().split())
    if parts := NUMBERS.fullmatch(typed):
        day, _sign, month, year = parts.groups()
        return date(int(year), int(month), int(day))
    if (parts := WORDS.fullmatch(typed)) and parts[2] in MONTH:
        return date(int(parts[3]), MONTH[parts[2]], int(parts[1]))
    return iso_day(typed)
