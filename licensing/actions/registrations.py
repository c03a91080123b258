"""Registrations, the company's side: entered, confirmed, sent, answered, withdrawn; a change of the record.

Entering tells nobody whether an address has an account: the account's owner reads it in a mail, and nothing begins
before they have confirmed it. Locks: seat, exporter, registration.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.notices import owe_notice
from exportctl.core.actions.seats import grant_seat
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound, Pending
from exportctl.core.models import Organisation, User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.shapes import check, error
from exportctl.core.transitions import record, transition
from licensing.actions.exporters import write_exporter
from licensing.errors import Incomplete
from licensing.models import Exporter, Registration
from licensing.queries.registrations import competent_authority, record_before
from licensing.rules.exporters import EXPORTER, short_name
from licensing.rules.registrations import (
    BODY,
    REGISTRATION,
    Event,
    State,
    cleaned,
    differences,
    gaps,
    gives_another_number,
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
    authority = competent_authority(clean)
    if authority is None:
        message = _("No authority of this Member State works here yet. Write to it.")
        raise Invalid(errors=[error("/member_state", message)])
    person = User.objects.of_mailbox(email) or create_account(
        email=email, name=name, language=language, at=at
    )
    registration = _create(authority, None, person, clean, {}, "", at)
    tell_of_registration(
        kind="registration_entered", registration=registration, to=authority, at=at, person=person
    )
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
def erase_unconfirmed(*, registration_id: UUID, at: datetime) -> None:
    """What nobody confirmed in time is ended and its words are erased; one that was confirmed meanwhile stays."""
    due = Registration.objects.unconfirmed(at=at).filter(pk=registration_id)
    registration = locks.lock_for_update(due)
    if registration is None:
        return
    changes: dict[str, Any] = {"body": {}, "reason": ""}
    transition(registration, Event.LAPSE, machine=REGISTRATION, actor=None, at=at, changes=changes)


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
    seat = {
        "member_state": str(exporter.organisation.member_state_id),
        "established_in": exporter.established_in or None,
    }
    clean = _complete({**body, **seat})
    if not differences(before, clean):
        raise Invalid(_("Nothing differs from what is recorded. Change something, then send it."))
    authority = competent_authority(clean)
    assert authority is not None  # it has one already
    registration = _create(authority, exporter, actor, clean, before, reason, at)
    if needs_officer(before, clean):
        if exporter.is_approved and not reason.strip():
            raise Invalid(errors=[error("/reason", _("Say why the record changes, and add the papers."))])
        _send(registration, actor, at)
    else:
        changes = {"decided_at": at, "sent_at": at}
        transition(registration, Event.RECORD, machine=REGISTRATION, actor=actor, at=at, changes=changes)
        write_exporter(exporter=exporter, record_of=record_of(clean), taken=same_eori())
    return registration


@transaction.atomic
def answer_registration(
    *, registration_id: UUID, body: JsonObject, answer: str, actor: User, at: datetime
) -> Registration:
    """The company answers, and may mend what it sent: it is with the authority again. Raises Incomplete."""
    registration = hold_registration(
        registration_id=registration_id, permission=Permission.FILE, actor=actor, at=at
    )
    seat = {
        "member_state": str(registration.authority.member_state_id),
        "established_in": registration.body.get("established_in"),
    }
    clean = _complete({**body, **seat})
    if not answer.strip():
        raise Invalid(errors=[error("/answer", _("Write your answer."))])
    changes: dict[str, Any] = {"answer": answer.strip(), "body": clean}
    if gives_another_number(registration.body, clean):
        changes |= {"number_verified_at": None, "number_verified_by": None, "number_verified_how": ""}
    transition(registration, Event.ANSWER, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    tell_of_registration(
        kind="registration_answered", registration=registration, to=registration.authority, at=at
    )
    return registration


@transaction.atomic
def withdraw_registration(*, registration_id: UUID, actor: User, at: datetime) -> Registration:
    """The company takes back what its authority has not decided on."""
    registration = hold_registration(
        registration_id=registration_id, permission=Permission.FILE, actor=actor, at=at
    )
    transition(registration, Event.WITHDRAW, machine=REGISTRATION, actor=actor, at=at)
    return registration


def _complete(body: JsonObject) -> dict[str, Any]:
    """The clean body. Raises Invalid with what is wrong, Incomplete with what is missing."""
    clean, errors = check(dict(body), BODY)
    if errors:
        raise Invalid(errors=errors)
    clean = cleaned(clean)
    if missing := gaps(clean):
        raise Incomplete(errors=missing)
    return clean


def same_eori() -> Invalid:
    """Why a record cannot be written: two companies are entered with one number."""
    return Invalid(_("Another company is entered with this EORI. Compare the two before you decide."))


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
        reason=reason.strip(),
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
        short_name=short_name(name, body.get("trade_name", "")),
        member_state=registration.authority.member_state,
        language=actor.language or registration.authority.language,
    )
    exporter = Exporter.objects.create(
        organisation=organisation,
        legal_name=name,
        trade_name=body.get("trade_name", ""),
        address=body.get("address", ""),
        established_in=body.get("established_in", ""),
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
    tell_of_registration(
        kind="registration_sent", registration=registration, to=registration.authority, at=at
    )


def _hold_exporter(exporter_id: UUID, permission: str, actor: User, at: datetime) -> Exporter:
    access.hold_seat(actor=actor, permission=permission, organisations=[exporter_id], at=at)
    exporter = locks.lock_for_update(
        Exporter.objects.filter(pk=exporter_id).select_related("organisation__member_state")
    )
    if exporter is None:
        raise NotFound
    return exporter


def hold_registration(*, registration_id: UUID, permission: str, actor: User, at: datetime) -> Registration:
    """Seat, exporter, registration: in the order of every act. Raises NotFound, Forbidden."""
    known = Registration.objects.visible_to(actor).filter(pk=registration_id).first()
    if known is None:
        raise NotFound
    access.hold_seat(
        actor=actor, permission=permission, organisations=known.organisation_ids(permission), at=at
    )
    locks.lock_for_update(Exporter.objects.filter(pk=known.exporter_id))
    return _hold(registration_id)


def _hold(registration_id: UUID) -> Registration:
    rows = Registration.objects.select_related("authority__member_state", "exporter__organisation", "person")
    registration = locks.lock_for_update(rows.filter(pk=registration_id))
    if registration is None:
        raise NotFound
    return registration


def tell_of_registration(
    *, kind: str, registration: Registration, to: Organisation, at: datetime, person: User | None = None
) -> None:
    """Owe word of it to an organisation; to a `person` who may have no account yet it names no number."""
    owe_notice(
        kind=kind,
        organisations=[to],
        people=[person] if person else None,
        reference=registration.authority.short_name[:30] if person else registration.reference,
        path=registration.get_absolute_url(),
        at=at,
    )
