"""Whoever is burdened by an act is heard before it, or it is said why not (Charter, Article 41(2)(a)). Pure.

One rule for every act: a refusal, also of a line; what suspends, revokes, annuls or limits an authorisation; what
forbids the use of general ones. What is left out is recorded as not recorded and shown to the second officer.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from exportctl.core.i18n import gettext as _
from exportctl.core.shapes import Date, Errors, Object, Text, error
from licensing.rules.authorisations import Event
from licensing.rules.requests import GRANTS, WITH_WORDS

HEARING = Object(
    members={"held_on": Date(required=False), "waived": Text(most=2000, lines=True, required=False)},
    required=False,
)
# Of what two officers do to an authorisation; an amendment burdens where it takes something away.
BURDENSOME = (Event.SUSPEND, Event.REVOKE, Event.ANNUL)


def decision_burdens(*, outcome: str, refuses_lines: bool) -> bool:
    """Is its addressee heard before this decision: a refusal, also of a line, or a requirement?"""
    return outcome in WITH_WORDS or (outcome in GRANTS and refuses_lines)


def change_burdens(event: str, *, lessens: bool) -> bool:
    """Is the holder heard before this act on an authorisation?"""
    return event in BURDENSOME or (event == Event.AMEND and lessens)


def given(hearing: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """As it is stored: None where nothing is said."""
    return {name: value for name, value in (hearing or {}).items() if value} or None


def wrong(hearing: Mapping[str, Any] | None, *, today: date) -> Errors:
    """What cannot be: a hearing that was held and waived, or held on a day that has not come."""
    held_on, waived = (hearing or {}).get("held_on"), (hearing or {}).get("waived")
    if held_on and waived:
        return [error("/hearing/waived", _("Give the day of the hearing or the reason, not both."))]
    if held_on and held_on > today.isoformat():
        return [error("/hearing/held_on", _("This day has not come yet."))]
    return []


def gaps(hearing: Mapping[str, Any] | None, *, today: date) -> Errors:
    """What an officer has to say before a burdensome act: the day of the hearing, or why there was none."""
    if not given(hearing):
        text = _("Give the day of the hearing, or the reason why there was none.")
        return [error("/hearing/held_on", text)]
    return wrong(hearing, today=today)
