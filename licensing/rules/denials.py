"""Denials: what the authorities tell one another that they do not let go (Regulation (EU) 2021/821, Article 16). Pure.

A denial is valid until it is revoked. It is reviewed within three years of its notification and every three years
after that; from the third review on the authority says why it keeps it (Article 16(2)).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Date, Errors, Object, Text, error
from licensing.rules.authorisations import GRANTS_ANEW
from licensing.rules.authorisations import Event as AuthorisationEvent
from licensing.rules.kinds import authorises
from licensing.rules.regimes import NOT_LAW
from licensing.rules.requests import GRANTS, Kind, LegalBasis, Outcome
from licensing.rules.shapes import control_entry_of, country_of, member_state_of

REVIEWED_EVERY = 3  # years, Article 16(2)
REASONS_FROM = 3  # the third review, Article 16(2)
WARN_DAYS = 90  # before a review is due
MOST_GROUND = 20000
LAW = tuple(basis.value for basis in LegalBasis if basis not in NOT_LAW)


class Act(StrEnum):
    """What is notified (Article 16(1)), by its name in the contract."""

    REFUSE = "refuse"
    NOT_TO_BE_AUTHORISED = "not_to_be_authorised"  # the answer to somebody who had asked for no authorisation
    LIMIT = "limit"
    SUSPEND = "suspend"
    REVOKE = "revoke"
    ANNUL = "annul"


class State(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"


class Event(StrEnum):
    NOTIFY = "notify"
    ENTER = "enter"  # of another state, from its paper
    RENEW = "renew"
    AMEND = "amend"
    REVOKE = "revoke"
    PASS_ON = "pass_on"  # by an authority that was told, to its own customs: the denial stays what it is
    FALL_AWAY = "fall_away"  # with what it told of: the refusal was withdrawn, the suspension ended


HANDLE = Permission.HANDLE
DENIAL = Machine(
    "denial",
    (
        (State.VALID, Event.RENEW,     State.VALID,   HANDLE),
        (State.VALID, Event.AMEND,     State.VALID,   HANDLE),
        (State.VALID, Event.REVOKE,    State.REVOKED, HANDLE),
        (State.VALID, Event.FALL_AWAY, State.REVOKED, HANDLE),
    ),
    initial=State.VALID,
    label=pgettext_lazy("thing", "denial"),
    words={
        State.VALID: pgettext_lazy("status of a denial", "valid"),
        State.REVOKED: pgettext_lazy("status of a denial", "revoked"),
    },
)  # fmt: skip
REVIEWS = (Event.RENEW, Event.AMEND, Event.REVOKE)  # what a review comes to
DENIAL_REVIEW = four_eyes_machine("denial review", HANDLE, label=pgettext_lazy("thing", "review of a denial"))

REVIEW = Object(
    members={
        "outcome": Choice(
            options=tuple(each.value for each in REVIEWS), gap=_("Choose what the review comes to")
        ),
        "reason": Text(most=8000, lines=True, required=False),
        "ground": Text(most=MOST_GROUND, lines=True, required=False),
    }
)

ENTRY = Object(
    members={
        "state": member_state_of(_("Choose the Member State")),
        "paper_number": Text(most=60),
        "paper_on": Date(),
        "act": Choice(options=tuple(each.value for each in Act), gap=_("Choose what was decided")),
        "decided_on": Date(),
        "legal_basis": Choice(options=LAW, gap=_("Choose the legal basis")),
        "control_entry": control_entry_of(required=False),
        "name": Text(most=200, is_name=True),
        "manufacturer": Text(most=200, is_name=True, required=False),
        "model": Text(most=120, is_name=True, required=False),
        "description": Text(most=8000, lines=True, required=False),
        "destination": country_of(_("Choose the destination")),
        "end_user": Text(most=200, is_name=True),
        "end_user_address": Text(most=500, required=False),
        "consignee": Text(most=200, is_name=True, required=False),
        "ground": Text(most=MOST_GROUND, lines=True, required=False),
    }
)

OF_CHANGE = {
    AuthorisationEvent.SUSPEND: Act.SUSPEND,
    AuthorisationEvent.REVOKE: Act.REVOKE,
    AuthorisationEvent.ANNUL: Act.ANNUL,
}


# After these the same addressees are told of what holds now: the final assessment, or an end that goes further.
FINAL = frozenset({*OF_CHANGE, AuthorisationEvent.REINSTATE})
# A limitation outlives these.
OF_A_TIME = (AuthorisationEvent.SUSPEND, AuthorisationEvent.REINSTATE)


def act_of_decision(
    *, kind: str, outcome: str, in_force: bool, refuses_part: bool, is_enquiry: bool = False
) -> Act | None:
    """What a decision is notified as; None for one that denies nothing, or that rests on no law in force.

    A grant of some of the lines or destinations refuses the others (`refuses_part`). A notification and an enquiry ask
    for no authorisation: refusing one finds that the intended export is not to be authorised (Articles 4(6), 5(8) and
    16(1)).
    """
    if not in_force:
        return None
    asks_for_none = is_enquiry or kind == Kind.NOTIFICATION
    if outcome == Outcome.REFUSE or (outcome in GRANTS and refuses_part):
        return Act.NOT_TO_BE_AUTHORISED if asks_for_none else Act.REFUSE
    return None


def limits(*, kind: str, outcome: str, in_force: bool, is_enquiry: bool, because: str) -> bool:
    """Is a grant notified as a substantial limitation, for each line that it grants (Article 16(1))?

    It is one where the officers found so and said why; a smaller quantity or a condition alone is none.
    """
    return bool(because) and in_force and outcome in GRANTS and authorises(kind) and not is_enquiry


def act_of_change(
    event: str, *, in_force: bool, substantial: bool = False, refuses: bool = False
) -> Act | None:
    """What suspending, revoking or annulling is notified as, an amendment that limits it substantially, and declining
    what its holder asked for, where that refuses an export (`refuses`).

    None for what burdens nobody or rests on no law.
    """
    if not in_force:
        return None
    if event == AuthorisationEvent.DECLINE:
        return Act.REFUSE if refuses else None
    if event == AuthorisationEvent.AMEND and substantial:
        return Act.LIMIT
    return OF_CHANGE.get(AuthorisationEvent(event))


def falls_away(act: str, event: str) -> bool:
    """Does what was notified of an authorisation fall away by this act on it? What adds to it leaves it.

    That a further time was refused stands whatever becomes of the first; once it is granted after all, it is gone.
    """
    if act == Act.REFUSE:
        return event in GRANTS_ANEW
    return event in FINAL and not (act == Act.LIMIT and event in OF_A_TIME)


def refused_lines(*, outcome: str, lines: Iterable[int], granted: Collection[int]) -> list[int]:
    """The lines that a decision refuses, by number: all of a refusal, of a grant those that its limits leave out."""
    if outcome == Outcome.REFUSE:
        return list(lines)
    if outcome in GRANTS and granted:
        return [number for number in lines if number not in granted]
    return []


@dataclass(frozen=True)
class Refused:
    """What a decision refuses of one line: for these destinations."""

    line: int
    destinations: tuple[str, ...]


def refused_parts(
    *,
    outcome: str,
    lines: Collection[int],
    granted: Collection[int],
    destinations: Sequence[str],
    left_out: Collection[str] = (),
) -> list[Refused]:
    """Line by line: a refused one for every destination, a granted one for those that the grant leaves out."""
    refused = set(refused_lines(outcome=outcome, lines=lines, granted=granted))
    without = tuple(code for code in destinations if code in left_out) if outcome in GRANTS else ()
    parts = [
        Refused(number, tuple(destinations) if number in refused else without) for number in sorted(lines)
    ]
    return [part for part in parts if part.line in refused or part.destinations]


def review_due_on(after: date) -> date:
    """The last day of the next review: the same date three years on (Regulation 1182/71, Article 3(2)(c))."""
    try:
        return after.replace(year=after.year + REVIEWED_EVERY)
    except ValueError:  # 29 February: a month without that day ends with its last
        return after.replace(year=after.year + REVIEWED_EVERY, day=28)


def next_review_on(outcome: str, *, reviewed_on: date) -> date | None:
    """When a denial is reviewed next; one that was revoked, no more."""
    return None if outcome == Event.REVOKE else review_due_on(reviewed_on)


def review_gaps(*, outcome: str, reason: str, ground: str, number: int) -> Errors:
    """What a review of that number, from 1, lacks: reasons from the third on, new words where it amends."""
    gaps: Errors = []
    if outcome != Event.REVOKE and number >= REASONS_FROM and not reason:
        gaps.append(
            error("/reason", _("From the third review on, say why the denial is kept (Article 16(2))."))
        )
    if outcome == Event.AMEND and not ground:
        gaps.append(error("/ground", _("Write the ground as it reads from now on.")))
    return gaps
