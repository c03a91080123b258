"""The clock chip: how many working days are left until which day, and why."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core import formatting
from exportctl.core.look.attributes import fixed, read

WIDTH = 44  # of the mini bar
# Drawn without a template: a list has dozens of them.
CHIP = (
    '<span class="clock clock--{}"{}><svg class="clock__bar" width="46" height="14" viewBox="0 0 46 14"'
    ' aria-hidden="true" focusable="false"><rect class="clock__frame" x="0.5" y="3.5" width="43" height="7" />'
    '<rect {} x="0" y="3" width="{}" height="8" /><rect class="clock__notch" x="42" y="0" width="2.5" height="14" />'
    '</svg><span class="clock__text">{}{}</span>{}</span>'
)
SIGN = '<span aria-hidden="true">{}</span> '
WHY = ' <span class="clock__why">{}</span>'
NO_CLOCK = SafeString('<span class="muted">–</span>')
FILL = SafeString('class="clock__fill"')
FILLS = {"paused": SafeString('fill="url(#stripes-slate)"'), "ended": SafeString('fill="url(#dots-ended)"')}
SOON = 3  # working days
SIGNS = {"running": "", "soon": "!", "over": "✕", "paused": "‖", "ended": "■"}


def drawn(clock: Any, *, short: bool) -> SafeString:
    """The bar with its words; a dash where no clock runs."""
    if not clock:
        return NO_CLOCK
    state, why = _state(clock), read(clock, "why", "")
    share = 1.0 if state in ("over", "ended") else min(max(float(read(clock, "share", 0.0)), 0.0), 1.0)
    return format_html(
        CHIP,
        state,
        format_html(' title="{}"', why) if why else "",
        FILLS.get(state, FILL),
        fixed(WIDTH * share),
        format_html(SIGN, SIGNS[state]) if SIGNS[state] else "",
        _owned(clock, _text(clock, state, short=short)),
        format_html(WHY, why) if why and not short else "",
    )


def _state(clock: Any) -> str:
    if read(clock, "ended_on"):
        return "ended"
    if read(clock, "paused"):
        return "paused"
    if read(clock, "overdue_days", 0) > 0 or read(clock, "is_over", False):
        return "over"
    left = read(clock, "days_left", None)
    return "soon" if left is not None and left <= SOON else "running"


def _text(clock: Any, state: str, *, short: bool) -> str:
    if state == "ended":
        word = read(clock, "ended_word", _("ended"))
        return f"{word} {_day(read(clock, 'ended_on'), short=short)}"
    if state == "paused":
        return _paused(read(clock, "paused_days", 0))
    left = read(clock, "days_left", None)
    sentence = _over(read(clock, "overdue_days", 0), short) if state == "over" else _left(left, short)
    due = read(clock, "due_on")
    return f"{sentence} · {_day(due, short=short)}" if due else sentence


def _left(days: int | None, short: bool) -> str:
    """None where the public holidays of the year in which it ends are not entered yet."""
    if days is None:
        return _("last day not known yet")
    if days == 0:
        return _("last day")
    if short:
        return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
    return ngettext("%(count)s working day left", "%(count)s working days left", days) % {"count": days}


def _over(days: int, short: bool) -> str:
    """0 where it is over and nobody can count by how much."""
    if days == 0:
        return _("Overdue")
    if short:
        return ngettext("%(count)s day over", "%(count)s days over", days) % {"count": days}
    return ngettext("%(count)s working day over", "%(count)s working days over", days) % {"count": days}


def _paused(days: int) -> str:
    if not days:
        return _("paused")
    return ngettext("paused · %(count)s day so far", "paused · %(count)s days so far", days) % {"count": days}


def _owned(clock: Any, text: str) -> str:
    owner = read(clock, "owner", "")
    return _("%(owner)s: %(clock)s") % {"owner": owner, "clock": text} if owner else text


def _day(day: date, *, short: bool) -> str:
    return formatting.brief_day(day) if short else formatting.short_day(day)
