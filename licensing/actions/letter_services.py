"""Serving a letter: sent, served or not, confirmed by its addressee in the portal. Each attempt stays on record."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.actions.notices import owe_notice
from exportctl.core.calendar import local_date
from exportctl.core.canonical import iso_or_none
from exportctl.core.errors import DomainError, Invalid, NotFound
from exportctl.core.models import File, User
from exportctl.core.notices import zone_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.models import AuthorisationRequest, Document, LetterService, ServiceResult
from licensing.models.documents import DocumentKind, Nature
from licensing.queries.letter_services import LetterState, letters_of, rule_of, state_of
from licensing.rules.letter_services import Rule, Standing, Way, presumption
from licensing.rules.requests import REQUEST


class ServiceState(DomainError):
    """The letter is not where the act expects it."""

    code = "wrong_status"


@transaction.atomic
def send_letter(
    *,
    request_id: UUID,
    letter_id: UUID,
    way: str,
    addressee: str,
    sent_on: date,
    actor: User,
    at: datetime,
    power: str = "",
) -> LetterService:
    """Record that a letter was sent: to the representative whose power covers receipt, else to the exporter.

    Raises NotFound, ServiceState while one is on its way or served, Invalid for a way without a stored rule.
    """
    request, state, today = _hold(request_id, letter_id, Permission.HANDLE, actor, at)
    if not state.may_be_sent:
        raise ServiceState(_("This letter is on its way or served already."), current=state.standing)
    rule = rule_of(request.authority, way)
    if rule.rule == Rule.NONE:
        text = _("Your authority has stored no rule for this way. Store it under Team, Letterhead, first.")
        raise Invalid(errors=[error("/way", text)])
    written_on = local_date(state.letter.created_at, zone_of(request.authority))
    if not written_on <= sent_on <= today:
        text = _(
            "A letter is sent after it was written and not in the future: give a day from %(first)s to today."
        )
        raise Invalid(errors=[error("/sent_on", text % {"first": written_on.isoformat()})])
    service = LetterService.objects.create(
        letter=state.letter,
        number=len(state.services) + 1,
        way=way,
        addressee=addressee,
        power=power,
        sent_on=sent_on,
        rule=rule.rule.value,
        **presumption(
            rule, sent_on=sent_on, calendar=calendar_of(str(request.authority.member_state_id))
        ).as_fields(),
        recorded_by=actor,
        recorded_at=at,
    )
    unmoved = {"source": request.status, "target": request.status}
    record(request, "send_letter", machine=REQUEST, actor=actor, at=at, **unmoved, **_facts(service))
    return service


def record_service(
    *,
    request_id: UUID,
    letter_id: UUID,
    actor: User,
    at: datetime,
    served_on: date | None = None,
    failed_because: str = "",
    upload: Upload | None = None,
) -> ServiceResult:
    """What came of the last attempt: the day on the slip, or why it failed; `upload` is the proof.

    Raises NotFound, FileRefused, Invalid, ServiceState where nothing is on its way.
    """
    proof = receive_proof(request_id=request_id, upload=upload, actor=actor, at=at) if upload else None
    return record_result(
        request_id=request_id,
        letter_id=letter_id,
        served_on=served_on,
        failed_because=failed_because,
        proof=proof,
        actor=actor,
        at=at,
    )


def receive_proof(*, request_id: UUID, upload: Upload, actor: User, at: datetime) -> File:
    """The slip or the record as a file, received outside any transaction. Raises NotFound, Forbidden, FileRefused."""

    def allowed() -> object:
        return hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)

    (file,) = receive_files(uploads=[upload], by=actor, at=at, allowed=allowed)
    return file


@transaction.atomic
def confirm_receipt(*, request_id: UUID, letter_id: UUID, actor: User, at: datetime) -> LetterService:
    """The exporter confirms the receipt in the portal: where the authority's rule says so, the letter is served by it.

    Raises NotFound, ServiceState once it is served or where the portal serves nothing.
    """
    request, state, today = _hold(request_id, letter_id, Permission.FILE, actor, at)
    if state.standing == Standing.SERVED:
        raise ServiceState(_("This letter is served already."), current=state.standing)
    if rule_of(request.authority, Way.PORTAL).rule != Rule.OPENED:
        raise ServiceState(_("This authority does not serve letters by a receipt in the portal."))
    service = LetterService.objects.create(
        letter=state.letter,
        number=len(state.services) + 1,
        way=Way.PORTAL.value,
        addressee=request.exporter.legal_name[:300],
        sent_on=local_date(state.letter.created_at, zone_of(request.authority)),
        rule=Rule.OPENED.value,
        recorded_by=actor,
        recorded_at=at,
    )
    ServiceResult.objects.create(service=service, served_on=today, recorded_by=actor, recorded_at=at)
    unmoved = {"source": request.status, "target": request.status}
    record(request, "confirm_receipt", machine=REQUEST, actor=actor, at=at, **unmoved, **_facts(service))
    return service


@transaction.atomic
def record_result(
    *,
    request_id: UUID,
    letter_id: UUID,
    actor: User,
    at: datetime,
    served_on: date | None = None,
    failed_because: str = "",
    proof: File | None = None,
) -> ServiceResult:
    """The same with a `proof` that was received before. Raises NotFound, Invalid, ServiceState."""
    request, state, today = _hold(request_id, letter_id, Permission.HANDLE, actor, at)
    last = state.last
    if last is None or getattr(last, "result", None) is not None:
        raise ServiceState(_("Nothing is on its way: record first that the letter was sent."))
    if errors := _wrong(served_on, failed_because, last.sent_on, today):
        raise Invalid(errors=errors)
    result = ServiceResult.objects.create(
        service=last,
        served_on=served_on,
        failed_because=failed_because,
        proof=_proof(request, proof, last, at) if proof else None,
        recorded_by=actor,
        recorded_at=at,
    )
    unmoved = {"source": request.status, "target": request.status}
    if served_on:
        record(request, "serve_letter", machine=REQUEST, actor=actor, at=at, **unmoved, **_facts(last))
    else:
        record(request, "fail_service", machine=REQUEST, actor=actor, at=at, **unmoved, **_facts(last))
    if day := state_of(state.letter, today=today).served_on:
        owe_notice(
            kind="letter_served",
            organisations=[request.exporter.organisation],
            reference=request.reference,
            path=f"{request.get_absolute_url()}/letters/{letter_id}",
            at=at,
            facts={"served_on": day.isoformat()},
        )
    return result


def _wrong(served_on: date | None, failed_because: str, sent_on: date, today: date) -> list[dict[str, str]]:
    if bool(served_on) == bool(failed_because):
        text = _("Give either the day on which it was served, or why it could not be served.")
        return [error("/served_on", text)]
    if served_on and not sent_on <= served_on <= today:
        text = _("The day on the slip lies between the sending, %(first)s, and today.")
        return [error("/served_on", text % {"first": sent_on.isoformat()})]
    return []


def _proof(request: AuthorisationRequest, file: File, service: LetterService, at: datetime) -> Document:
    return Document.objects.create(
        request=request,
        kind=DocumentKind.OFFICE.value,
        name=file.name,
        nature=Nature.PROOF_OF_SERVICE.value,
        words=service.letter.name,
        file=file,
        created_at=at,
    )


def _hold(
    request_id: UUID, letter_id: UUID, permission: str, actor: User, at: datetime
) -> tuple[AuthorisationRequest, LetterState, date]:
    """Seat, request, letter; and the present day of the authority. A case that ended has letters, too."""
    request = hold_request(request_id=request_id, permission=permission, actor=actor, at=at)
    letter: Document | None = locks.lock_for_update(letters_of(request).filter(pk=letter_id))
    if letter is None:
        raise NotFound
    today = local_date(at, zone_of(request.authority))
    return request, state_of(letter, today=today), today


def _facts(service: LetterService) -> dict[str, Any]:
    """The day that counts by the rule: none where somebody has to say it, or where it is counted later."""
    ids = {"letter": str(service.letter_id), "service": str(service.pk)}
    return {**ids, "way": service.way, "counts_on": iso_or_none(service.counts_on)}
