"""An exporter registers for a general authorisation and notifies its first use; an officer asks for reports.

Registering is automatic (Annex II, Part 3 of each Section): nobody decides on it. Locks: seat, exporter, registration,
authorisation.
"""

from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation, User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.actions.authorisations import TOKEN_BYTES, write_step
from licensing.errors import Barred, IcpRequired, NotRegistered, UseNotified
from licensing.models import (
    Authorisation,
    AuthorisationLine,
    AuthorisationVersion,
    Exporter,
    FirstUseNotice,
    GeneralRegistration,
    LineBalance,
)
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import Offer, offers_of, seat_authority
from licensing.queries.general_registrations import barred_codes, live_registration
from licensing.queries.registrations import record_before, unregistered
from licensing.rules.authorisations import AUTHORISATION, GENERAL, State, general_document_code
from licensing.rules.general_authorisations import spoken
from licensing.rules.general_registrations import (
    GENERAL_REGISTRATION,
    REGISTERED,
    Standing,
    standing_of,
    too_early,
)
from licensing.rules.general_terms import earliest_use, notice_due_on
from licensing.rules.requests import LegalBasis

CURRENCY = "EUR"  # of a value that customs name for what is not limited by value


@transaction.atomic
def register_for_general(
    *, exporter_id: UUID, code: str, actor: User, at: datetime
) -> tuple[GeneralRegistration, bool]:
    """Register, or answer the registration that stands; the flag says whether it is new.

    Raises NotFound for a code that the exporter's state does not offer, NotRegistered before the company itself is,
    Barred, IcpRequired.
    """
    exporter, offer, authority = _hold(exporter_id, code, actor, at)
    if code in barred_codes(exporter):
        raise Barred
    if standing := live_registration(exporter, code):
        return standing, False
    if not exporter.is_approved:
        raise NotRegistered(unregistered(exporter))
    if exporter.established_in:
        raise Invalid(
            _(
                "A company that is established in no Member State may ask for individual authorisations alone (Article"
                " 12(2))."
            )
        )
    if offer.terms.icp_required and not record_before(exporter).get("icp"):
        raise IcpRequired
    registration = GeneralRegistration.objects.create(
        reference=next_reference(prefix=f"{authority.member_state_id}-G", at=at, digits=5),
        exporter=exporter,
        authority=authority,
        code=code,
        edition=offer.edition if offer.rule.is_national else None,
        authorisation=_issue(exporter, authority, offer, actor, at),
        registered_by=actor,
        registered_at=at,
    )
    facts = {"code": code, "authorisation": registration.authorisation.reference}
    record(
        registration, "register", machine=GENERAL_REGISTRATION, actor=actor, at=at, target=REGISTERED, **facts
    )
    _tell("general_acknowledged", [exporter.organisation], registration, at)
    return registration, True


@transaction.atomic
def notify_first_use(
    *, exporter_id: UUID, code: str, on: date, actor: User, at: datetime
) -> tuple[FirstUseNotice, bool]:
    """When the exporter uses it first; the flag says whether that is news. The same day again changes nothing.

    Raises NotFound without a registration, Barred, Invalid for a day before which the notice comes too late,
    UseNotified once the notified day has passed.
    """
    exporter, offer, authority = _hold(exporter_id, code, actor, at)
    registration = _lock(GeneralRegistration.objects.live().filter(exporter=exporter, code=code))
    if standing_of(registration.authorisation.status) is Standing.BARRED:
        raise Barred
    notices, today = list(registration.first_uses.all()), today_of(authority, at=at)
    if notices and notices[-1].on == on:
        return notices[-1], False
    if notices and notices[-1].on <= today:
        message = _("The first use of %(code)s on %(day)s is notified already.")
        raise UseNotified(message % {"code": code, "day": long_day(notices[-1].on)})
    earliest = earliest_use(offer.terms, notified_on=today)
    if on < earliest:
        raise Invalid(errors=too_early(code, days=offer.terms.first_use_days, earliest=earliest))
    due_on = notice_due_on(offer.terms, first_export_on=on)
    notice = FirstUseNotice.objects.create(
        registration=registration,
        number=len(notices) + 1,
        on=on,
        due_on=due_on,
        is_late=today > due_on,
        notified_by=actor,
        notified_at=at,
    )
    facts: dict[str, Any] = {"code": code, "on": on.isoformat(), "late": notice.is_late}
    record(registration, "notify_first_use", machine=GENERAL_REGISTRATION, actor=actor, at=at, **facts)
    return notice, True


@transaction.atomic
def request_reports(*, registration_id: UUID, actor: User, at: datetime) -> GeneralRegistration:
    """An officer asks for the periodic reports that the code leaves to the authority; from today on they are due.

    Raises NotFound, Invalid for a code that asks for none, WrongStatus where they are asked for already.
    """
    row = GeneralRegistration.objects.filter(pk=registration_id).values_list("authority", flat=True).first()
    if row is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[row], at=at)
    registration = _lock(GeneralRegistration.objects.live().filter(pk=registration_id))
    today = today_of(registration.authority, at=at)
    offer = offers_of(registration.authority_id, on=today).get(registration.code)
    if offer is None or not offer.terms.reports_on_request:
        raise Invalid(_("Reports of this general authorisation are due by themselves, or not at all."))
    if registration.reports_requested_on:
        raise WrongStatus(_("Reports are asked for already."))
    GeneralRegistration.objects.filter(pk=registration.pk).update(reports_requested_on=today)
    registration.reports_requested_on = today
    record(registration, "request_reports", machine=GENERAL_REGISTRATION, actor=actor, at=at)
    _tell("general_reports_requested", [registration.exporter.organisation], registration, at)
    return registration


def _hold(exporter_id: UUID, code: str, actor: User, at: datetime) -> tuple[Exporter, Offer, Organisation]:
    """Seat, then exporter; and what its state offers under the code. Raises NotFound, Forbidden."""
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter_id], at=at)
    rows = Exporter.objects.filter(pk=exporter_id).select_related("organisation__member_state")
    exporter: Exporter | None = locks.lock_for_update(rows)
    authority = seat_authority(exporter) if exporter else None
    if exporter is None or authority is None:
        raise NotFound
    offer = offers_of(authority.pk, on=today_of(authority, at=at)).get(code)
    if offer is None:
        raise NotFound
    return exporter, offer, authority


def _lock(rows: object) -> GeneralRegistration:
    registration: GeneralRegistration | None = locks.lock_for_update(rows.with_facts())  # type: ignore[attr-defined]
    if registration is None:
        raise NotFound
    return registration


def _issue(
    exporter: Exporter, authority: Organisation, offer: Offer, actor: User, at: datetime
) -> Authorisation:
    """What customs know of it: one line for everything, limited by nothing, from today on."""
    code, today = offer.code, today_of(authority, at=at)
    authorisation = Authorisation.objects.create(
        reference=next_reference(prefix=f"{authority.member_state_id}-A", at=at, digits=4),
        kind=GENERAL,
        code=code,
        holder=exporter,
        authority=authority,
        legal_basis=LegalBasis.ANNEX_I.value,
        in_force=True,
        customs_document_code=general_document_code(code),
        token=token_urlsafe(TOKEN_BYTES),
        issued_at=at,
        changed_at=at,
    )
    version = AuthorisationVersion.objects.create(
        authorisation=authorisation,
        number=1,
        valid_from=today,
        counts_from=today,
        valid_until=offer.edition.ends_on if offer.edition and offer.rule.is_national else None,
        created_by=actor,
        created_at=at,
    )
    title = spoken(offer.rule.titles)[: 199 - len(code)]
    AuthorisationLine.objects.create(version=version, number=1, name=f"{code} {title}", currency=CURRENCY)
    LineBalance.objects.create(authorisation=authorisation, number=1, changed_at=at)
    Authorisation.objects.filter(pk=authorisation.pk).update(version=version)
    authorisation.version = version
    facts: dict[str, Any] = {"reference": authorisation.reference, "code": code, "version": 1}
    record(
        authorisation, "issue", machine=AUTHORISATION, actor=actor, at=at, target=State.VALID.value, **facts
    )
    write_step(authorisation=authorisation, actor=actor, at=at, on=today)
    return authorisation


def _tell(kind: str, organisations: list[Organisation], row: GeneralRegistration, at: datetime) -> None:
    owe_notice(
        kind=kind, organisations=organisations, reference=row.reference, path=row.get_absolute_url(), at=at
    )
