"""What a line of an authorisation lets go for one line of a declaration, and on which conditions."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.errors import Invalid
from exportctl.core.formatting import long_day
from exportctl.core.rules.decimals import shortest
from exportctl.core.shapes import error
from licensing.errors import NotForThis, NotValid, QuantityExceeded, ValueExceeded, WrongUnit
from licensing.models import Authorisation, AuthorisationLine, LineBalance
from licensing.queries.authorisation_versions import in_force
from licensing.queries.authorisations import named_parties
from licensing.queries.effective_days import due_steps
from licensing.queries.general_editions import offers_of
from licensing.queries.write_offs import steps_of
from licensing.rules.authorisations import State
from licensing.rules.granted_parties import other_party
from licensing.rules.write_offs import (
    Period,
    exceeds,
    in_force_on,
    invalid_on,
    is_other_holder,
)

OTHER_PARTIES = {
    "consignee": gettext_lazy(
        "%(reference)s was granted for the consignee %(granted)s; the declaration names %(declared)s."
    ),
    "end_user": gettext_lazy(
        "%(reference)s was granted for the end user %(granted)s; the declaration names %(declared)s."
    ),
}


@dataclass(frozen=True)
class Declaration:
    """One line of a customs declaration, as customs tell it; None and "" are what they left out."""

    mrn: str
    line: int
    quantity: Decimal
    unit: str
    customs_office: str
    accepted_on: date
    value: Decimal | None = None
    exporter_eori: str = ""
    destination: str = ""
    consignee: str = ""
    end_user: str = ""


def require_plausible(
    *, authorisation: Authorisation, declared: Declaration, today: date, day_pointer: str = "/accepted_on"
) -> AuthorisationLine:
    """The line meant, where it exists; a value where the line limits it; no day that has not come."""
    line = next((each for each in authorisation.lines if each.number == declared.line), None)
    errors = []
    if line is None:
        numbers = ", ".join(str(each.number) for each in authorisation.lines)
        message = _("This authorisation has no line %(line)d; it has: %(lines)s.")
        errors.append(error("/line", message % {"line": declared.line, "lines": numbers}))
    elif line.limits_value and declared.value is None:
        message = _("This line is granted by value, too: give the value in %(currency)s.")
        errors.append(error("/value", message % {"currency": line.currency}))
    if declared.accepted_on > today:
        errors.append(error(day_pointer, _("This day has not come yet.")))
    if errors or line is None:
        raise Invalid(errors=errors)
    return line


def require_for_this(*, authorisation: Authorisation, declared: Declaration) -> None:
    """Holder, destination and recipients, where customs name them, are those of the paper. Raises NotForThis."""
    if is_other_holder(declared.exporter_eori, holder=authorisation.holder.eori):
        message = _("%(reference)s was granted to another exporter than %(eori)s.")
        words = {"reference": authorisation.reference, "eori": declared.exporter_eori}
        raise NotForThis(message % words)
    if declared.destination and not authorisation.goes_to(declared.destination):
        message = _("%(reference)s was granted for %(granted)s, not for %(declared)s.")
        granted = authorisation.code or ", ".join(authorisation.destinations)
        words = {
            "reference": authorisation.reference,
            "granted": granted,
            "declared": declared.destination,
        }
        raise NotForThis(message % words)
    if not authorisation.is_general:
        _require_parties(authorisation, declared)


def _require_parties(authorisation: Authorisation, declared: Declaration) -> None:
    parties = named_parties(authorisation)
    for role, words in OTHER_PARTIES.items():
        name = getattr(declared, role)
        if other_party(role, name, parties):
            known = parties.known_as(role)
            said = {"reference": authorisation.reference, "granted": ", ".join(known), "declared": name}
            raise NotForThis(words % said)


def require_valid(*, authorisation: Authorisation, day: date, at: datetime) -> None:
    """It covered what was accepted on that day, and customs have a code for it. Raises NotValid."""
    period = Period(authorisation.valid_from, authorisation.valid_until)
    if not authorisation.customs_document_code:
        message = _(
            "%(reference)s rests on rules that are not in force, or is of a kind without a customs document code:"
            " nothing is written off from it."
        )
        raise NotValid.on(message % {"reference": authorisation.reference}, authorisation.status, period)
    require_valid_at_all(authorisation=authorisation, day=day, at=at)


def require_valid_at_all(*, authorisation: Authorisation, day: date, at: datetime) -> None:
    """It covered what left on that day, whether or not customs have a code for it. Raises NotValid."""
    period, why = _why_invalid(authorisation, day, at)
    if not why and authorisation.status == State.REPLACED:
        why = State.REPLACED.value  # it covered that day, and what is left of it stands elsewhere
    if not why:
        _require_offered(authorisation, day, period)
        return
    words = {
        "successors": ", ".join(each.reference for each in authorisation.successors.all()),
        "reference": authorisation.reference,
        "day": long_day(day),
        "first": long_day(period.first),
        "last": long_day(period.last) if period.last else "",
    }
    raise NotValid.on(NotValid.SENTENCES[why] % words, why, period)


def _require_offered(authorisation: Authorisation, day: date, period: Period) -> None:
    """A national general authorisation may end for everybody, whatever its holders registered. Raises NotValid."""
    if authorisation.is_general and authorisation.code not in offers_of(authorisation.authority_id, on=day):
        message = _("%(reference)s rests on %(code)s, which did not count on %(day)s, the day of acceptance.")
        words = {"reference": authorisation.reference, "code": authorisation.code, "day": long_day(day)}
        raise NotValid.on(message % words, "expired", period)


def _why_invalid(authorisation: Authorisation, day: date, at: datetime) -> tuple[Period, str]:
    """By the version in force on that day; what was accepted before it replaced another counts as that one did.

    What is left of the other stands in this one, so that it is deducted here.
    """
    version = in_force_on(in_force(authorisation), day)
    period = Period(authorisation.valid_from, version.last)
    steps = [*steps_of(authorisation), *due_steps(authorisation, on=day, at=at)]
    why = invalid_on(day, period=period, steps=steps)

    if why == "not_yet" and authorisation.predecessor:
        former, of_former = _why_invalid(authorisation.predecessor, day, at)
        return (Period(former.first, period.last), "") if not of_former else (period, why)
    return period, why


def require_left(
    *, authorisation: Authorisation, line: AuthorisationLine, balance: LineBalance, declared: Declaration
) -> None:
    """The unit is the line's, and there is enough of it. Raises WrongUnit, QuantityExceeded, ValueExceeded."""
    if line.unit and declared.unit != line.unit:
        message = _("Line %(line)d is granted in %(unit)s, not in %(declared)s.")
        words = {"line": line.number, "unit": line.unit, "declared": declared.unit}
        raise WrongUnit(message % words, unit=line.unit)
    words = {"reference": authorisation.reference, "line": line.number, "mrn": declared.mrn}
    left, value_left = balance.balance.left, balance.balance.value_left
    if left is not None and exceeds(declared.quantity, left):
        message = _("%(reference)s has %(left)s left on line %(line)d; %(mrn)s asks for %(asked)s.")
        words |= {"left": shortest(left), "asked": shortest(declared.quantity)}
        raise QuantityExceeded(message % words, left=shortest(left))
    if value_left is not None and exceeds(declared.value, value_left):
        message = _(
            "%(reference)s has %(left)s %(currency)s left on line %(line)d; %(mrn)s asks for %(asked)s."
        )
        asked = shortest(declared.value or Decimal(0))
        words |= {"left": shortest(value_left), "asked": asked, "currency": line.currency}
        raise ValueExceeded(message % words, value_left=shortest(value_left))
