"""What a grant leads to: the authorisation with its first version; and its holder, who may give it back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import NotFound, WrongStatus
from exportctl.core.formatting import long_day
from exportctl.core.models import User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, transition
from licensing.actions.decisions import Approval
from licensing.actions.documents import owe_document
from licensing.errors import AuthorisationOver
from licensing.models import (
    Authorisation,
    AuthorisationLine,
    AuthorisationStep,
    AuthorisationVersion,
    Decision,
    LineBalance,
    Proposal,
    Remedy,
    RequestLine,
)
from licensing.models.documents import DocumentKind
from licensing.queries.decision_periods import today_of
from licensing.queries.effective_days import acts_ahead
from licensing.queries.regimes import basis_of
from licensing.rules.authorisations import (
    AUTHORISATION,
    FOR_HOLDER,
    REPLACES,
    Event,
    Standing,
    State,
    document_code,
    months_of,
    possible_events,
    report_periods,
    stored_conditions,
    valid_until,
)

TOKEN_BYTES = 16  # of the public status page: nobody guesses 128 bits


@transaction.atomic
def issue_authorisation(*, decision: Decision, actor: User, at: datetime) -> Approval:
    """Issue what was granted, valid from the day of the decision at the authority (Article 12(3)).

    Runs in the approval's transaction. Lines and destinations are those of the request, limited or left out as the
    decision says.
    What answers an enquiry authorises nothing.
    """
    request = decision.request
    if request.is_enquiry:
        return Approval(status=request.status)
    in_force = basis_of(decision.legal_basis, authority=request.authority).in_force
    authorisation = Authorisation.objects.create(
        reference=next_reference(prefix=f"{request.authority.member_state_id}-A", at=at, digits=4),
        kind=request.kind,
        request=request,
        decision=decision,
        holder_id=request.exporter_id,
        authority=request.authority,
        legal_basis=decision.legal_basis,
        in_force=in_force,
        customs_document_code=document_code(request.form, in_force=in_force),
        token=token_urlsafe(TOKEN_BYTES),
        issued_at=at,
        changed_at=at,
    )
    version = _first_version(authorisation, decision, actor, at)
    facts: dict[str, Any] = {
        "reference": authorisation.reference,
        "decision": str(decision.pk),
        "version": version.number,
    }
    record(
        authorisation, "issue", machine=AUTHORISATION, actor=actor, at=at, target=State.VALID.value, **facts
    )
    write_step(authorisation=authorisation, actor=actor, at=at, on=version.valid_from)
    owe_document(
        request=request,
        kind=DocumentKind.AUTHORISATION.value,
        about=version.pk,
        at=at,
        name=f"{authorisation.reference}.pdf",
    )
    return Approval(status=request.status, authorisation=authorisation.reference)


@transaction.atomic
def surrender(*, authorisation_id: UUID, reason: str, actor: User, at: datetime) -> Authorisation:
    """Its holder gives it back: nothing that is declared from that day on is covered. Raises AuthorisationOver."""
    authorisation = hold_authorisation(
        authorisation_id=authorisation_id, permission=Permission.FILE, actor=actor, at=at
    )
    require_possible(authorisation=authorisation, event=Event.SURRENDER, at=at)
    changes = {"changed_at": at}
    transition(authorisation, Event.SURRENDER, machine=AUTHORISATION, actor=actor, at=at, changes=changes)
    write_step(authorisation=authorisation, actor=actor, at=at, reason=reason)
    owe_notice(
        kind="authorisation_surrendered",
        organisations=[authorisation.authority],
        reference=authorisation.reference,
        path=authorisation.get_absolute_url(),
        at=at,
    )
    return authorisation


def hold_authorisation(
    *, authorisation_id: UUID, permission: str, actor: User, at: datetime
) -> Authorisation:
    """Seat, then authorisation: the locks of every act on its status. Raises NotFound, Forbidden."""
    authorisation = Authorisation.objects.filter(pk=authorisation_id).first()
    if authorisation is None:
        raise NotFound
    access.hold_seat(
        actor=actor, permission=permission, organisations=authorisation.organisation_ids(permission), at=at
    )
    rows = Authorisation.objects.visible_to(actor).filter(pk=authorisation_id)
    locked = locks.lock_for_update(
        rows.select_related(
            "version", "authority__member_state", "holder__organisation", "request__exporter__organisation"
        )
    )
    if locked is None:
        raise NotFound
    return locked


def require_possible(*, authorisation: Authorisation, event: str, at: datetime) -> None:
    """Raises WrongStatus by the machine, of a general one, and where another number would escape an act.

    One that is ahead, or whose effect a remedy suspends: what stands in its place would not be reached by it.

    AuthorisationOver where its last day has passed.
    """
    if authorisation.is_general and event != Event.SURRENDER:
        raise WrongStatus(_("Nobody granted a general authorisation. Forbid its use to the company instead."))
    AUTHORISATION.step(authorisation.status, event)
    standing = authorisation.standing(on=today_of(authorisation.authority, at=at))
    if event not in possible_events(authorisation.status, standing):
        if standing == Standing.EXHAUSTED:
            raise AuthorisationOver.exhausted(authorisation.reference)
        assert authorisation.valid_until  # what has no last day is not over by itself
        raise AuthorisationOver.since(authorisation.reference, authorisation.valid_until)
    if event in REPLACES and acts_ahead(authorisation).exists():
        message = _(
            "It is decided that this authorisation is suspended or ends from a later day. No other number is put in its"
            " place until then: it would not be reached by that decision."
        )
        raise WrongStatus(message, current=authorisation.status)
    if event in REPLACES and Remedy.objects.suspending(authorisation).exists():
        message = _(
            "A remedy suspends what was decided about this authorisation. No other number is put in its place before"
            " the remedy is decided: that decision would not reach it. A correction keeps the number."
        )
        raise WrongStatus(message, current=authorisation.status)


def write_step(
    *,
    authorisation: Authorisation,
    actor: User,
    at: datetime,
    on: date | None = None,
    change: Any = None,
    reason: str = "",
    remedy: Any = None,
) -> AuthorisationStep:
    """From which day on the status counts that it has now; without `on` from today at the authority."""
    return AuthorisationStep.objects.create(
        authorisation=authorisation,
        state=authorisation.status,
        on=on or today_of(authorisation.authority, at=at),
        at=at,
        change=change,
        by=actor,
        reason=reason,
        remedy=remedy,
    )


def _first_version(
    authorisation: Authorisation, decision: Decision, actor: User, at: datetime
) -> AuthorisationVersion:
    request, proposal = decision.request, decision.proposal
    assert request.version  # what is decided was submitted
    first = today_of(request.authority, at=at)
    stated = (proposal.valid_for_months, request.version.body.get("valid_for_months"))
    last = valid_until(first, months=months_of(*stated))
    version = AuthorisationVersion.objects.create(
        authorisation=authorisation,
        number=1,
        request_version=request.version,
        left_out=proposal.left_out,
        valid_from=first,
        valid_until=last,
        counts_from=first,
        conditions=[
            *stored_conditions(proposal.conditions, proposal.condition_terms),
            *_reports_due(proposal, first, last),
        ],
        created_by=actor,
        created_at=at,
    )
    limits = proposal.lines or []
    lines = [_line(version, *granted) for granted in _granted(request.lines, limits)]
    AuthorisationLine.objects.bulk_create(lines)
    LineBalance.objects.bulk_create(_balance(authorisation, line, at) for line in lines)
    Authorisation.objects.filter(pk=authorisation.pk).update(version=version)
    authorisation.version = version
    return version


def _reports_due(proposal: Proposal, first: date, last: date) -> list[dict[str, str]]:
    """The reports of its use as conditions, each with its day, in the language of the authority's letters."""
    if not proposal.reports_every:
        return []
    text = gettext_lazy(
        "Report what left under this authorisation from %(first)s to %(last)s, by line, destination and end user;"
        " also where nothing left (Article 12(4))."
    )
    with override(proposal.request.exporter.organisation.language):
        return [
            {
                "text": str(text) % {"first": long_day(each.first), "last": long_day(each.last)},
                "show": FOR_HOLDER,
                "due_on": each.due_on.isoformat(),
            }
            for each in report_periods(first, last, months=proposal.reports_every)
        ]


def _granted(
    declared: Iterable[RequestLine], limits: Iterable[Mapping[str, Any]]
) -> Iterable[tuple[RequestLine, Mapping[str, Any]]]:
    """Each line that is granted, with the limit that the decision sets it; a line it leaves out is refused."""
    by_number = {int(limit["line"]): limit for limit in limits}
    for line in declared:
        if not by_number or line.number in by_number:
            yield line, by_number.get(line.number, {})


def _line(
    version: AuthorisationVersion, declared: RequestLine, limit: Mapping[str, Any]
) -> AuthorisationLine:
    """A value that only the request states is what was expected; one that the decision sets limits the line."""
    quantity = Decimal(limit["quantity"]) if limit.get("quantity") else declared.quantity
    limits_value = bool(limit.get("value"))
    return AuthorisationLine(
        version=version,
        number=declared.number,
        declared=declared,
        name=declared.name,
        manufacturer=declared.manufacturer,
        model=declared.model,
        description=declared.description,
        cn_code=declared.cn_code,
        control_entry=declared.control_entry,
        quantity=quantity,
        unit=declared.unit,
        value=Decimal(limit["value"]) if limits_value else declared.value,
        limits_value=limits_value,
        currency=declared.currency,
    )


def _balance(authorisation: Authorisation, line: AuthorisationLine, at: datetime) -> LineBalance:
    return LineBalance(
        authorisation=authorisation,
        number=line.number,
        granted=line.quantity,
        value_granted=line.value if line.limits_value else None,
        changed_at=at,
    )
