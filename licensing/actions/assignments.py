"""Who works on a case: handed out by any officer of the authority, to a colleague, to oneself or back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import DomainError, Forbidden, Invalid, NotFound
from exportctl.core.i18n import fill
from exportctl.core.models import Seat, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.sections import menu
from exportctl.core.sweeps import try_each
from exportctl.core.transitions import transition
from licensing.actions.requests import assign, tell_taken
from licensing.models import AuthorisationRequest, Conflict
from licensing.queries.assignees import cases_of, seats_run_out
from licensing.rules.requests import REQUEST, Event, State

MOST = 200  # cases at once


@dataclass
class Bulk:
    """The result of one act on several cases: the references it was done to, and the refused ones with the reason."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, object]] = field(default_factory=list)

    def refuse(self, reference: str, reason: object) -> None:
        self.refused.append((reference, reason))


@transaction.atomic
def assign_requests(*, request_ids: Sequence[UUID], assignee: User | None, actor: User, at: datetime) -> Bulk:
    """Give open cases to `assignee`, or to nobody. What is given to oneself is taken: its review begins.

    Who is given a new case by a colleague takes it by looking at it; until then it stays submitted.
    """
    requests, bulk = hold_requests(request_ids=request_ids, actor=actor, at=at, assignee=assignee)
    for request in requests:
        try:
            _assign(request, assignee, actor, at)
        except DomainError as error:
            bulk.refuse(request.reference, error.message)
        else:
            bulk.done.append(request.reference)
    return bulk


def hold_requests(
    *, request_ids: Sequence[UUID], actor: User, at: datetime, assignee: User | None = None
) -> tuple[list[AuthorisationRequest], Bulk]:
    """Seats, then requests by ascending id: those of the actor's authorities. Raises Invalid, NotFound."""
    if not request_ids:
        raise Invalid(_("Tick at least one case."))
    if len(request_ids) > MOST:
        raise Invalid(fill(_("At most %(most)d cases at once. Tick fewer."), {"most": MOST}))
    seen = AuthorisationRequest.objects.visible_to(actor).filter(pk__in=request_ids)
    authorities = set(seen.values_list("authority", flat=True)) & {
        *access.organisation_ids_of(actor, Permission.HANDLE)
    }
    if not authorities:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=authorities, at=at)
    if assignee is not None and assignee != actor:
        _require_seat(assignee, authorities, at)
    rows = AuthorisationRequest.objects.filter(pk__in=request_ids, authority__in=authorities)
    rows = rows.exclude(pk__in=Conflict.objects.hidden_from(actor))
    requests = rows.select_related("exporter__organisation", "authority").order_by("pk")
    return list(requests.select_for_update(of=("self",), no_key=True)), Bulk()


def _assign(request: AuthorisationRequest, assignee: User | None, actor: User, at: datetime) -> None:
    if not request.is_open:
        raise Invalid(_("It is decided or withdrawn: nobody works on it any more."))
    if assignee is None and request.status == State.PROPOSED:
        raise Invalid(
            _("A decision is proposed: whoever gets it back has to be known. Give it to a colleague.")
        )
    if assignee and Conflict.objects.standing().filter(request=request, officer=assignee).exists():
        message = _("%(name)s stepped back from it: a conflict of interest. Choose somebody else.")
        raise Invalid(fill(message, {"name": str(assignee)}))
    if assignee == actor and request.status == State.SUBMITTED:
        changes = {"assigned_to": assignee, "changed_at": at}
        transition(request, Event.TAKE, machine=REQUEST, actor=actor, at=at, changes=changes)
        tell_taken(request=request, at=at)
        return
    if request.assigned_to_id == (assignee.pk if assignee else None):
        return
    assign(request=request, assignee=assignee, actor=actor, at=at)


def tell_seat_ended(*, seat: Seat, at: datetime) -> None:
    """Owe the team the notice that an officer's open cases are nobody's now; said once of a seat's end."""
    if count := cases_of(seat).unassigned(at=at).count():
        owe_notice(
            kind="cases_unassigned",
            organisations=[seat.organisation],
            reference=seat.organisation.short_name[:30],
            path=f"{reverse(menu().cases)}?view=unassigned",
            at=seat.removed_at or seat.ends_at or at,
            facts={"cases": count},
        )


def tell_seats_run_out(*, at: datetime) -> None:
    """The same for seats whose last day is over: nobody acts then, so a sweep does."""
    try_each(lambda seat: tell_seat_ended(seat=seat, at=at), seats_run_out(at=at))


def _require_seat(assignee: User, authorities: set[UUID], at: datetime) -> None:
    """Lock the colleague's seats and raise Invalid without one: a seat removed meanwhile counts."""
    for authority in sorted(authorities):
        try:
            access.hold_seat(actor=assignee, permission=Permission.HANDLE, organisations=[authority], at=at)
        except Forbidden as error:
            message = _("%(name)s may not handle cases of your authority. Choose somebody else.")
            raise Invalid(fill(message, {"name": str(assignee)})) from error
