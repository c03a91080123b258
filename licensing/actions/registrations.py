"""Registrations: entered, confirmed and sent by a company; asked about, approved or refused by an officer.

Entering tells nobody whether an address has an account: the account's owner reads it in a mail, and nothing begins
before they have confirmed it. Locks: seat, exporter, registration.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.actions.notices import owe_notice
from exportctl.core.actions.seats import grant_seat
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound, Pending, WrongStatus
from exportctl.core.models import File, Organisation, User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.shapes import check, error
from exportctl.core.transitions import record, transition
from licensing.actions.search_documents import update_search_documents
from licensing.errors import Incomplete
from licensing.models import AuthorisationRequest, Exporter, Registration, RegistrationPaper
from licensing.queries.registrations import competent_authority, record_before
from licensing.rules.exporters import EXPORTER
from licensing.rules.registrations import (
    BODY,
    MOST_PAPERS,
    REGISTRATION,
    Event,
    State,
    cleaned,
    differences,
    gaps,
    needs_officer,
    record_of,
)
from licensing.rules.shapes import JsonObject


@transaction.atomic
def enter_registration(
    *, body: JsonObject, email: str, name: str, language: str, at: datetime
) -> Registration:
    """A company entered by somebody who may not have an account yet: the account's owner is asked to confirm it.

    Raises Incomplete, Invalid. What it returns is for nobody's eyes before that.
    """
    clean = _complete(body)
    authority = competent_authority(state=clean["member_state"])
    if authority is None:
        message = _("No authority of this Member State works here yet. Write to it.")
        raise Invalid(errors=[error("/member_state", message)])
    person = User.objects.of_mailbox(email) or create_account(
        email=email, name=name, language=language, at=at
    )
    registration = _create(authority, None, person, clean, {}, "", at)
    _tell("registration_entered", registration, [authority], at, people=[person], by_name=True)
    return registration


@transaction.atomic
def confirm_registration(*, registration_id: UUID, actor: User, at: datetime) -> Registration:
    """Its person says yes: the company may draft, and its authority sees the registration.

    Raises NotFound for anybody else, Invalid for somebody who acts for an authority.
    """
    registration = _hold(registration_id)
    if not registration.concerns(actor):
        raise NotFound
    REGISTRATION.step(registration.status, Event.SEND)
    if registration.exporter_id is None:
        registration.exporter = _new_exporter(registration, actor, at)
        registration.save(update_fields=["exporter"])
        grant_seat(
            user=actor, permission=Permission.FILE, organisation=registration.exporter.organisation, at=at
        )
    _send(registration, actor, at)
    return registration


@transaction.atomic
def decline_registration(*, registration_id: UUID, actor: User, at: datetime) -> Registration:
    """Its person says no before anything began: the authority never sees it. Raises NotFound for anybody else."""
    registration = _hold(registration_id)
    if not registration.concerns(actor) or registration.status != State.ENTERED:
        raise NotFound
    transition(registration, Event.WITHDRAW, machine=REGISTRATION, actor=actor, at=at)
    return registration


@transaction.atomic
def request_change(
    *, exporter_id: UUID, body: JsonObject, reason: str, actor: User, at: datetime
) -> Registration:
    """A company asks for another record, or registers anew after a refusal; the record that counts stays till then.

    Sites, contacts, compliance programme and agents alone are recorded at once. Raises Incomplete, Invalid where
    nothing differs, Pending while another change waits.
    """
    exporter = _hold_exporter(exporter_id, Permission.FILE, actor, at)
    if exporter.registrations.open().exists():
        raise Pending(_("A change of this record waits already."))
    before = record_before(exporter) if exporter.is_approved else {}
    clean = _complete({**body, "member_state": str(exporter.organisation.member_state_id)})
    if not differences(before, clean):
        raise Invalid(_("Nothing differs from what is recorded. Change something, then send it."))
    authority = competent_authority(state=clean["member_state"])
    assert authority is not None  # it has one already
    registration = _create(authority, exporter, actor, clean, before, reason, at)
    if needs_officer(before, clean):
        if exporter.is_approved and not reason.strip():
            raise Invalid(errors=[error("/reason", _("Say why the record changes, and add the papers."))])
        _send(registration, actor, at)
    else:
        changes = {"decided_at": at, "sent_at": at}
        transition(registration, Event.RECORD, machine=REGISTRATION, actor=actor, at=at, changes=changes)
        _write(exporter, clean)
    return registration


@transaction.atomic
def answer_registration(
    *, registration_id: UUID, body: JsonObject, answer: str, actor: User, at: datetime
) -> Registration:
    """The company answers, and may mend what it sent: it is with the authority again. Raises Incomplete."""
    registration = _hold_of(registration_id, Permission.FILE, actor, at)
    state = str(registration.authority.member_state_id)
    clean = _complete({**body, "member_state": state})
    if not answer.strip():
        raise Invalid(errors=[error("/answer", _("Write your answer."))])
    changes: dict[str, Any] = {"answer": answer.strip()[:4000], "body": clean}
    if clean.get("eori") != registration.body.get("eori"):  # another number is looked up anew
        changes |= {"number_verified_at": None, "number_verified_by": None, "number_verified_how": ""}
    transition(registration, Event.ANSWER, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    _tell("registration_answered", registration, [registration.authority], at)
    return registration


@transaction.atomic
def withdraw_registration(*, registration_id: UUID, actor: User, at: datetime) -> Registration:
    """The company takes back what its authority has not decided on."""
    registration = _hold_of(registration_id, Permission.FILE, actor, at)
    transition(registration, Event.WITHDRAW, machine=REGISTRATION, actor=actor, at=at)
    return registration


def add_papers(
    *, registration_id: UUID, uploads: Sequence[Upload], actor: User, at: datetime
) -> list[RegistrationPaper]:
    """Put files to a registration that is not decided; each is received first, and opens once it is checked."""

    def allowed() -> None:
        _hold_open(registration_id, len(uploads), actor, at)

    files = receive_files(uploads=uploads, by=actor, at=at, allowed=allowed)
    return _file(registration_id, files, actor, at)


@transaction.atomic
def _file(registration_id: UUID, files: list[File], actor: User, at: datetime) -> list[RegistrationPaper]:
    registration = _hold_open(registration_id, len(files), actor, at)
    papers = [
        RegistrationPaper.objects.create(registration=registration, file=file, created_at=at)
        for file in files
    ]
    for paper in papers:
        record(registration, "add_paper", machine=REGISTRATION, actor=actor, at=at, paper=str(paper.pk))
    return papers


@transaction.atomic
def ask_about_registration(
    *, registration_id: UUID, question: str, actor: User, at: datetime
) -> Registration:
    """An officer asks the company back; until it answers nothing is decided."""
    registration = _hold_of(registration_id, Permission.HANDLE, actor, at)
    if not question.strip():
        raise Invalid(errors=[error("/question", _("Write your question."))])
    changes = {"question": question.strip()[:4000], "answer": ""}
    transition(registration, Event.ASK, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    _tell_company("registration_asked", registration, at)
    return registration


@transaction.atomic
def verify_number(*, registration_id: UUID, how: str, actor: User, at: datetime) -> Registration:
    """An officer looked the number up: it exists, and is this company's. The format alone proves nothing."""
    registration = _hold_of(registration_id, Permission.HANDLE, actor, at)
    if registration.status != State.SENT:
        raise WrongStatus(_("This registration is not with the authority."), current=registration.status)
    if not how.strip():
        raise Invalid(errors=[error("/how", _("Say where you looked the number up."))])
    registration.number_verified_how = how.strip()[:500]
    registration.number_verified_by, registration.number_verified_at = actor, at
    registration.save(update_fields=["number_verified_how", "number_verified_by", "number_verified_at"])
    record(registration, "verify", machine=REGISTRATION, actor=actor, at=at)
    return registration


@transaction.atomic
def approve_registration(*, registration_id: UUID, actor: User, at: datetime) -> Registration:
    """The record counts from now on; the first time the company may send, and its person administers its people.

    Raises WrongStatus before an officer recorded that a new number exists, Invalid for an EORI of another company.
    """
    registration = _hold_of(registration_id, Permission.HANDLE, actor, at)
    REGISTRATION.step(registration.status, Event.APPROVE)
    if _has_new_number(registration) and registration.number_verified_at is None:
        message = _("Nobody has recorded yet that this number exists. Look it up, record it, then approve.")
        raise WrongStatus(message, current=registration.status)
    exporter = registration.exporter
    assert exporter is not None  # since it was sent
    is_first, exporter.is_approved = not exporter.is_approved, True
    _write(exporter, registration.body)
    if is_first:
        grant_seat(
            user=registration.person,
            permission=Permission.MANAGE,
            organisation=exporter.organisation,
            at=at,
            granted_by=actor,
        )
    changes = {"decided_by": actor, "decided_at": at}
    transition(registration, Event.APPROVE, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    _tell_company("registration_approved", registration, at)
    return registration


@transaction.atomic
def refuse_registration(*, registration_id: UUID, reason: str, actor: User, at: datetime) -> Registration:
    """The record stays as it was; a company that was never registered may send another registration."""
    registration = _hold_of(registration_id, Permission.HANDLE, actor, at)
    if not reason.strip():
        raise Invalid(errors=[error("/reason", _("Give the reason: the company reads it."))])
    changes = {"decided_by": actor, "decided_at": at, "refusal": reason.strip()[:4000]}
    transition(registration, Event.REFUSE, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    _tell_company("registration_refused", registration, at)
    return registration


def _has_new_number(registration: Registration) -> bool:
    return any(
        name in ("eori", "other_number") for name in differences(registration.before, registration.body)
    )


def _complete(body: JsonObject) -> dict[str, Any]:
    """The clean body. Raises Invalid with what is wrong, Incomplete with what is missing."""
    clean, errors = check(dict(body), BODY)
    if errors:
        raise Invalid(errors=errors)
    clean = cleaned(clean)
    if missing := gaps(clean):
        raise Incomplete(errors=missing)
    return clean


def _create(
    authority: Organisation,
    exporter: Exporter | None,
    person: User,
    body: dict[str, Any],
    before: dict[str, Any],
    reason: str,
    at: datetime,
) -> Registration:
    registration = Registration.objects.create(
        reference=next_reference(prefix=f"{authority.member_state_id}-R", at=at, digits=5),
        authority=authority,
        exporter=exporter,
        person=person,
        is_change=bool(before),
        body=body,
        before=before,
        reason=reason.strip()[:4000],
        created_at=at,
    )
    actor = person if exporter else None  # whoever enters the first may be anybody
    record(registration, "create", machine=REGISTRATION, actor=actor, at=at, target=State.ENTERED)
    return registration


def _new_exporter(registration: Registration, actor: User, at: datetime) -> Exporter:
    """The company as it says it is, for its own people: its numbers are its own once they are approved."""
    body = registration.body
    name = body["legal_name"]
    organisation = Organisation.objects.create(
        kind=OrganisationKind.EXPORTER.value,
        name=name,
        short_name=(body.get("trade_name") or name)[:80],
        member_state=registration.authority.member_state,
        language=actor.language or registration.authority.language,
    )
    exporter = Exporter.objects.create(
        organisation=organisation,
        legal_name=name,
        trade_name=body.get("trade_name", ""),
        address=body.get("address", ""),
        contact=record_of(body)["contact"],
        is_approved=False,
    )
    record(exporter, "create", machine=EXPORTER, actor=actor, at=at, authority=str(registration.authority_id))
    return exporter


def _send(registration: Registration, actor: User, at: datetime) -> None:
    waits = Pending(_("A change of this record waits already."))
    with unless_taken("registration_one_open", waits):
        changes = {"sent_at": at}
        transition(registration, Event.SEND, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    _tell("registration_sent", registration, [registration.authority], at)


def _write(exporter: Exporter, body: JsonObject) -> None:
    """The record that letters, customs and searches read; what was sent and decided keeps its words."""
    for name, value in record_of(body).items():
        setattr(exporter, name, value)
    taken = Invalid(_("Another company is entered with this EORI. Compare the two before you decide."))
    with unless_taken("exporter_eori_once", taken):
        exporter.save()
    short = (exporter.trade_name or exporter.legal_name)[:80]
    Organisation.objects.filter(pk=exporter.pk).update(name=exporter.legal_name, short_name=short)
    requests = locks.lock_all_for_update(AuthorisationRequest.objects.filter(exporter=exporter))
    update_search_documents(request_ids=[request.pk for request in requests])


def _hold_exporter(exporter_id: UUID, permission: str, actor: User, at: datetime) -> Exporter:
    access.hold_seat(actor=actor, permission=permission, organisations=[exporter_id], at=at)
    exporter = locks.lock_for_update(
        Exporter.objects.filter(pk=exporter_id).select_related("organisation__member_state")
    )
    if exporter is None:
        raise NotFound
    return exporter


def _hold(registration_id: UUID) -> Registration:
    rows = Registration.objects.select_related("authority__member_state", "exporter__organisation", "person")
    registration = locks.lock_for_update(rows.filter(pk=registration_id))
    if registration is None:
        raise NotFound
    return registration


def _hold_of(registration_id: UUID, permission: str, actor: User, at: datetime) -> Registration:
    """Seat, exporter, registration: in the order of every act. Raises NotFound, Forbidden."""
    known = Registration.objects.visible_to(actor).filter(pk=registration_id).first()
    if known is None:
        raise NotFound
    access.hold_seat(
        actor=actor, permission=permission, organisations=known.organisation_ids(permission), at=at
    )
    locks.lock_for_update(Exporter.objects.filter(pk=known.exporter_id))
    return _hold(registration_id)


def _hold_open(registration_id: UUID, papers: int, actor: User, at: datetime) -> Registration:
    registration = _hold_of(registration_id, Permission.FILE, actor, at)
    if not registration.is_open:
        raise WrongStatus(_("This registration is decided; it takes no papers."), current=registration.status)
    if registration.papers.count() + papers > MOST_PAPERS:
        raise Invalid(_("A registration takes %(most)d papers.") % {"most": MOST_PAPERS})
    return registration


def _tell_company(kind: str, registration: Registration, at: datetime) -> None:
    assert registration.exporter is not None
    _tell(kind, registration, [registration.exporter.organisation], at)


def _tell(
    kind: str,
    registration: Registration,
    organisations: Sequence[Organisation],
    at: datetime,
    people: Sequence[User] | None = None,
    by_name: bool = False,
) -> None:
    """`by_name`: whoever has no account here yet knows the authority and no number."""
    owe_notice(
        kind=kind,
        organisations=organisations,
        people=people,
        reference=registration.authority.short_name[:30] if by_name else registration.reference,
        path=registration.get_absolute_url(),
        at=at,
    )
