"""Two officers of an authority end a case without a decision, with its ground, its letter and word to the exporter."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core.actions.notices import owe_notice
from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid
from exportctl.core.i18n import fill
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions.documents import owe_document
from licensing.actions.requests import end_request, hold_request
from licensing.errors import NotAssigned
from licensing.models import AuthorisationRequest, Closing, PendingAct
from licensing.models.documents import DocumentKind
from licensing.queries.absences import acts_for_assignee
from licensing.queries.closing_letters import CLOSING_LETTER, language_of
from licensing.queries.pending_acts import require_second
from licensing.rules.closings import gaps, mistakes
from licensing.rules.pending_acts import SoloAct
from licensing.rules.requests import REQUEST, Event, ProposalEvent, State


@transaction.atomic
def close_request(
    *,
    request_id: UUID,
    because: str,
    detail: str,
    actor: User,
    at: datetime,
    passed_on_to: str = "",
    warned_on: date | None = None,
    duplicate_of: str = "",
    list: str = "",
    code: str = "",
    second: PendingAct | None = None,
) -> Closing:
    """End an open case without a decision, for good. Nothing is granted, refused or put to other states.

    Whoever has the case puts it forward, or any officer while nobody has it: what another authority answers needs no
    review.
    `second`: as its second officer carries it out. Nobody closes alone: SecondOfficerNeeded.
    Raises WrongStatus, NotAssigned, Invalid with the pointers of what the ground lacks.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    REQUEST.step(request.status, Event.CLOSE)
    require_second(SoloAct.CLOSE_REQUEST, second, authorities=[request.authority_id])
    is_writer = second is None or second.was_proposed_by(actor)
    if is_writer and request.is_assigned(at=at) and not acts_for_assignee(request, actor, at=at):
        raise NotAssigned
    given: dict[str, Any] = {"passed_on_to": passed_on_to, "warned_on": warned_on}
    given |= {"duplicate_of": duplicate_of, "list": list, "code": code}
    other = _require_complete(request, because, given, actor, at)
    closing = Closing.objects.create(
        request=request,
        because=because,
        detail=detail,
        closed_by=actor,
        closed_at=at,
        **{**given, "duplicate_of": other},
    )
    end_request(
        request=request,
        event=Event.CLOSE,
        proposal_event=ProposalEvent.CLOSE,
        actor=actor,
        at=at,
        changes={"closed_because": because},
        because=because,
        closing=str(closing.pk),
    )
    _tell_exporter(request, closing, at)
    return closing


def _require_complete(
    request: AuthorisationRequest, because: str, given: dict[str, Any], actor: User, at: datetime
) -> AuthorisationRequest | None:
    """The case that goes on, where another one is about the same. Raises Invalid."""
    zone = zone_of(request.authority)
    assert request.submitted_at  # a draft is known to nobody who could close it
    errors = gaps(because, given) or mistakes(
        because, given, submitted_on=local_date(request.submitted_at, zone), today=local_date(at, zone)
    )
    other = None if errors or not given["duplicate_of"] else _other(request, given["duplicate_of"], actor)
    if isinstance(other, str):
        errors = [error("/duplicate_of", other)]
    if errors:
        raise Invalid(errors=errors)
    return other if isinstance(other, AuthorisationRequest) else None


def _other(request: AuthorisationRequest, reference: str, actor: User) -> AuthorisationRequest | str:
    """The exporter's other case, or why there is none: another company's would tell them of it."""
    known = AuthorisationRequest.objects.visible_to(actor).filter(
        exporter=request.exporter, authority=request.authority, reference=reference
    )
    other = known.exclude(pk=request.pk).first()
    if other is None:
        return str(_("This exporter has no other case of that number with your authority."))
    if other.status == State.WITHDRAWN:
        text = _("%(reference)s goes on no more: it was withdrawn or closed. Name a case that does.")
        return str(fill(text, {"reference": other.reference}))
    return other


def _tell_exporter(request: AuthorisationRequest, closing: Closing, at: datetime) -> None:
    owe_document(
        request=request,
        kind=DocumentKind.DECISION_LETTER.value,
        about=closing.pk,
        at=at,
        facts={"letter": CLOSING_LETTER},
        name=f"{request.reference}-closing.pdf",
        language=language_of(request.authority),
    )
    owe_notice(
        kind="request_closed",
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=request.get_absolute_url(),
        at=at,
    )
