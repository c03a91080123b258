"""A holder asks its authority to change an authorisation; two officers answer by what they do to it.

Seat, authorisation, the request for its change. Files are received before the transaction.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.actions.notices import owe_notice
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound, Pending
from exportctl.core.formatting import long_day
from exportctl.core.models import File, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.authorisations import hold_authorisation, require_possible
from licensing.actions.documents import add_files
from licensing.models import Authorisation, AuthorisationChange, ChangeRequest
from licensing.rules.authorisations import Event as AuthorisationEvent
from licensing.rules.change_requests import CHANGE_REQUEST, Event, State, WrongDay, is_owed, wrong_day


def ask_for_change(
    *,
    authorisation_id: UUID,
    kind: str,
    reason: str,
    last_day: date | None = None,
    uploads: Sequence[Upload] = (),
    actor: User,
    at: datetime,
) -> ChangeRequest:
    """The holder says what should be done with it, and why; what it sends are documents of the case.

    `last_day`: the new one of an extension, later than the one so far. Raises Invalid for another day, WrongStatus,
    AuthorisationOver, Pending while another one waits, FileRefused.
    """
    files = receive_files(
        uploads=uploads, by=actor, at=at, allowed=lambda: _hold(authorisation_id, actor, at)
    )
    wish = {"kind": kind, "reason": reason, "last_day": last_day}
    return _ask(authorisation_id, wish, files, actor, at)


@transaction.atomic
def _ask(
    authorisation_id: UUID, wish: dict[str, Any], files: list[File], actor: User, at: datetime
) -> ChangeRequest:
    authorisation, kind = _hold(authorisation_id, actor, at), wish["kind"]
    require_possible(authorisation=authorisation, event=kind, at=at)
    _require_day(authorisation, kind, wish["last_day"])
    waits = Pending(
        _("Your last request for a change of this authorisation waits still: take it back first.")
    )
    with unless_taken("change_request_one_open", waits):
        asked = ChangeRequest.objects.create(authorisation=authorisation, asked_by=actor, asked_at=at, **wish)
    facts = {"authorisation": authorisation.reference, "kind": kind}
    record(asked, Event.ASK, machine=CHANGE_REQUEST, actor=actor, at=at, target=State.OPEN.value, **facts)
    add_files(request=authorisation.case, files=files, about=asked.pk, at=at)
    owe_notice(
        kind="change_requested",
        organisations=[authorisation.authority],
        reference=authorisation.reference,
        path=authorisation.get_absolute_url(),
        at=at,
    )
    return asked


@transaction.atomic
def withdraw_change_request(
    *, authorisation_id: UUID, change_request_id: UUID, actor: User, at: datetime
) -> ChangeRequest:
    """The holder takes it back, as long as the authority has not answered. Raises NotFound, WrongStatus."""
    authorisation = _hold(authorisation_id, actor, at)
    asked = _hold_one(authorisation, change_request_id)
    facts = {"authorisation": authorisation.reference, "kind": asked.kind}
    transition(
        asked,
        Event.WITHDRAW,
        machine=CHANGE_REQUEST,
        actor=actor,
        at=at,
        changes={"ended_at": at},
        **facts,
    )
    return asked


def require_open(
    *, authorisation: Authorisation, change_request: UUID | str | None, needed: bool
) -> ChangeRequest | None:
    """The holder's request that an act answers, if it names one. Raises Invalid for another, or where one is needed."""
    if not change_request:
        if needed:
            message = _("Name the request of its holder: without one this is not done.")
            raise Invalid(errors=[error("/change_request", message)])
        return None
    waiting = authorisation.change_requests.filter(status=State.OPEN.value)
    asked = next((each for each in waiting if str(each.pk) == str(change_request)), None)
    if asked is None:
        message = _("No such request of its holder waits.")
        raise Invalid(errors=[error("/change_request", message)])
    return asked


def require_declinable(*, authorisation: Authorisation, asked: ChangeRequest | None) -> None:
    """A global one whose quantities are limited is split if its holder asks (Article 12(4)). Raises Invalid."""
    limits = any(row.balance.left for row in authorisation.balance_of.values())  # what could still be shared
    if asked and is_owed(asked.kind, form=authorisation.form, limits_quantity=limits):
        message = _(
            "A global authorisation with quantity limits is split if its holder asks (Article 12(4)): split it. Its"
            " holder alone can take the request back."
        )
        raise Invalid(errors=[error("/change_request", message)])


def answer_change_request(*, change: AuthorisationChange, actor: User, at: datetime) -> None:
    """It ends with the act that answers it; the caller holds the authorisation. Raises WrongStatus once taken back."""
    assert change.change_request_id
    asked = _hold_one(change.authorisation, change.change_request_id)
    event = Event.DECLINE if change.event == AuthorisationEvent.DECLINE else Event.CARRY_OUT
    facts = {"authorisation": change.authorisation.reference, "change": str(change.pk)}
    transition(asked, event, machine=CHANGE_REQUEST, actor=actor, at=at, changes={"ended_at": at}, **facts)


def _require_day(authorisation: Authorisation, kind: str, last_day: date | None) -> None:
    wrong = wrong_day(kind, last_day=last_day, valid_until=authorisation.valid_until)
    if wrong == WrongDay.NO_EXTENSION:
        raise Invalid(errors=[error("/last_day", _("An extension alone asks for a new last day."))])
    if wrong:
        assert authorisation.valid_until
        text = _("An extension ends after the last day so far, %(last)s.")
        last = long_day(authorisation.valid_until)
        raise Invalid(errors=[error("/last_day", text % {"last": last})])


def _hold(authorisation_id: UUID, actor: User, at: datetime) -> Authorisation:
    return hold_authorisation(
        authorisation_id=authorisation_id, permission=Permission.FILE, actor=actor, at=at
    )


def _hold_one(authorisation: Authorisation, change_request_id: UUID) -> ChangeRequest:
    asked = locks.lock_for_update(
        ChangeRequest.objects.filter(pk=change_request_id, authorisation=authorisation)
    )
    if asked is None:
        raise NotFound
    asked.authorisation = authorisation
    return asked
