"""What tests stand on: plain functions over the product's own actions. Everybody is invented."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.files import receive_file
from exportctl.core.actions.keys import issue_key
from exportctl.core.actions.reference import approve_change, propose_change
from exportctl.core.actions.seats import NewPerson, settle
from exportctl.core.models import File, MemberState, Organisation, Seat, User
from exportctl.core.rules.files import FILE
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions import information_requests, proposals, requests
from licensing.actions.decisions import Approval, approve_proposal
from licensing.actions.letterheads import approve_letterhead, propose_letterhead
from licensing.models import (
    AuthorisationRequest,
    Document,
    Exporter,
    InformationRequest,
    LetterheadChange,
    Proposal,
)
from notifications.actions import notifications
from notifications.models import CatchAllNotification, ObjectionProcedure
from notifications.rules.red_flags import current_version, question_keys
from tests.replayed import replayed

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)  # a Tuesday without a holiday anywhere near it
SEATED = datetime(2025, 1, 1, tzinfo=UTC)  # seats start before everything
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

_numbers = count(1)

# --- states and people -------------------------------------------------------------------------------


def make_state(code: str = "DE") -> MemberState:
    return MemberState.objects.get(code=code)


def organisation(kind: str, state: str | None = "DE") -> Organisation:
    """The authority, delegation or customs office of a state; `commission` has none."""
    return Organisation.objects.get(kind=kind, member_state=None if kind == "commission" else state)


@replayed
def make_user(email: str = "", **fields: Any) -> User:
    number = next(_numbers)
    return create_account(
        email=email or f"person{number}@demo.example", name=f"Person {number}", at=SEATED, **fields
    )


@replayed
def seated(permission: Permission, at_organisation: Organisation, **fields: Any) -> User:
    """A new person with one seat."""
    number = next(_numbers)
    address = fields.pop("email", f"person{number}@demo.example")
    person = NewPerson(address, f"Person {number}", ((permission, at_organisation),))
    (user,) = settle(people=[person], at=SEATED)
    if fields:
        User.objects.filter(pk=user.pk).update(**fields)
        user.refresh_from_db()
    return user


@replayed
def make_exporter(state: str = "DE", *, name: str = "Aquila Systems GmbH", language: str = "en") -> Exporter:
    number = next(_numbers)
    made = Organisation.objects.create(
        kind="exporter", name=name, short_name=name[:80], member_state=make_state(state), language=language
    )
    return Exporter.objects.create(
        organisation=made,
        legal_name=name,
        eori=f"{state}{number:012}",
        address="Am Kanal 4\n48151 Musterhafen",
        contact="Export desk",
    )


@replayed
def make_filer(exporter: Exporter | None = None) -> User:
    return seated(Permission.FILE, (exporter or make_exporter()).organisation)


@replayed
def make_officer(state: str = "DE") -> User:
    return seated(Permission.HANDLE, organisation("authority", state))


@replayed
def make_delegate(state: str = "FR") -> User:
    return seated(Permission.TAKE_POSITION, organisation("delegation", state))


@replayed
def make_customs(state: str = "DE") -> User:
    return seated(Permission.CHECK_SHIPMENTS, organisation("customs", state))


@replayed
def make_integrator(state: str = "DE") -> User:
    return seated(Permission.TRY_OUT, organisation("sandbox", state))


@replayed
def make_commissioner() -> User:
    return seated(Permission.ADMINISTER, organisation("commission"))


# --- machines ----------------------------------------------------------------------------------------


@replayed
def make_key(user: User) -> str:
    """The secret of a new key over the person's one seat."""
    seat = Seat.objects.get(user=user, removed_at=None)
    return issue_key(user=user, seat_id=seat.pk, name="Tests", at=SEATED).secret


def machine(user: User | None = None, *, language: str = "en") -> Client:
    """A REST client that calls as `user`, or as anybody."""
    headers = {"Accept-Language": language}
    if user is not None:
        headers["Authorization"] = f"Bearer {make_key(user)}"
    return Machine(headers=headers)


class Machine(Client):
    """Machines speak JSON; without a body they send none, not an empty form."""

    def post(self, path: str, data: Any = None, content_type: str = "application/json", **extra: Any) -> Any:
        return super().post(path, b"" if data is None else data, content_type, **extra)


# --- notifications and requests ----------------------------------------------------------------------

NOTIFICATION: dict[str, Any] = {
    "item": {
        "name": "Cell site simulator",
        "manufacturer": "Nordwind Instruments",
        "model": "NW-300",
        "description": "Reads the identity of every mobile phone within a kilometre and tells where it is.",
        "functions": ["phone_interception", "phone_location"],
        "cn_code": "85176200",
    },
    "destination": "AE",
    "end_user": {
        "name": "Directorate of Public Order",
        "address": "12 Corniche Road, Abu Dhabi",
        "country": "AE",
        "kind": "police",
    },
    "end_use": "Finding missing persons in mountain areas.",
    "doubt": "The buyer asked for bulk identification in city centres.",
    "quantity": "2",
    "unit": "pieces",
    "value": "480000",
    "currency": "EUR",
    "planned_on": "2027-03-15",
}


def make_notification_body(**changes: Any) -> dict[str, Any]:
    """A complete body; every due-diligence question is answered, the first with a flag and its evidence."""
    keys = question_keys(current_version())
    flags: dict[str, Any] = {key: {"answer": "no"} for key in keys}
    flags[keys[0]] = {"answer": "yes", "evidence": "Brochure, page 3: “undetectable”."}
    return {**deepcopy(NOTIFICATION), "red_flags": flags, **changes}


@replayed
def make_notification(
    exporter: Exporter | None = None, *, by: User | None = None, at: datetime = AT, **changes: Any
) -> CatchAllNotification:
    """A complete draft."""
    exporter = exporter or make_exporter()
    body = make_notification_body(**changes)
    return notifications.create_draft(exporter=exporter, body=body, actor=by or make_filer(exporter), at=at)


@replayed
def make_submitted_request(
    exporter: Exporter | None = None, *, by: User | None = None, at: datetime = AT, **changes: Any
) -> AuthorisationRequest:
    draft = make_notification(exporter, by=by, at=at, **changes)
    return notifications.submit(notification_id=draft.pk, actor=draft.created_by, at=at)


@replayed
def make_taken_request(
    officer: User | None = None, *, at: datetime = AT, **fields: Any
) -> AuthorisationRequest:
    request = make_submitted_request(at=at, **fields)
    officer = officer or make_officer(str(request.authority.member_state_id))
    return requests.take_request(request_id=request.pk, actor=officer, at=at + HOUR)


def withhold(file: File, *, at: datetime) -> File:
    """As its check does for a marking."""
    found = {"finding": "marked", "detail": "EU RESTRICTED"}
    with transaction.atomic():
        transition(file, "withhold", machine=FILE, actor=None, at=at, changes=found)
    return file


def make_withheld_document(request: AuthorisationRequest, *, name: str = "annex.txt") -> Document:
    """A file of the case that its check withheld for a marking."""
    upload = SimpleUploadedFile(name, b"EU RESTRICTED\n")
    file = receive_file(uploaded=upload, by=request.submitted_by, at=request.created_at)  # type: ignore[arg-type]
    withhold(file, at=request.created_at)
    return Document.objects.create(
        request=request, kind="attachment", name=name, file=file, created_at=request.created_at
    )


@replayed
def ask(request: AuthorisationRequest, *, at: datetime, question: str = "Who runs it?") -> InformationRequest:
    return information_requests.ask_information(
        request_id=request.pk,
        question=question,
        due_on=(at + 14 * DAY).date(),
        actor=request.assigned_to,
        at=at,
    )


@replayed
def answer(asked: InformationRequest, *, at: datetime, by: User | None = None) -> InformationRequest:
    return information_requests.answer_information(
        request_id=asked.request_id,
        information_id=asked.pk,
        answer="The mountain rescue unit.",
        actor=by or asked.request.submitted_by,
        at=at,
    )


@replayed
def make_proposal(
    request: AuthorisationRequest | None = None, *, at: datetime = AT + DAY, **words: Any
) -> Proposal:
    """A refusal on the request's own basis unless `words` say otherwise, by whoever took the case."""
    request = request or make_taken_request()
    said = {
        "outcome": "refuse",
        "legal_basis": request.legal_basis,
        "grounds": "The end user is known for bulk surveillance of journalists.",
        **words,
    }
    return proposals.propose(request_id=request.pk, actor=request.assigned_to, at=at, **said)


@replayed
def make_letterhead(authority: Organisation, *, at: datetime = AT, **fields: Any) -> LetterheadChange:
    """What the authority's letters carry from `at` on, proposed and approved by two of its officers."""
    state = str(authority.member_state_id)
    change = propose_letterhead(
        authority=authority, reason="New.", actor=make_officer(state), at=at, **fields
    )
    return approve_letterhead(change_id=change.pk, actor=make_officer(state), at=at)


@replayed
def approve(proposal: Proposal, *, by: User | None = None, at: datetime = AT + DAY + HOUR) -> Approval:
    """The second officer, a colleague of the first, approves."""
    state = str(proposal.request.authority.member_state_id)
    return approve_proposal(
        request_id=proposal.request_id,
        proposal_id=proposal.pk,
        content_hash=proposal.content_hash,
        actor=by or make_officer(state),
        at=at,
    )


@replayed
def make_refusal(exporter: Exporter | None = None, *, at: datetime = AT, **changes: Any) -> Approval:
    """From the notification to the approved refusal; `.procedure` is the reference of what it opened."""
    request = make_taken_request(exporter=exporter, at=at, **changes)
    return approve(make_proposal(request, at=at + DAY), at=at + DAY + HOUR)


@replayed
def make_procedure(state: str = "DE", *, at: datetime = AT, **changes: Any) -> ObjectionProcedure:
    """The open procedure of a new refusal by `state`."""
    approval = make_refusal(make_exporter(state), at=at, **changes)
    return ObjectionProcedure.objects.get(reference=approval.procedure)


def let_delegates_be_officers(state: str) -> None:
    """What a state says of its delegates and officers, as two of the Commission write it down."""
    payload, at = {"state": state, "shared": "yes"}, clock.now()
    said = {"kind": "shared_seats", "payload": payload, "reason": "A letter.", "at": at}
    change = propose_change(actor=make_commissioner(), **said)
    approve_change(change_id=change.pk, actor=make_commissioner(), at=at)
