"""Periods in working days, per Member State (Regulation (EEC, Euratom) No 1182/71). Dates in, dates out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from exportctl.core.errors import YearsNotHeld

BRUSSELS = ZoneInfo("Europe/Brussels")
LISBON = ZoneInfo("Europe/Lisbon")  # where a day of the Union ends last
EASTERNMOST = ZoneInfo("Asia/Nicosia")  # where it begins first
SATURDAY = 5
DAY = timedelta(days=1)
MOST_WORKING_DAYS = 250


def calendar_days(working_days: int) -> int:
    """How many days so many working days take where no holiday lies among them: five are a week."""
    return working_days * 7 // 5


@dataclass(frozen=True)
class Calendar:
    """The days on which nobody need act in one Member State or institution, for the years that are held."""

    code: str
    zone: str  # IANA name: where its days begin and end
    holidays: frozenset[date]
    years: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        """Article 2(2): all days other than public holidays, Saturdays and Sundays. Raises YearsNotHeld."""
        self.require(day)
        return day.weekday() < SATURDAY and day not in self.holidays

    def last_day(self, event_on: date, working_days: int) -> date:
        """The last day of a period of `working_days` (1 to 250) that begins with an event on `event_on`.

        Article 3(1): the day of the event is not counted; 3(3): a period in working days counts those only.
        """
        if not 1 <= working_days <= MOST_WORKING_DAYS:
            raise ValueError(f"a period has 1 to {MOST_WORKING_DAYS} working days, not {working_days}")
        self.require(event_on)
        day = event_on
        for _ in range(working_days):
            day = self.next_working_day(day)
        return day

    def last_day_if_known(self, event_on: date, working_days: int) -> date | None:
        """As `last_day`; None where it lies beyond the years that are held: it is counted once they reach it."""
        try:
            return self.last_day(event_on, working_days)
        except YearsNotHeld:
            return None

    def end_if_known(self, event_on: date, working_days: int) -> tuple[date, datetime] | tuple[None, None]:
        """The last day of a period and the instant from which it is over; nothing where it cannot be counted yet."""
        last_day = self.last_day_if_known(event_on, working_days)
        return (last_day, self.due_instant(last_day)) if last_day else (None, None)

    def working_days_if_known(self, after: date, until: date) -> int | None:
        """As `working_days_between`; None where the years that are held do not reach so far."""
        try:
            return self.working_days_between(after, until)
        except YearsNotHeld:
            return None

    def missing_year(self, since: date) -> int:
        """The first year from that of `since` on whose holidays have to be entered before a day in it is counted."""
        year = since.year
        while year in self.years:
            year += 1
        return year

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day += DAY
        while not self.is_working_day(day):
            day += DAY
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and including `until`; 0 if that is not later."""
        return sum(self.is_working_day(day) for day in days_between(after, until))

    def holidays_between(self, after: date, until: date) -> tuple[date, ...]:
        """Why a deadline is as late as it is: the holidays of that span that took a weekday out."""
        for day in (after, until):
            self.require(day)
        taken = (day for day in self.holidays if after < day <= until and day.weekday() < SATURDAY)
        return tuple(sorted(taken))

    def due_instant(self, last_day: date) -> datetime:
        """When the last hour of `last_day` has passed there (Article 3(2)(b)): the next midnight, in UTC."""
        midnight = datetime.combine(last_day + DAY, time.min, tzinfo=ZoneInfo(self.zone))
        return midnight.astimezone(UTC)

    def local_date(self, instant: datetime) -> date:
        """The date that the calendar on the wall shows there at `instant` (aware)."""
        return local_date(instant, ZoneInfo(self.zone))

    def require(self, day: date) -> None:
        """Raises YearsNotHeld unless the holidays of the day's year are held."""
        if day.year not in self.years:
            raise YearsNotHeld(year=day.year, years=self.years)


def days_between(after: date, until: date) -> Iterator[date]:
    """Each day after `after`, up to and including `until`."""
    return (after + timedelta(days=count) for count in range(1, (until - after).days + 1))


def brussels_date(instant: datetime) -> date:
    """The date in Brussels at `instant` (aware)."""
    return local_date(instant, BRUSSELS)


def event_day(opened_at: datetime) -> date:
    """The day of the event for every Member State alike: the Brussels date of the opening."""
    return brussels_date(opened_at)


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone has no date")
    return instant.astimezone(zone).date()


def place_of_end(ends_at: datetime, zone: ZoneInfo = BRUSSELS) -> ZoneInfo:
    """Where a window that ends at `ends_at` ends at midnight: in `zone`, else in Brussels or Lisbon, else `zone`."""
    places = (place for place in (zone, BRUSSELS, LISBON) if ends_at.astimezone(place).time() == time.min)
    return next(places, zone)


def last_date(ends_at: datetime, zone: ZoneInfo = BRUSSELS) -> date:
    """The last day of a window that ends at `ends_at`, never the next: 29 December for 24:00 in Lisbon."""
    return local_date(ends_at - ends_at.resolution, place_of_end(ends_at, zone))
