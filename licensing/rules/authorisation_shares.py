"""What is left of an authorisation, and how it moves to the numbers that stand in its place: once. Pure.

Regulation (EU) 2021/821, Article 12(4): an authorisation with quantity limits is split if the exporter asks.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from exportctl.core.i18n import gettext as _
from exportctl.core.rules.decimals import shortest
from exportctl.core.shapes import Errors, error
from licensing.rules.authorisations import Balance
from licensing.rules.shapes import JsonObject

Share = dict[int, tuple[Decimal | None, Decimal | None]]  # line → quantity and value, None where not limited


def rest_of(balances: Mapping[int, Balance]) -> Share:
    """Everything that is left, by line; a line of which nothing is left does not move."""
    return {number: (each.left, each.value_left) for number, each in balances.items() if not each.exhausted}


def shares(parts: Iterable[JsonObject], balances: Mapping[int, Balance]) -> list[Share]:
    """What each further authorisation gets: the parts as they were written, and in the end one with the rest."""
    remaining = {number: [each.left, each.value_left] for number, each in balances.items()}
    written: list[Share] = []
    for part in parts:
        share: Share = {}
        for told in part["lines"]:
            number = int(told["line"])
            quantity, value = _amount(told.get("quantity")), _amount(told.get("value"))
            share[number] = (quantity, value)
            for place, amount in enumerate((quantity, value)):
                left = remaining[number][place]
                if left is not None:
                    remaining[number][place] = left - (amount or 0)
        written.append(share)
    rest = {
        number: (quantity, value)
        for number, (quantity, value) in remaining.items()
        if all(left is None or left > 0 for left in (quantity, value))
    }
    return [*written, rest]


def _amount(text: Any) -> Decimal | None:
    return Decimal(text) if text else None


def wrong_parts(terms: JsonObject, *, numbers: Collection[int], balances: Mapping[int, Balance]) -> Errors:
    """Each part names lines with quantities; together they stay below what is left, so that the last has a rest."""
    errors: Errors = []
    for index, part in enumerate(terms.get("parts") or ()):
        seen: set[int] = set()
        for place, told in enumerate(part["lines"]):
            pointer, number = f"/parts/{index}/lines/{place}", int(told["line"])
            if number not in numbers:
                errors.append(error(f"{pointer}/line", no_line(number, numbers)))
            elif number in seen:
                errors.append(error(f"{pointer}/line", _("Name each line once.")))
            else:
                seen.add(number)
                errors += _wrong_share(told, balances[number], pointer)
    return errors or _wrong_sum(terms, balances)


def _wrong_share(told: JsonObject, balance: Balance, pointer: str) -> Errors:
    errors = []
    for member, left in (("quantity", balance.left), ("value", balance.value_left)):
        if left is None and told.get(member):
            message = _("This line is not limited in that: leave it out.")
            errors.append(error(f"{pointer}/{member}", message))
        elif left is not None and not (told.get(member) and Decimal(told[member]) > 0):
            errors.append(error(f"{pointer}/{member}", _("Say how much of it moves.")))
    return errors


def _wrong_sum(terms: JsonObject, balances: Mapping[int, Balance]) -> Errors:
    parts = terms.get("parts") or ()
    if not parts:
        return [error("/parts", _("Say what moves to the first of the further authorisations."))]
    taken: dict[int, list[Decimal]] = {number: [Decimal(0), Decimal(0)] for number in balances}
    for part in parts:
        for told in part["lines"]:
            for place, member in enumerate(("quantity", "value")):
                taken[int(told["line"])][place] += _amount(told.get(member)) or 0
    errors = []
    for number, (quantity, value) in taken.items():
        balance = balances[number]
        for amount, left in ((quantity, balance.left), (value, balance.value_left)):
            if left is not None and amount > left:
                message = _("%(left)s is left of line %(line)d; the parts take %(taken)s.")
                words = {"left": shortest(left), "line": number, "taken": shortest(amount)}
                errors.append(error("/parts", message % words))
    if not errors and not shares(parts, balances)[-1]:
        errors.append(error("/parts", _("Leave something for the last of the further authorisations.")))
    return errors


def no_line(number: int, numbers: Iterable[int]) -> str:
    """Which lines there are."""
    words = {"line": number, "lines": ", ".join(map(str, sorted(numbers)))}
    return _("This authorisation has no line %(line)d; it has: %(lines)s.") % words
