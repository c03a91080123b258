"""What two officers change in an authorisation: the terms of each act, and what an authorisation says after it. Pure.

Amending, extending and correcting keep the number and add a version; renewing, splitting and re-issuing put further
numbers in its place, to which what is left moves once (Regulation (EU) 2021/821, Articles 12(4) and 16(1)).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from exportctl.core.i18n import gettext as _
from exportctl.core.i18n import gettext_lazy
from exportctl.core.rules.decimals import shortest
from exportctl.core.shapes import Date, Errors, Integer, ListOf, Number, Object, Text, YesNo, error
from licensing.rules.authorisation_shares import no_line, wrong_parts
from licensing.rules.authorisations import GROUNDS, LONGEST_MONTHS, Balance, Event, valid_until
from licensing.rules.effective_days import MEMBERS as BEGINNING
from licensing.rules.hearings import HEARING
from licensing.rules.party_names import THRESHOLD, likeness
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


# Of a large project: why it takes longer than its kind does (Article 12(3)).
_LONGER = Text(most=4000, lines=True, required=False)
# Of declining: why no export is refused by it, where its holder asked for a further time.
_NO_DENIAL = Text(most=4000, lines=True, required=False)


def _lines(members: Mapping[str, Any], *, required: bool = False) -> ListOf:
    return ListOf(each=Object(members=dict(members)), most=MOST_LINES, required=required)


_BURDENS = Object(members={**_SAID, "hearing": HEARING, **BEGINNING})
# Of each act of two officers, what its proposal says; the rest need their reasons alone.
SHAPES: Mapping[str, Object] = {
    Event.SUSPEND: _BURDENS,
    Event.REVOKE: _BURDENS,
    Event.ANNUL: _BURDENS,
    Event.AMEND: Object(
        members={
            **_SAID,
            **_CONTENTS,
            "lines": _lines(_LIMITS),
            "substantial": YesNo(required=False),
            "hearing": HEARING,
        }
    ),
    Event.CORRECT: Object(
        members={
            **_SAID,
            **_CONTENTS,
            "lines": _lines({**_LIMITS, **_LINE_WORDS}),
            "longer_because": _LONGER,
        }
    ),
    Event.EXTEND: Object(members={**_SAID, "valid_until": _UNTIL, "longer_because": _LONGER}),
    Event.RENEW: Object(members={**_SAID, "valid_until": _UNTIL, "longer_because": _LONGER}),
    Event.DECLINE: Object(members={**_SAID, "no_denial_because": _NO_DENIAL, "hearing": HEARING}),
    Event.REISSUE: Object(members={**_SAID, "successor": Text(most=60, required=False)}),
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
    longest_months: int | None = None  # as long as its kind is valid without a reason (Article 12(3))


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
        return wrong_parts(terms, numbers={line.number for line in before.lines}, balances=balances)
    errors = _wrong_until(event, before=before, terms=terms, today=today)
    errors += _too_long(event, before=before, terms=terms, today=today)
    numbers = {line.number for line in before.lines}
    for index, told in enumerate(terms.get("lines") or ()):
        if int(told["line"]) not in numbers:
            errors.append(error(f"/lines/{index}/line", no_line(told["line"], numbers)))
        else:
            errors += _below(told, balances[int(told["line"])], f"/lines/{index}")
    errors += _other_parties(before, terms)
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


def _too_long(event: str, *, before: Contents, terms: JsonObject, today: date) -> Errors:
    """A large project lasts four years at most, unless the duration of the project justifies more: then it is said."""
    until = terms.get("valid_until")
    if not until or before.longest_months is None or terms.get("longer_because"):
        return []
    start = today if event == Event.RENEW else before.valid_from
    if date.fromisoformat(until) <= max(
        valid_until(start, months=before.longest_months),
        before.valid_until if event == Event.CORRECT else date.min,
    ):
        return []
    text = _(
        "A large project authorisation is valid for %(n)d months at most, unless the duration of the project"
        " justifies more: give the reason (Article 12(3))."
    )
    return [error("/longer_because", text % {"n": before.longest_months})]


def _other_parties(before: Contents, terms: JsonObject) -> Errors:
    """A name that is written otherwise is still the same party's: another one was never assessed (Article 15)."""
    message = _("This is another name than %(name)s: another party takes a new request.")
    errors = []
    for role, (name, _address) in before.parties.items():
        told = (terms.get(role) or {}).get("name")
        if told and likeness(name, told).score < THRESHOLD:
            errors.append(error(f"/{role}/name", message % {"name": name}))
    return errors


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
