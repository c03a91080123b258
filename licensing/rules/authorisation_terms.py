"""What two officers change in an authorisation: the terms of each act, and what an authorisation says after it. Pure.

Amending, extending and correcting keep the number and add a version; renewing, splitting and re-issuing put further
numbers in its place, to which what is left moves once (Regulation (EU) 2021/821, Articles 12(4) and 16(1)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from exportctl.core.i18n import gettext as _
from exportctl.core.i18n import gettext_lazy
from exportctl.core.rules.decimals import shortest
from exportctl.core.shapes import Date, Errors, Integer, ListOf, Number, Object, Text, YesNo, error
from licensing.rules.authorisations import GROUNDS, LONGEST_MONTHS, Balance, Event, valid_until
from licensing.rules.shapes import JsonObject, control_entry_of, customs_code_of

MOST_LINES = 100
MOST_PARTS = 10  # into which one is split, the one with the rest not counted
PARTIES = ("end_user", "consignee")
WORDS = ("name", "description", "cn_code", "control_entry")  # of a line, where they are corrected

_NUMBER = Integer(least=1, most=9999)
_LIMITS = {
    "line": _NUMBER,
    "quantity": Number(required=False),
    "value": Number(places=2, positive=False, required=False),
}
_LINE_WORDS = {
    "name": Text(most=200, is_name=True, required=False),
    "description": Text(most=8000, lines=True, required=False),
    "cn_code": customs_code_of(required=False),
    "control_entry": control_entry_of(required=False),
}
_PARTY = Object(
    members={
        "name": Text(most=200, is_name=True, required=False),
        "address": Text(most=500, required=False),
    },
    required=False,
)
_UNTIL = Date(gap=gettext_lazy("Give the new last day."))
_MAYBE_UNTIL = Date(required=False)
_SAID = {**GROUNDS.members, "change_request": Text(most=36, required=False)}
_CONTENTS = {
    "valid_until": _MAYBE_UNTIL,
    "conditions": ListOf(each=Text(most=4000, lines=True), most=50, required=False),
    "end_user": _PARTY,
    "consignee": _PARTY,
}


def _lines(members: Mapping[str, Any], *, required: bool = False) -> ListOf:
    return ListOf(each=Object(members=dict(members)), most=MOST_LINES, required=required)


# Of each act of two officers, what its proposal says; the rest need their reasons alone.
SHAPES: Mapping[str, Object] = {
    Event.AMEND: Object(
        members={**_SAID, **_CONTENTS, "lines": _lines(_LIMITS), "substantial": YesNo(required=False)}
    ),
    Event.CORRECT: Object(members={**_SAID, **_CONTENTS, "lines": _lines({**_LIMITS, **_LINE_WORDS})}),
    Event.EXTEND: Object(members={**_SAID, "valid_until": _UNTIL}),
    Event.RENEW: Object(members={**_SAID, "valid_until": _UNTIL}),
    Event.SPLIT: Object(
        members={
            **_SAID,
            "parts": ListOf(each=Object(members={"lines": _lines(_LIMITS, required=True)}), most=MOST_PARTS),
        }
    ),
}
PLAIN = Object(members=_SAID)


def shape_of(event: str) -> Object:
    """What a proposal of this act says."""
    return SHAPES.get(event, PLAIN)


@dataclass(frozen=True)
class LineContents:
    """One line as a version has it; `limits_value`: does its value limit it, or only say what is expected?"""

    number: int
    name: str
    description: str
    cn_code: str
    control_entry: str
    quantity: Decimal | None
    unit: str
    value: Decimal | None
    limits_value: bool
    currency: str


@dataclass(frozen=True)
class Contents:
    """What a version says, as far as an act may change it."""

    valid_from: date
    valid_until: date
    lines: tuple[LineContents, ...]
    conditions: tuple[str, ...]
    parties: Mapping[str, tuple[str, str]]  # role → name and address


@dataclass(frozen=True)
class Difference:
    """One thing that two versions say differently: which, of which line, and both as they read."""

    member: str
    before: str
    after: str
    line: int | None = None


def changed(before: Contents, terms: JsonObject) -> Contents:
    """What the authorisation says once the terms are carried out."""
    told = {int(each["line"]): each for each in terms.get("lines") or ()}
    parties = {role: _party(words, terms.get(role) or {}) for role, words in before.parties.items()}
    until = terms.get("valid_until")
    return replace(
        before,
        valid_until=date.fromisoformat(until) if until else before.valid_until,
        lines=tuple(_line(line, told.get(line.number, {})) for line in before.lines),
        conditions=tuple(terms["conditions"]) if terms.get("conditions") is not None else before.conditions,
        parties=parties,
    )


def _party(words: tuple[str, str], told: JsonObject) -> tuple[str, str]:
    return told.get("name") or words[0], told.get("address") or words[1]


def _line(line: LineContents, told: JsonObject) -> LineContents:
    words = {name: told[name] for name in WORDS if told.get(name)}
    if told.get("quantity") and line.quantity is not None:
        words["quantity"] = Decimal(told["quantity"])
    if told.get("value"):
        words["value"] = Decimal(told["value"])
    return replace(line, **words)


def differences(before: Contents, after: Contents) -> list[Difference]:
    """What changes, in the order of the paper."""
    rows = [
        Difference(f"{role}_{name}", old, new)
        for role in before.parties
        for name, old, new in zip(("name", "address"), before.parties[role], after.parties[role], strict=True)
    ]
    for old_line, new_line in zip(before.lines, after.lines, strict=True):
        for member in (*WORDS, "quantity", "value"):
            old, new = (_written(line, member) for line in (old_line, new_line))
            rows.append(Difference(member, old, new, old_line.number))
    rows.append(Difference("valid_until", before.valid_until.isoformat(), after.valid_until.isoformat()))
    rows.append(Difference("conditions", "\n".join(before.conditions), "\n".join(after.conditions)))
    return [row for row in rows if row.before != row.after]


def _written(line: LineContents, member: str) -> str:
    value = getattr(line, member)
    if not isinstance(value, Decimal):
        return str(value or "")
    return f"{shortest(value)} {line.unit if member == 'quantity' else line.currency}".strip()


def lessens(before: Contents, after: Contents) -> bool:
    """Is less granted than before, so that it may be a substantial limitation (Article 16(1))?"""
    less = any(
        (new.quantity or 0) < (old.quantity or 0)
        or (old.limits_value and (new.value or 0) < (old.value or 0))
        for old, new in zip(before.lines, after.lines, strict=True)
    )
    return (
        less or after.valid_until < before.valid_until or bool(set(after.conditions) - set(before.conditions))
    )


def gaps(
    event: str, *, before: Contents, terms: JsonObject, balances: Mapping[int, Balance], today: date
) -> Errors:
    """What is wrong with the terms of an act, as things stand today; each with its pointer."""
    if event == Event.SPLIT:
        return _wrong_parts(terms, before=before, balances=balances)
    errors = _wrong_until(event, before=before, terms=terms, today=today)
    numbers = {line.number for line in before.lines}
    for index, told in enumerate(terms.get("lines") or ()):
        if int(told["line"]) not in numbers:
            errors.append(error(f"/lines/{index}/line", _no_line(told["line"], numbers)))
        else:
            errors += _below(told, balances[int(told["line"])], f"/lines/{index}")
    if event in (Event.AMEND, Event.CORRECT):
        after = changed(before, terms)
        if not errors and before == after:
            errors.append(
                error("/grounds", _("Nothing differs from what it says now. Change something first."))
            )
        elif terms.get("substantial") and not lessens(before, after):
            message = _("This takes nothing away: it is no limitation that other states are told of.")
            errors.append(error("/substantial", message))
    return errors


def _wrong_until(event: str, *, before: Contents, terms: JsonObject, today: date) -> Errors:
    """A last day that lies after what an extension goes beyond, before what a renewal may not reach."""
    until = terms.get("valid_until")
    if not until:
        return []
    last = date.fromisoformat(until)
    start = today if event == Event.RENEW else before.valid_from
    latest = valid_until(start, months=LONGEST_MONTHS)
    message = ""
    if event == Event.EXTEND and last <= before.valid_until:
        message = _("An extension ends after the last day so far, %(last)s.") % {
            "last": before.valid_until.isoformat()
        }
    elif event == Event.AMEND and last > before.valid_until:
        message = _("To make it last longer, extend it.")
    elif event != Event.CORRECT and last < today:
        message = _("This day has passed.")
    elif last < before.valid_from:
        message = _("An authorisation does not end before it begins.")
    elif last > latest:
        message = _("Give a day until %(last)s.") % {"last": latest.isoformat()}
    return [error("/valid_until", message)] if message else []


def _below(told: JsonObject, balance: Balance, pointer: str) -> Errors:
    """Never less than what is written off: that has left the Union."""
    errors = []
    message = _("%(used)s of line %(line)d is written off already: give no less.")
    given = told.get("quantity")
    if given and balance.granted is None:
        text = _("This line does not limit the quantity: limiting it takes a new request.")
        errors.append(error(f"{pointer}/quantity", text))
    elif given and Decimal(given) < balance.used:
        words = {"used": shortest(balance.used), "line": int(told["line"])}
        errors.append(error(f"{pointer}/quantity", message % words))
    value = told.get("value")
    if value and balance.value_granted is not None and Decimal(value) < balance.value_used:
        words = {"used": shortest(balance.value_used), "line": int(told["line"])}
        errors.append(error(f"{pointer}/value", message % words))
    return errors


def _no_line(number: int, numbers: Iterable[int]) -> str:
    words = {"line": number, "lines": ", ".join(map(str, sorted(numbers)))}
    return _("This authorisation has no line %(line)d; it has: %(lines)s.") % words


# --- what moves to further numbers

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


def _wrong_parts(terms: JsonObject, *, before: Contents, balances: Mapping[int, Balance]) -> Errors:
    """Each part names lines with quantities; together they stay below what is left, so that the last has a rest."""
    errors: Errors = []
    numbers = {line.number for line in before.lines}
    for index, part in enumerate(terms.get("parts") or ()):
        seen: set[int] = set()
        for place, told in enumerate(part["lines"]):
            pointer, number = f"/parts/{index}/lines/{place}", int(told["line"])
            if number not in numbers:
                errors.append(error(f"{pointer}/line", _no_line(number, numbers)))
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
