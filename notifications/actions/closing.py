"""The end of a window: tally, outcome, list entry and every notice owed are one transaction, exactly once."""

import logging
from collections import deque
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db import transaction

from controllist.actions.entries import list_item
from controllist.models import ControlListEntry
from controllist.queries.binding import meaning_of
from controllist.rules.entries import Ground
from controllist.rules.listing import EntryWords, Origin
from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.models import Organisation
from exportctl.core.transitions import transition
from licensing.models import AuthorisationRequest
from licensing.rules.requests import LegalBasis
from notifications.actions.procedures import regime_facts, tell_everyone
from notifications.models import ObjectionProcedure, ProcedureOutcome
from notifications.queries.tally import rules_of, tally_of
from notifications.rules.machines import CLOSING_EVENT, PROCEDURE, Outcome
from notifications.rules.rule_sets import RuleSet
from notifications.rules.tally import Tally, public_bands

log = logging.getLogger(__name__)

TRIES_WITHOUT_WAITING = 2
# Why an item is listed: what the national decision was taken for. No other basis opens a procedure.
GROUNDS = {LegalBasis.HUMAN_RIGHTS: Ground.HUMAN_RIGHTS, LegalBasis.ARTICLE_5: Ground.ARTICLE_5}


class Attempt(Enum):
    CLOSED = "closed"
    NOT_DUE = "not due"  # or closed by somebody else meanwhile
    BUSY = "busy"  # somebody holds its locks


def close_due(*, at: datetime) -> int:
    """Close every procedure whose last due instant has passed; how many this call closed.

    May run anywhere, any number of times, at once: what others hold is skipped twice, then waited for. One
    that fails keeps no other open; its error is raised when all have been tried.
    """
    due = ObjectionProcedure.objects.closable(at=at).order_by("closes_at", "pk")
    waiting = deque((pk, 1) for pk in due.values_list("pk", flat=True))
    closed, failures = 0, []
    while waiting:
        procedure_id, tries = waiting.popleft()
        try:
            attempt = close_procedure(procedure_id=procedure_id, at=at, wait=tries > TRIES_WITHOUT_WAITING)
        except Exception as error:  # whatever it is, the others' windows have ended, too
            log.exception("procedure %s was not closed", procedure_id)
            failures.append(error)
            continue
        closed += attempt is Attempt.CLOSED
        if attempt is Attempt.BUSY:
            waiting.append((procedure_id, tries + 1))
    if failures:
        raise failures[0]
    return closed


@transaction.atomic
def close_procedure(*, procedure_id: UUID, at: datetime, wait: bool = True) -> Attempt:
    """Decide a procedure whose window has ended; list its item unless the objection carried.

    Takes the locks that a position needs, so that a position is either counted or refused as late.
    Without `wait` it answers BUSY when anybody holds them.
    """
    due = ObjectionProcedure.objects.closable(at=at).filter(pk=procedure_id)
    request_id = due.values_list("request_id", flat=True).first()
    if request_id is None:
        return Attempt.NOT_DUE
    request = locks.lock_for_update(AuthorisationRequest.objects.filter(pk=request_id), skip_locked=not wait)
    procedure = locks.lock_for_update(due, skip_locked=not wait) if request else None
    if procedure is None:
        return Attempt.NOT_DUE if wait else Attempt.BUSY
    _close(procedure, at)
    return Attempt.CLOSED


def _close(procedure: ObjectionProcedure, at: datetime) -> None:
    count = tally_of(procedure)
    outcome = Outcome(count.outcome)
    ProcedureOutcome.objects.create(
        procedure=procedure, outcome=outcome.value, tally=count.as_rest(), closed_at=at
    )
    transition(
        procedure,
        CLOSING_EVENT[outcome],
        machine=PROCEDURE,
        actor=None,
        at=at,
        changes={"outcome": outcome.value},
        reference=procedure.reference,
        outcome=outcome.value,
        tally=count.as_rest(),
    )
    entry = _list(procedure, count, at) if outcome is Outcome.LISTED else None
    _tell(procedure, entry, at)


def _list(procedure: ObjectionProcedure, count: Tally, at: datetime) -> ControlListEntry:
    """The item in the confirmed words; the exporter is in none of them."""
    words, rules = procedure.entry, rules_of(procedure)
    return list_item(
        words=EntryWords(
            name=words["name"],
            manufacturer=words["manufacturer"],
            models=words["models"],
            functions=words["functions"],
            description=words["description"],
            cn_code=procedure.dossier["item"]["cn_code"] or "",
            language=words.get("language") or "en",
        ),
        origin=Origin(
            procedure=procedure.reference,
            notifying_state=str(procedure.notifying_state_id),
            opened_at=procedure.opened_at,
            closed_at=procedure.closes_at,
            rule_set=rules.name,
            regime=rules.regime,
            in_force=rules.in_force,
            ground=GROUNDS[LegalBasis(procedure.decision.legal_basis)],
            destination=procedure.dossier["destination"] if rules.binds_for_its_destination_alone else "",
            bands={**public_bands(count), **_known_beforehand(procedure, count, rules)},
        ),
        at=at,
    )


def _known_beforehand(procedure: ObjectionProcedure, count: Tally, rules: RuleSet) -> dict[str, int | None]:
    """Who could object, and what the rules asked for: it tells of no position, so the public may know it exactly."""
    return {
        "participating": procedure.participants.count(),
        "states_needed": count.states_needed,
        "percent_needed": rules.people_percent,
    }


def _tell(procedure: ObjectionProcedure, entry: ControlListEntry | None, at: datetime) -> None:
    """States and Commission read of the procedure; exporters and linked authorities of their own case."""
    facts: dict[str, object] = dict(regime_facts(procedure=procedure))
    if entry:
        facts |= {"entry": entry.code, "meaning": meaning_of(entry).as_fact()}
    kind = "procedure_closed_listed" if entry else "procedure_closed_lapsed"
    tell_everyone(procedure=procedure, kind=kind, at=at, facts=facts)
    own = "item_listed" if entry else "item_not_listed"
    _tell_case(procedure.request, own, [], facts, at)
    linked = procedure.linked_refusals.select_related(
        "decision__request__authority", "decision__request__exporter__organisation"
    )
    for link in linked:
        _tell_case(link.decision.request, own, [link.decision.request.authority], facts, at)


def _tell_case(
    request: AuthorisationRequest,
    kind: str,
    besides: list[Organisation],
    facts: Mapping[str, object],
    at: datetime,
) -> None:
    owe_notice(
        kind=kind,
        organisations=[request.exporter.organisation, *besides],
        reference=request.reference,
        path=request.get_absolute_url(),
        at=at,
        facts=facts,
    )
