"""Why a declaration deducts nothing, in the words of everybody who asks: real authorisations and the sandbox’s.

What comes in are facts, not rows: customs’ systems are tried out against the very sentences that they will meet.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.errors import Invalid
from exportctl.core.formatting import long_day
from exportctl.core.rules.decimals import shortest
from exportctl.core.shapes import error
from licensing.errors import (
    AlreadyWrittenOff,
    NotForThis,
    NotValid,
    QuantityExceeded,
    ValueExceeded,
    WrongUnit,
)
from licensing.rules.authorisations import Balance
from licensing.rules.granted_parties import Parties, other_party
from licensing.rules.write_offs import Declaration, Period, exceeds, is_other_holder, same, value_missing

OTHER_PARTIES = {
    "consignee": gettext_lazy(
        "%(reference)s was granted for the consignee %(granted)s; the declaration names %(declared)s."
    ),
    "end_user": gettext_lazy(
        "%(reference)s was granted for the end user %(granted)s; the declaration names %(declared)s."
    ),
}


def require_possible(
    *,
    declared: Declaration,
    numbers: Sequence[int],
    limited_in: str,
    today: date,
    day_pointer: str = "/accepted_on",
) -> None:
    """The line is one of `numbers`; a value where it limits one (`limited_in`: its currency); no day to come."""
    errors = []
    if declared.line not in numbers:
        lines = ", ".join(str(each) for each in numbers)
        message = _("This authorisation has no line %(line)d; it has: %(lines)s.")
        errors.append(error("/line", message % {"line": declared.line, "lines": lines}))
    elif limited_in and declared.value is None:
        errors.append(error("/value", value_missing(limited_in)))
    if declared.accepted_on > today:
        errors.append(error(day_pointer, _("This day has not come yet.")))
    if errors:
        raise Invalid(errors=errors)


def require_holder(*, reference: str, holder: str, declared: Declaration) -> None:
    """`holder` is an EORI. Raises NotForThis."""
    if is_other_holder(declared.exporter_eori, holder=holder):
        message = _("%(reference)s was granted to another exporter than %(eori)s.")
        raise NotForThis(message % {"reference": reference, "eori": declared.exporter_eori})


def other_destination(*, reference: str, granted: str, declared: Declaration) -> NotForThis:
    message = _("%(reference)s was granted for %(granted)s, not for %(declared)s.")
    words = {"reference": reference, "granted": granted, "declared": declared.destination}
    return NotForThis(message % words)


def require_parties(*, reference: str, parties: Parties, declared: Declaration) -> None:
    """Whom the declaration names, where it does, is whom the paper names. Raises NotForThis."""
    for role, words in OTHER_PARTIES.items():
        name = getattr(declared, role)
        if other_party(role, name, parties):
            known = parties.known_as(role)
            said = {"reference": reference, "granted": ", ".join(known), "declared": name}
            raise NotForThis(words % said)


def without_code(*, reference: str, status: str, period: Period) -> NotValid:
    """Of what rests on no law in force, or of a kind that customs have no code for."""
    return NotValid.on(NotValid.WITHOUT_CODE % {"reference": reference}, status, period)


def not_valid(
    *, why: str, reference: str, day: date, period: Period, successors: Sequence[str] = ()
) -> NotValid:
    """`why` is a status, `expired` or `not_yet`."""
    words = {
        "successors": ", ".join(successors),
        "reference": reference,
        "day": long_day(day),
        "first": long_day(period.first),
        "last": long_day(period.last) if period.last else "",
    }
    return NotValid.on(NotValid.SENTENCES[why] % words, why, period)


def require_unit(*, line: int, unit: str, declared: Declaration) -> None:
    """Raises WrongUnit where the line is granted in another unit; one without any takes every unit."""
    if unit and declared.unit != unit:
        message = _("Line %(line)d is granted in %(unit)s, not in %(declared)s.")
        words = {"line": line, "unit": unit, "declared": declared.unit}
        raise WrongUnit(message % words, unit=unit)


def require_enough(*, reference: str, balance: Balance, currency: str, declared: Declaration) -> None:
    """There is enough left of quantity and value. Raises QuantityExceeded, ValueExceeded."""
    left, value_left = balance.left, balance.value_left
    words: dict[str, Any] = {"reference": reference, "line": declared.line, "mrn": declared.mrn}
    if left is not None and exceeds(declared.quantity, left):
        message = _("%(reference)s has %(left)s left on line %(line)d; %(mrn)s asks for %(asked)s.")
        words |= {"left": shortest(left), "asked": shortest(declared.quantity)}
        raise QuantityExceeded(message % words, left=shortest(left))
    if value_left is not None and exceeds(declared.value, value_left):
        message = _(
            "%(reference)s has %(left)s %(currency)s left on line %(line)d; %(mrn)s asks for %(asked)s."
        )
        asked = shortest(declared.value or Decimal(0))
        words |= {"left": shortest(value_left), "asked": asked, "currency": currency}
        raise ValueExceeded(message % words, value_left=shortest(value_left))


def require_same(*, standing: dict[str, Any], declared: Declaration) -> None:
    """What stands for this declaration and line says the same. Raises AlreadyWrittenOff."""
    if same(standing, {"quantity": declared.quantity, "unit": declared.unit, "value": declared.value}):
        return
    message = _("%(mrn)s is written off from line %(line)d already, with %(quantity)s %(unit)s.")
    quantity, unit = shortest(standing["quantity"]), standing["unit"]
    words = {"mrn": declared.mrn, "line": declared.line, "quantity": quantity, "unit": unit}
    raise AlreadyWrittenOff(message % words, quantity=quantity, unit=unit)
