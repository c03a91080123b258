"""The service of a letter as a page shows it: every attempt, the day that counts, what it starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from exportctl.core.formatting import long_day
from exportctl.core.shapes import most_of
from licensing.models import Exporter, LetterService
from licensing.queries.letter_services import LetterState, rule_of
from licensing.queries.registrations import representative_for_receipt
from licensing.rules.letter_services import SENDING, STANDING_LABELS, Rule, Standing, Way

LONGEST_ADDRESSEE = most_of(SENDING, "addressee")
TAGS = {Standing.SERVED: "done", Standing.SENT: "waiting", Standing.FAILED: "refused"}


@dataclass(frozen=True)
class Attempt:
    """One try, in words."""

    service: LetterService
    word: str
    kind: str
    day: str
    proof: object  # of officers alone


@dataclass(frozen=True)
class ServicePage:
    state: LetterState
    word: str
    kind: str
    sentence: str
    attempts: list[Attempt]
    may_send: bool
    may_record: bool
    may_confirm: bool


def addressee_of(exporter: Exporter, *, on: date) -> dict[str, str]:
    """What the form of a sending starts with: the representative who receives letters, else the exporter."""
    agent = representative_for_receipt(exporter, on=on)
    if agent is None:
        return {"addressee": f"{exporter.legal_name}\n{exporter.address}"[:LONGEST_ADDRESSEE]}
    ends_on = long_day(date.fromisoformat(agent["ends_on"]))
    power = _("Of the company’s record: covers the receipt of letters until %(day)s") % {"day": ends_on}
    return {"addressee": f"{agent['name']}\n{exporter.legal_name}"[:LONGEST_ADDRESSEE], "power": power}


def service_page(state: LetterState, *, is_officer: bool, today: date) -> ServicePage:
    """What each side may do follows from where the letter is."""
    last = state.last
    open_try = last is not None and getattr(last, "result", None) is None
    portal = rule_of(state.letter.request.authority, Way.PORTAL).rule
    return ServicePage(
        state=state,
        word=str(STANDING_LABELS[state.standing]),
        kind=TAGS.get(state.standing, "plain"),
        sentence=" ".join(_sentences(state)),
        attempts=[_attempt(each, is_officer=is_officer, today=today) for each in state.services],
        may_send=is_officer and state.may_be_sent,
        may_record=is_officer and open_try,
        may_confirm=not is_officer and portal == Rule.OPENED and state.standing != Standing.SERVED,
    )


def _sentences(state: LetterState) -> Iterator[str]:
    if state.served_on:
        text = _("It counts as served on %(day)s. Every period for contesting it counts from that day.")
        yield text % {"day": long_day(state.served_on)}
    elif state.standing == Standing.SENT and state.last and state.last.counts_on:
        text = _("Unless a later day is proved, it will count as served on %(day)s.")
        yield text % {"day": long_day(state.last.counts_on)}
    elif state.standing == Standing.SENT and state.last and state.last.presumed_on:
        text = _(
            "It will count as served on %(day)s, or on the next working day: which of them is known once the public"
            " holidays of that year are entered."
        )
        yield text % {"day": long_day(state.last.presumed_on)}
    else:
        yield _("Until it is served no period for contesting it runs, and no last day is shown.")


def _attempt(service: LetterService, *, is_officer: bool, today: date) -> Attempt:
    standing, served_on = service.standing(today=today), service.served_on(today=today)
    result = getattr(service, "result", None)
    failed = result.failed_because if result else ""
    day = long_day(served_on) if served_on else failed
    proof = result.proof if result and is_officer else None
    return Attempt(service, str(STANDING_LABELS[standing]), TAGS.get(standing, "plain"), day, proof)
