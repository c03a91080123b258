"""The day by which an answer is asked for: one is offered, and one on which nobody works is named."""

from datetime import date

from django.utils.translation import gettext as _

from exportctl.core.errors import YearsNotHeld
from exportctl.core.formatting import weekday
from exportctl.core.queries.reference import calendar_of
from exportctl.desks.case.queries.cases import Case
from licensing.rules.information_requests import DAYS_TO_ANSWER


def today_of(case: Case) -> date:
    """The day it is in the authority's state."""
    return calendar_of(str(case.request.authority.member_state_id)).local_date(case.at)


def offered_day(case: Case) -> date | None:
    """So many working days of the authority from today; None where that year's holidays are not held."""
    calendar = calendar_of(str(case.request.authority.member_state_id))
    return calendar.last_day_if_known(calendar.local_date(case.at), DAYS_TO_ANSWER)


def day_off(case: Case, day: date) -> str:
    """What to know of a day on which nobody works where the authority is; empty for a working day."""
    calendar = calendar_of(str(case.request.authority.member_state_id))
    try:
        if calendar.is_working_day(day):
            return ""
        following = calendar.next_working_day(day)
    except YearsNotHeld:
        return ""
    words = {"day": weekday(day), "next": weekday(following)}
    return _("%(day)s is a public holiday or a weekend. Expect the answer on %(next)s.") % words
