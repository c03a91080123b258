"""What a line of an authorisation lets go for one line of a declaration, and on which conditions."""

from datetime import date, datetime
from typing import NoReturn

from django.utils.translation import gettext as _

from exportctl.core.formatting import long_day
from licensing.actions import refusals
from licensing.errors import NotValid
from licensing.models import Authorisation, AuthorisationLine, LineBalance
from licensing.queries.authorisations import named_parties
from licensing.queries.general_editions import offers_of
from licensing.queries.granted_lines import history_of
from licensing.rules.authorisations import State
from licensing.rules.write_offs import Declaration, History, Period, in_force_on, invalid_on


def require_plausible(
    *, line: AuthorisationLine, declared: Declaration, today: date, day_pointer: str = "/accepted_on"
) -> None:
    """A value where the line limits it; no day that has not come."""
    refusals.require_possible(
        declared=declared,
        numbers=[line.number],
        limited_in=line.currency if line.limits_value else "",
        today=today,
        day_pointer=day_pointer,
    )


def refuse_line(
    *, authorisation: Authorisation, declared: Declaration, today: date, day_pointer: str = "/accepted_on"
) -> NoReturn:
    """It has no such line; raises Invalid with those that it has."""
    numbers = [each.number for each in authorisation.lines]
    refusals.require_possible(
        declared=declared, numbers=numbers, limited_in="", today=today, day_pointer=day_pointer
    )
    raise AssertionError(f"{authorisation} has line {declared.line}")


def require_for_this(*, authorisation: Authorisation, declared: Declaration) -> None:
    """Holder, destination and recipients, where customs name them, are those of the paper. Raises NotForThis."""
    reference = authorisation.reference
    refusals.require_holder(reference=reference, holder=authorisation.holder.eori, declared=declared)
    if declared.destination and not authorisation.goes_to(declared.destination):
        granted = authorisation.code or ", ".join(authorisation.destinations)
        raise refusals.other_destination(reference=reference, granted=granted, declared=declared)
    if (declared.consignee or declared.end_user) and not authorisation.is_general:
        parties = named_parties(authorisation).at(declared.destination)
        refusals.require_parties(reference=reference, parties=parties, declared=declared)


def require_valid(*, authorisation: Authorisation, history: History, day: date, at: datetime) -> None:
    """It covered what was accepted on that day, and customs have a code for it. Raises NotValid."""
    period = Period(authorisation.valid_from, authorisation.valid_until)
    if not authorisation.customs_document_code:
        raise refusals.without_code(
            reference=authorisation.reference, status=authorisation.status, period=period
        )
    require_valid_at_all(authorisation=authorisation, history=history, day=day, at=at)


def require_valid_at_all(*, authorisation: Authorisation, history: History, day: date, at: datetime) -> None:
    """It covered what left on that day, whether or not customs have a code for it. Raises NotValid."""
    period, why = _why_invalid(authorisation, history, day, at)
    if not why and authorisation.status == State.REPLACED:
        why = State.REPLACED.value  # it covered that day, and what is left of it stands elsewhere
    if not why:
        _require_offered(authorisation, day, period)
        return
    raise refusals.not_valid(
        why=why,
        reference=authorisation.reference,
        day=day,
        period=period,
        successors=[each.reference for each in authorisation.successors.all()],
    )


def _require_offered(authorisation: Authorisation, day: date, period: Period) -> None:
    """A national general authorisation may end for everybody, whatever its holders registered. Raises NotValid."""
    if authorisation.is_general and authorisation.code not in offers_of(authorisation.authority_id, on=day):
        message = _("%(reference)s rests on %(code)s, which did not count on %(day)s, the day of acceptance.")
        words = {"reference": authorisation.reference, "code": authorisation.code, "day": long_day(day)}
        raise NotValid.on(message % words, "expired", period)


def _why_invalid(
    authorisation: Authorisation, history: History, day: date, at: datetime
) -> tuple[Period, str]:
    """By the version in force on that day; what was accepted before it replaced another counts as that one did.

    What is left of the other stands in this one, so that it is deducted here.
    """
    period = Period(authorisation.valid_from, in_force_on(history.versions, day).last)
    why = invalid_on(day, period=period, steps=history.steps)

    if why == "not_yet" and (predecessor := authorisation.predecessor):
        theirs = history_of(predecessor, on=day, at=at)
        former, of_former = _why_invalid(predecessor, theirs, day, at)
        return (Period(former.first, period.last), "") if not of_former else (period, why)
    return period, why


def require_left(
    *, authorisation: Authorisation, line: AuthorisationLine, balance: LineBalance, declared: Declaration
) -> None:
    """The unit is the line's, and there is enough of it. Raises WrongUnit, QuantityExceeded, ValueExceeded."""
    refusals.require_unit(line=line.number, unit=line.unit, declared=declared)
    refusals.require_enough(
        reference=authorisation.reference,
        balance=balance.balance,
        currency=line.currency,
        declared=declared,
    )
