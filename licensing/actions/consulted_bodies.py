"""The bodies an authority may ask: added, corrected and retired by its officers, never deleted."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.rules.mailboxes import mailbox_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.models import ConsultedBody
from licensing.rules.consultations import BODY, BodyState


@transaction.atomic
def add_body(
    *, authority: Organisation, kind: str, name: str, email: str, language: str, actor: User, at: datetime
) -> ConsultedBody:
    """Enter a body that the authority may ask for advice. Raises Invalid for a name it has already, no address."""
    mailbox = _mailbox(email)
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    with unless_taken("body_once", _same_name()):
        body = ConsultedBody.objects.create(
            authority=authority, kind=kind, name=name, email=mailbox, language=language
        )
    record(body, "create", machine=BODY, actor=actor, at=at, target=BodyState.ACTIVE, kind=kind)
    return body


@transaction.atomic
def change_body(
    *, body_id: UUID, kind: str, name: str, email: str, language: str, actor: User, at: datetime
) -> ConsultedBody:
    """Correct an entry: mails that are still owed go to the new address, links that went out go on opening.

    Raises NotFound, WrongStatus for a retired body, Invalid for a name that another one has.
    """
    body = _hold(body_id, actor, at)
    changes = {"kind": kind, "name": name, "email": _mailbox(email), "language": language}
    with unless_taken("body_once", _same_name()):
        transition(body, "change", machine=BODY, actor=actor, at=at, changes=changes, kind=kind)
    return body


@transaction.atomic
def retire_body(*, body_id: UUID, actor: User, at: datetime) -> ConsultedBody:
    """Retire a body: no new question goes to it; questions and advice stay on record. Raises NotFound."""
    body = _hold(body_id, actor, at)
    transition(body, "retire", machine=BODY, actor=actor, at=at)
    return body


def _hold(body_id: UUID, actor: User, at: datetime) -> ConsultedBody:
    body = ConsultedBody.objects.filter(pk=body_id).first()
    if body is None:
        raise NotFound
    organisations = body.organisation_ids(Permission.HANDLE)
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=organisations, at=at)
    return ConsultedBody.objects.select_for_update().get(pk=body_id)


def _mailbox(email: str) -> str:
    """The address as it is written to. Raises Invalid for none."""
    address = mailbox_of(email)
    try:
        validate_email(address)
    except ValidationError:
        text = _("Give the e-mail address of an office, for example advice@ministry.example.")
        raise Invalid(errors=[error("/email", text)]) from None
    return address


def _same_name() -> Invalid:
    return Invalid(errors=[error("/name", _("There is a body of this name already."))])
