"""After a change of name, number or address: the live authorisations of the company issued anew in one act of two.

An authorisation is its holder's (Regulation (EU) 2021/821, Article 12), and customs compare the declarant with its
paper. Each gets a paper of its own under another number, a letter that is served, and its event for customs.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions.authorisation_changes import approve_change, discard_change, propose_change
from licensing.actions.registrations import hold_registration
from licensing.models import AuthorisationChange, Registration
from licensing.queries.record_reissues import to_reissue
from licensing.rules.authorisations import Event
from licensing.rules.registrations import State, is_printed_anew


@transaction.atomic
def propose_reissues(
    *, registration_id: UUID, authorisation_ids: Collection[UUID], grounds: str, actor: User, at: datetime
) -> list[AuthorisationChange]:
    """The first officer: these are issued anew because of an approved change of record. All or none.

    Raises NotFound, Forbidden, WrongStatus, Invalid, and whatever the act on one authorisation raises.
    """
    registration = _hold(registration_id, actor, at)
    free = set(to_reissue(registration, at=at).values_list("pk", flat=True))
    errors = []
    if not authorisation_ids:
        errors.append(error("/authorisations", _("Tick at least one authorisation.")))
    if set(authorisation_ids) - free:
        errors.append(
            error("/authorisations", _("One of them is not to be issued anew any more. Reload the page."))
        )
    if not grounds.strip():
        errors.append(error("/grounds", _("Say why.")))
    if errors:
        raise Invalid(errors=errors)
    return [
        propose_change(
            authorisation_id=each,
            event=Event.REISSUE.value,
            grounds=grounds,
            registration=registration,
            actor=actor,
            at=at,
        )
        for each in sorted(authorisation_ids)
    ]


@transaction.atomic
def approve_reissues(*, registration_id: UUID, actor: User, at: datetime) -> int:
    """The second officer: all that a colleague proposed, with one press. The number of them."""
    return _settle(approve_change, registration_id, actor, at)


@transaction.atomic
def discard_reissues(*, registration_id: UUID, actor: User, at: datetime) -> int:
    """Drop what waits, one's own or a colleague's. The number of them."""
    return _settle(discard_change, registration_id, actor, at)


def _settle(act: Callable[..., object], registration_id: UUID, actor: User, at: datetime) -> int:
    registration = _hold(registration_id, actor, at)
    changes = AuthorisationChange.objects.pending().filter(registration=registration)
    waiting = list(changes.order_by("authorisation_id").values_list("authorisation_id", "pk"))
    if not waiting:
        raise WrongStatus(_("Nothing waits for a second officer here."), current=registration.status)
    for authorisation_id, change_id in waiting:
        act(authorisation_id=authorisation_id, change_id=change_id, actor=actor, at=at)
    return len(waiting)


def _hold(registration_id: UUID, actor: User, at: datetime) -> Registration:
    """Raises WrongStatus for what changes nothing that a paper says, and before it is approved."""
    registration = hold_registration(
        registration_id=registration_id, permission=Permission.HANDLE, actor=actor, at=at
    )
    if registration.status != State.APPROVED or not is_printed_anew(registration.before, registration.body):
        message = _("Only an approved change of name, number or address lets authorisations be issued anew.")
        raise WrongStatus(message, current=registration.status)
    return registration
