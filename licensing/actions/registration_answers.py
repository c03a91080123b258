"""Registrations, the officer's side: asked about, their number looked up, approved or refused by one officer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.actions.seats import grant_seat
from exportctl.core.errors import FourEyes, Invalid, WrongStatus
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.exporters import write_exporter
from licensing.actions.registrations import hold_registration, same_eori, tell_of_registration
from licensing.models import PendingAct, Registration
from licensing.queries.pending_acts import require_second
from licensing.queries.registrations import record_before
from licensing.rules.pending_acts import SoloAct
from licensing.rules.registrations import (
    REGISTRATION,
    Event,
    State,
    changed_record,
    gives_another_number,
    record_of,
)
from licensing.rules.shapes import JsonObject


@transaction.atomic
def ask_about_registration(
    *, registration_id: UUID, question: str, actor: User, at: datetime
) -> Registration:
    """An officer asks the company back; until it answers nothing is decided."""
    registration = _hold(registration_id, actor, at)
    if not question.strip():
        raise Invalid(errors=[error("/question", _("Write your question."))])
    changes = {"question": question.strip(), "answer": ""}
    transition(registration, Event.ASK, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    _tell_company("registration_asked", registration, at)
    return registration


@transaction.atomic
def verify_number(*, registration_id: UUID, how: str, actor: User, at: datetime) -> Registration:
    """An officer looked the number up: it exists, and is this company's. The format alone proves nothing."""
    registration = _hold(registration_id, actor, at)
    if registration.status != State.SENT:
        raise WrongStatus(_("This registration is not with the authority."), current=registration.status)
    if not how.strip():
        raise Invalid(errors=[error("/how", _("Say where you looked the number up."))])
    registration.number_verified_how = how.strip()
    registration.number_verified_by, registration.number_verified_at = actor, at
    registration.save(update_fields=["number_verified_how", "number_verified_by", "number_verified_at"])
    record(registration, "verify", machine=REGISTRATION, actor=actor, at=at)
    return registration


@transaction.atomic
def approve_registration(
    *, registration_id: UUID, actor: User, at: datetime, second: PendingAct | None = None
) -> Registration:
    """The record counts from now on; the first time the company may send, and its person administers its people.

    `second`: as its second officer carries it out, where a rule of the authority asks for one.

    Raises WrongStatus before an officer recorded that a new number exists, Invalid for an EORI of another company.
    """
    registration = _hold(registration_id, actor, at)
    REGISTRATION.step(registration.status, Event.APPROVE)
    require_second(SoloAct.APPROVE_REGISTRATION, second, authorities=[registration.authority_id])
    is_another_number = gives_another_number(registration.before, registration.body)
    if is_another_number and registration.number_verified_at is None:
        message = _("Nobody has recorded yet that this number exists. Look it up, record it, then approve.")
        raise WrongStatus(message, current=registration.status)
    exporter = registration.exporter
    assert exporter is not None  # since it was sent
    is_first, exporter.is_approved = not exporter.is_approved, True
    write_exporter(exporter=exporter, record_of=record_of(_approved(registration)), taken=same_eori())
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
    registration = _hold(registration_id, actor, at)
    if not reason.strip():
        raise Invalid(errors=[error("/reason", _("Give the reason: the company reads it."))])
    changes = {"decided_by": actor, "decided_at": at, "refusal": reason.strip()}
    transition(registration, Event.REFUSE, machine=REGISTRATION, actor=actor, at=at, changes=changes)
    _tell_company("registration_refused", registration, at)
    return registration


def _approved(registration: Registration) -> JsonObject:
    """What counts from now on: of a change what the company changed, whatever was corrected since it was sent."""
    exporter, before, body = registration.exporter, registration.before, registration.body
    assert exporter is not None  # since it was sent
    if not registration.is_change:
        return dict(body)
    return changed_record(record_before(exporter), before=before, after=body)


def _hold(registration_id: UUID, actor: User, at: datetime) -> Registration:
    """Raises FourEyes for an officer who entered it for the company, Forbidden, NotFound."""
    registration = hold_registration(
        registration_id=registration_id, permission=Permission.HANDLE, actor=actor, at=at
    )
    if registration.concerns(actor):
        raise FourEyes(_("Nobody decides on their own registration."))
    return registration


def _tell_company(kind: str, registration: Registration, at: datetime) -> None:
    assert registration.exporter is not None  # since it was sent
    tell_of_registration(kind=kind, registration=registration, to=registration.exporter.organisation, at=at)
