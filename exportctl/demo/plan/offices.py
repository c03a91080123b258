"""When somebody is at work: the working days of a calendar and the hours of an office there. Instants are UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from exportctl.core.calendar import DAY, Calendar

OPENS = time(8, 30)
OPEN_MINUTES = 480  # until half past four


@dataclass(frozen=True)
class Office:
    """An office in one Member State. A `minute` counts from its opening, 0 to 480."""

    calendar: Calendar

    @cached_property
    def zone(self) -> ZoneInfo:
        """Kept: `zoneinfo` remembers eight zones and reads the others from their files each time."""
        return ZoneInfo(self.calendar.zone)

    def minute(self, day: date, minute: int) -> datetime:
        opening = datetime.combine(day, OPENS, tzinfo=self.zone)
        return opening.astimezone(UTC) + timedelta(minutes=minute)

    def working_day(self, day: date) -> date:
        """`day`, or the last working day before it."""
        return day if self.calendar.is_working_day(day) else self.working_day_before(day)

    def working_day_before(self, day: date) -> date:
        """The last working day before `day`."""
        day -= DAY
        while not self.calendar.is_working_day(day):
            day -= DAY
        return day

    def latest(self, until: datetime, *, minute: int) -> datetime:
        """The last instant of office hours until `until`; on an earlier day than that one, its `minute`."""
        day = self.calendar.local_date(until)
        if self.calendar.is_working_day(day) and self.minute(day, 0) <= until:
            return min(until, self.minute(day, OPEN_MINUTES))
        return self.minute(self.working_day_before(day), minute)

    def soonest(self, since: datetime, *, minute: int) -> datetime:
        """The first instant of office hours from `since` on; on a later day than that one, its `minute`."""
        day = self.calendar.local_date(since)
        if self.calendar.is_working_day(day) and since <= self.minute(day, OPEN_MINUTES):
            return max(since, self.minute(day, 0))
        return self.minute(self.calendar.next_working_day(day), minute)

    def day_before(self, at: datetime) -> datetime:
        """The same minute of the office, a working day earlier."""
        day = self.calendar.local_date(at)
        minutes = int((at - self.minute(day, 0)).total_seconds() // 60)
        return self.minute(self.working_day_before(day), minutes)
