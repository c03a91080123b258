"""The record of an exporter: made and corrected by whoever administers its authority, or at the set-up."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.search_documents import update_search_documents
from licensing.models import AuthorisationRequest, Exporter
from licensing.rules.exporters import EXPORTER, ExporterDetails, mistakes, short_name


@transaction.atomic
def add_exporter(*, authority: Organisation, details: ExporterDetails, actor: User, at: datetime) -> Exporter:
    """A new exporter of the authority's Member State, still without people. Raises Forbidden, Invalid."""
    access.hold_seat(actor=actor, permission=Permission.MANAGE, organisations=[authority.pk], at=at)
    return create_exporter(authority=authority, details=details, at=at, made_by=actor)


@transaction.atomic
def create_exporter(
    *, authority: Organisation, details: ExporterDetails, at: datetime, made_by: User | None = None
) -> Exporter:
    """The organisation and its record. Raises Invalid for a wrong value and for an EORI that is entered already."""
    _check(details)
    organisation = Organisation.objects.create(
        kind=OrganisationKind.EXPORTER.value,
        name=details.legal_name,
        short_name=short_name(details.legal_name, details.trade_name),
        member_state=authority.member_state,
        language=authority.language,
    )
    with unless_taken("exporter_eori_once", _taken()):
        exporter = Exporter.objects.create(organisation=organisation, **asdict(details))
    record(exporter, "create", machine=EXPORTER, actor=made_by, at=at, authority=str(authority.pk))
    return exporter


@transaction.atomic
def correct_exporter(*, exporter_id: UUID, details: ExporterDetails, actor: User, at: datetime) -> Exporter:
    """Write the record anew; the exporter's people are told. What was sent and decided keeps its words.

    Raises NotFound for an exporter of another state, Invalid.
    """
    known = Exporter.objects.administered_by(actor).filter(pk=exporter_id).first()
    if known is None:
        raise NotFound
    state = known.organisation.member_state_id
    authorities = Organisation.objects.filter(kind=OrganisationKind.AUTHORITY.value, member_state=state)
    own = list(authorities.values_list("pk", flat=True))
    seat = access.hold_seat(actor=actor, permission=Permission.MANAGE, organisations=own, at=at)
    exporter = locks.lock_for_update(Exporter.objects.filter(pk=exporter_id))
    if exporter is None:
        raise NotFound
    _check(details)
    write_exporter(exporter=exporter, record_of=asdict(details), taken=_taken())
    record(exporter, "correct", machine=EXPORTER, actor=actor, at=at, authority=str(seat.content_object_id))
    _tell(exporter, at)
    return exporter


def write_exporter(*, exporter: Exporter, record_of: Mapping[str, str], taken: Invalid) -> None:
    """What letters, customs and searches read of the company; what was sent and decided keeps its words.

    The caller holds the exporter. Raises `taken` for the EORI of another company.
    """
    for name, value in record_of.items():
        setattr(exporter, name, value)
    with unless_taken("exporter_eori_once", taken):
        exporter.save()
    short = short_name(exporter.legal_name, exporter.trade_name)
    Organisation.objects.filter(pk=exporter.pk).update(name=exporter.legal_name, short_name=short)
    requests = locks.lock_all_for_update(AuthorisationRequest.objects.filter(exporter=exporter))
    update_search_documents(request_ids=[request.pk for request in requests])


def _tell(exporter: Exporter, at: datetime) -> None:
    organisation = Organisation.objects.get(pk=exporter.pk)
    owe_notice(
        kind="exporter_corrected",
        organisations=[organisation],
        reference=organisation.short_name[:30],
        path="/home",
        at=at,
    )


def _check(details: ExporterDetails) -> None:
    if errors := mistakes(details):
        raise Invalid(errors=errors)


def _taken() -> Invalid:
    message = _("An exporter with this EORI is entered already.")
    return Invalid(message, errors=[error("/eori", message)])
