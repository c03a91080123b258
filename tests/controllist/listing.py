"""Entries for tests, listed by the product's own action; each with the closed procedure that the database asks for."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import count

from django.db import transaction

from controllist.actions.entries import list_item
from controllist.models import ControlListEntry
from controllist.rules.entries import Ground
from controllist.rules.listing import EntryWords, Origin
from exportctl.core.models import MemberState, Organisation, User
from exportctl.core.transitions import record, transition
from licensing.models import (
    AuthorisationRequest,
    Decision,
    Exporter,
    Proposal,
    RequestDestination,
    RequestVersion,
)
from notifications.models import DueInstant, ObjectionProcedure, Participant, ProcedureOutcome
from notifications.queries.procedure_opening import procedure_opening
from notifications.queries.tally import tally_of
from notifications.rules.machines import PROCEDURE, Event
from notifications.rules.rule_sets import RULE_SETS
from tests.replayed import replayed

PARLIAMENT = "European Parliament, January 2018, as its press release describes it"
AGREEMENT = "Regulation (EU) 2021/821, Article 5(5)–(6)"
CLOSED = datetime(2026, 4, 20, 21, 0, tzinfo=UTC)
_numbers = count(1)


def make_state(code: str = "IT", name: str = "Italy") -> MemberState:
    fields = {"names": {"en": name, "de": name, "fr": name}, "timezone": "Europe/Rome", "eori_prefix": code}
    return MemberState.objects.get_or_create(code=code, defaults=fields)[0]


def words(**fields) -> EntryWords:
    given = {
        "name": "Mobile location gateway using SS7 and Diameter signalling",
        "manufacturer": "Vexor Labs",
        "models": ["Halo LX"],
        "functions": ["phone_location"],
        "description": "Obtains the position of a subscriber without that person's knowledge.",
        "cn_code": "85176200",
    }
    return EntryWords(**given | fields)


def origin(**fields) -> Origin:
    given = {
        "procedure": f"IT-OP-2026-{next(_numbers):05d}",
        "notifying_state": make_state().code,
        "opened_at": CLOSED - timedelta(days=48),
        "closed_at": CLOSED,
        "rule_set": "qualified_majority_objection",
        "regime": PARLIAMENT,
        "in_force": False,
        "ground": Ground.HUMAN_RIGHTS,
        "destination": "",
        "bands": {"states": "under_5", "people": "under_10"},
    }
    return Origin(**given | fields)


def agreed(destination: str) -> Origin:
    """Listed by agreement of all: law in force, for one destination."""
    return origin(
        rule_set="unanimous_agreement",
        regime=AGREEMENT,
        in_force=True,
        ground=Ground.ARTICLE_5,
        destination=destination,
        bands={"states": "under_5", "people": None},
    )


@replayed
@transaction.atomic
def make_entry(*, at: datetime = CLOSED, by: Origin | None = None, **fields) -> ControlListEntry:
    said, by = words(**fields), by or origin()
    if not ObjectionProcedure.objects.filter(reference=by.procedure).exists():
        make_closed_procedure(said, by)
    return list_item(words=said, origin=by, at=at)


def make_closed_procedure(said: EntryWords, by: Origin) -> ObjectionProcedure:
    """The rows alone of a window that ended in a listing: nobody filed, refused, was told or took a position."""
    decision, window = (
        make_bare_decision(by),
        procedure_opening(notifying=by.notifying_state, at=by.opened_at),
    )
    item = {"name": said.name, "manufacturer": said.manufacturer, "description": said.description}
    functions = {"functions": list(said.functions)}
    procedure = ObjectionProcedure.objects.create(
        reference=by.procedure,
        request=decision.request,
        decision=decision,
        notifying_state_id=by.notifying_state,
        notifying_authority=decision.request.authority,
        item_key=by.procedure,
        dossier={
            "item": {**item, **functions, "model": said.models[0], "cn_code": said.cn_code},
            "destination": by.destination or "AE",
            "end_user": {"name": "Somebody", "country": "AE", "kind": "police"},
            "grounds": "",
        },
        entry={**item, **functions, "models": list(said.models)},
        rule_set=by.rule_set,
        opened_at=by.opened_at,
        earliest_due_at=by.closed_at,
        closes_at=by.closed_at,
        frozen={**window.frozen, "rule_set": asdict(RULE_SETS[by.rule_set])},
    )
    ends = {"procedure": procedure, "last_day": by.closed_at.date(), "due_at": by.closed_at}
    people = window.people.items()
    Participant.objects.bulk_create(Participant(member_state_id=code, people=n, **ends) for code, n in people)
    DueInstant.objects.bulk_create(DueInstant(member_state_id=code, number=1, **ends) for code, _n in people)
    common = {"machine": PROCEDURE, "actor": None, "at": by.closed_at}
    record(procedure, Event.OPEN, target=PROCEDURE.initial, **common)
    count = {"outcome": "listed", "tally": tally_of(procedure).as_rest()}
    ProcedureOutcome.objects.create(procedure=procedure, closed_at=by.closed_at, **count)
    transition(procedure, Event.LIST, changes={"outcome": "listed"}, **common)
    return procedure


def make_bare_decision(by: Origin) -> Decision:
    body = Organisation.objects.get(kind="authority", member_state=by.notifying_state)
    exporter = Exporter.objects.get_or_create(organisation=body, legal_name="Nobody", eori="IT0")[0]
    proposer, approver = (
        User.objects.filter(email=email).first() or User.objects.create_user(email, created_at=by.opened_at)
        for email in ("proposer@list.example", "approver@list.example")
    )
    request = AuthorisationRequest.objects.create(
        reference=f"R {by.procedure}",
        kind="notification",
        legal_basis="human_rights",
        exporter=exporter,
        authority=body,
        clock_days=30,
        created_at=by.opened_at,
        changed_at=by.opened_at,
    )
    version = RequestVersion.objects.create(
        request=request, number=1, body={}, created_by=proposer, created_at=by.opened_at
    )
    where = {"version": version, "request": request, "authority": body}
    RequestDestination.objects.create(number=1, country=by.destination or "AE", **where)
    AuthorisationRequest.objects.filter(pk=request.pk).update(version=version)
    content = {"outcome": "refuse", "legal_basis": "human_rights", "content_hash": "0" * 64}
    proposal = Proposal.objects.create(
        request=request,
        grounds="",
        entry={},
        dossier={},
        proposed_by=proposer,
        proposed_at=by.opened_at,
        **content,
    )
    return Decision.objects.create(
        request=request,
        proposal=proposal,
        proposer=proposer,
        approver=approver,
        decided_at=by.opened_at,
        **content,
    )
