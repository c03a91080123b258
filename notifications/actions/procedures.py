"""Putting a refusal to the other states, and the locks and notices that every act on a procedure shares."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from controllist.models import ControlListEntry
from controllist.queries.binding import meaning_of
from controllist.queries.entries import listed
from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.canonical import content_hash, rfc3339
from exportctl.core.constraints import violated
from exportctl.core.errors import NotFound, YearsNotHeld
from exportctl.core.models import Organisation, User
from exportctl.core.queries.reference import commission
from exportctl.core.references import next_reference
from exportctl.core.transitions import record
from licensing.actions.decisions import Approval
from licensing.models import AuthorisationRequest, Decision
from licensing.rules.names import names_exporter
from notifications.errors import NamesHidden, PopulationsOutdated
from notifications.models import DueInstant, Extension, LinkedRefusal, ObjectionProcedure, Participant
from notifications.queries.populations import earlier_figures_serve
from notifications.queries.procedure_opening import ProcedureOpening, dossier_at_opening, procedure_opening
from notifications.rules.machines import PROCEDURE, Event, State
from notifications.rules.releases import Part

ONE_WINDOW = "procedure_one_open_per_item"


@transaction.atomic
def put_to_states(*, decision: Decision, actor: User, at: datetime) -> Approval:
    """Put a refusal to the other Member States (Article 5(5)), in the transaction of its approval.

    No procedure opens while the item is listed or has an open one: that outcome holds for this refusal, too.
    """
    status, item_key = decision.request.status, decision.proposal.item.item_key
    while True:
        # Waits for a close or a withdrawal under way; what is found open then stays open until we commit.
        windows = ObjectionProcedure.objects.filter(item_key=item_key, status=State.OPEN.value)
        running = locks.lock_for_share(windows)
        if entry := listed(item_key=item_key):
            _tell_listed(decision, entry, at)
            return Approval(status, because="already_listed")
        if running:
            _link(decision, running[0], actor, at)
            return Approval(status, because="procedure_open")
        try:
            with transaction.atomic():
                opened = open_procedure(decision=decision, actor=actor, at=at)
                return Approval(status, procedure=opened.reference)
        except IntegrityError as error:
            # Somebody opened a window of this item between our look and our insert: look again, then link.
            if violated(error) != ONE_WINDOW:
                raise


def refuse_hidden_names(*, procedure: ObjectionProcedure, pointer: str, text: str) -> None:
    """Raise NamesHidden if the authority names its exporter to the states, unless it has released the name."""
    if procedure.releases.filter(part=Part.EXPORTER.value).exists():
        return
    if names_exporter({pointer: text}, **procedure.request.exporter.identity):
        raise NamesHidden(errors=[{"pointer": pointer, "detail": NamesHidden.default_message}])


def _link(decision: Decision, procedure: ObjectionProcedure, actor: User, at: datetime) -> None:
    LinkedRefusal.objects.create(procedure=procedure, decision=decision, linked_at=at)
    record_link(procedure=procedure, decision=decision, actor=actor, at=at)
    facts = {"procedure": procedure.reference, **regime_facts(procedure=procedure)}
    _tell_why(decision, "refusal_linked", facts, at)


def _tell_listed(decision: Decision, entry: ControlListEntry, at: datetime) -> None:
    regime = {"regime": entry.regime, "in_force": entry.in_force}
    facts = {"entry": entry.code, "meaning": meaning_of(entry).as_fact(), **regime}
    _tell_why(decision, "already_listed", facts, at)


def _tell_why(decision: Decision, kind: str, facts: dict[str, object], at: datetime) -> None:
    """The authority and the exporter learn why no procedure opened."""
    request = decision.request
    owe_notice(
        kind=kind,
        organisations=[request.authority, request.exporter.organisation],
        reference=request.reference,
        path=request.get_absolute_url(),
        at=at,
        facts=facts,
    )


@transaction.atomic
def open_procedure(*, decision: Decision, actor: User | None, at: datetime) -> ObjectionProcedure:
    """Put a refusal to the other Member States, in the transaction of the decision (or of a withdrawal).

    What decides the procedure is frozen here. Raises YearsNotHeld, PopulationsOutdated; an open window of the same
    item is the database's IntegrityError (`procedure_one_open_per_item`).
    """
    request = decision.request
    notifying = str(request.authority.member_state_id)
    window = _counted_window(notifying, at)
    _require_figures_of_the_year(window)
    procedure = ObjectionProcedure.objects.create(
        reference=next_reference(prefix="P", at=at, digits=4),
        request=request,
        decision=decision,
        notifying_state_id=notifying,
        notifying_authority=request.authority,
        item_key=decision.proposal.item.item_key,
        dossier=dossier_at_opening(decision),
        entry=decision.proposal.entry,
        rule_set=window.frozen["rule_set"]["name"],
        opened_at=at,
        earliest_due_at=window.earliest_due_at,
        closes_at=window.closes_at,
        frozen=window.frozen,
        after_withdrawn=_withdrawn_before(decision.proposal.item.item_key),
    )
    participants = Participant.objects.bulk_create(_participants(procedure, window))
    add_due_instants(participants=participants, number=1)
    record(
        procedure,
        Event.OPEN,
        machine=PROCEDURE,
        actor=actor,
        at=at,
        target=PROCEDURE.initial,
        reference=procedure.reference,
        rule_set=procedure.rule_set,
        notifying_state=notifying,
        closes_at=rfc3339(procedure.closes_at),
        frozen=content_hash(procedure.frozen),
    )
    tell_windows(
        procedure=procedure,
        participants=participants,
        to_states="procedure_opened",
        to_others="window_opened",
        at=at,
    )
    return procedure


def _counted_window(notifying: str, at: datetime) -> ProcedureOpening:
    """No last day is guessed: a state that is late loses its say (Regulation 1182/71, Articles 2 and 3)."""
    try:
        return procedure_opening(notifying=notifying, at=at)
    except YearsNotHeld as unheld:
        way_on = _(
            "An objection procedure opens once the Commission has entered them under Reference data; until then"
            " everything else about the case can be done."
        )
        raise YearsNotHeld(year=unheld.year, years=unheld.extra["years"], way_on=way_on) from unheld


def _require_figures_of_the_year(window: ProcedureOpening) -> None:
    """A live count needs the figures in force (Council Rules of Procedure, Article 11(6))."""
    figures = window.frozen["population_set"]
    starts_on, year = date.fromisoformat(figures["starts_on"]), figures["year_in_force"]
    if starts_on.year < year and not earlier_figures_serve():
        raise PopulationsOutdated(PopulationsOutdated.because(held=figures["name"], year=year))


def _participants(procedure: ObjectionProcedure, window: ProcedureOpening) -> list[Participant]:
    return [
        Participant(
            procedure=procedure,
            member_state_id=state,
            people=window.people[state],
            last_day=due.last_day,
            due_at=due.due_at,
        )
        for state, due in window.dues.items()
    ]


def add_due_instants(
    *, participants: Iterable[Participant], number: int, extension: Extension | None = None
) -> None:
    """Add the instants that the participants show; from the second on the database moves the stored ones there."""
    DueInstant.objects.bulk_create(
        DueInstant(
            procedure_id=part.procedure_id,
            member_state_id=part.member_state_id,
            number=number,
            last_day=part.last_day,
            due_at=part.due_at,
            extension=extension,
        )
        for part in participants
    )


def _withdrawn_before(item_key: str) -> ObjectionProcedure | None:
    """The item's latest procedure if it ended by withdrawal, so that the new one names it; else None."""
    last = ObjectionProcedure.objects.filter(item_key=item_key).order_by("-opened_at", "-pk").first()
    return last if last and last.status == State.WITHDRAWN else None


def record_link(
    *, procedure: ObjectionProcedure, decision: Decision, actor: User | None, at: datetime
) -> None:
    """Record that the outcome of a procedure holds for another refusal of its item, too."""
    request = decision.request.reference
    facts = {"reference": procedure.reference, "decision": str(decision.pk), "request": request}
    record(procedure, "link", machine=PROCEDURE, actor=actor, at=at, **facts)


def hold_requests(*, ids: Iterable[UUID]) -> list[AuthorisationRequest]:
    """Several requests locked FOR UPDATE, by ascending id; before any procedure."""
    rows = AuthorisationRequest.objects.filter(pk__in=set(ids)).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def hold_procedure(*, procedure_id: UUID) -> ObjectionProcedure:
    """The procedure locked FOR UPDATE: no position is cast, nothing closes, until we commit."""
    procedure: ObjectionProcedure | None = locks.lock_for_update(
        ObjectionProcedure.objects.filter(pk=procedure_id)
    )
    if procedure is None:
        raise NotFound()
    return procedure


def tell_windows(
    *,
    procedure: ObjectionProcedure,
    participants: Iterable[Participant],
    to_states: str,
    to_others: str,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Owe each participating delegation its own last day, the Commission and the authority the latest."""
    facts = {
        "state": str(procedure.notifying_state_id),
        **regime_facts(procedure=procedure),
        **(facts or {}),
    }
    by_due = defaultdict(list)
    for participant in participants:
        by_due[participant.due_at].append(participant.member_state_id)
    delegations = {each.member_state_id: each for each in Organisation.objects.filter(kind="delegation")}
    notice: dict[str, Any] = {
        "reference": procedure.reference,
        "path": procedure.get_absolute_url(),
        "at": at,
    }
    for due_at, states in by_due.items():
        owed = [delegations[state] for state in states if state in delegations]
        owe_notice(kind=to_states, organisations=owed, facts={**facts, "due_at": rfc3339(due_at)}, **notice)
    last = {**facts, "due_at": rfc3339(procedure.closes_at)}
    owe_notice(kind=to_others, organisations=overseers(procedure=procedure), facts=last, **notice)


def tell_everyone(
    *, procedure: ObjectionProcedure, kind: str, at: datetime, facts: Mapping[str, object] | None = None
) -> None:
    """Owe the same message to the participating delegations, the Commission and the notifying authority."""
    states = [state for state in procedure.frozen["populations"] if state != procedure.notifying_state_id]
    delegations = Organisation.objects.filter(kind="delegation", member_state__in=states)
    owe_notice(
        kind=kind,
        organisations=[*delegations, *overseers(procedure=procedure)],
        reference=procedure.reference,
        path=procedure.get_absolute_url(),
        at=at,
        facts={**regime_facts(procedure=procedure), **(facts or {})},
    )


def regime_facts(*, procedure: ObjectionProcedure) -> dict[str, object]:
    """The rules of the procedure and whether they are law, for every message about it."""
    rules = procedure.frozen["rule_set"]
    return {"regime": rules["regime"], "in_force": rules["in_force"]}


def overseers(*, procedure: ObjectionProcedure) -> list[Organisation]:
    """Who follows a procedure without a position in it: the notifying authority and the Commission."""
    return [procedure.notifying_authority, *commission()]
