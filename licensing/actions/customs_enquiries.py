"""Customs ask an authority, and nothing is kept back; one officer answers, for information. One act makes it a hold."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import File, Organisation, User
from exportctl.core.queries.organisations import authorities_of
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, check, error
from exportctl.core.transitions import record, transition
from licensing.actions.customs_holds import authorisation_named, authority_of, hold_office, place_hold
from licensing.models import Authorisation, CustomsEnquiry, CustomsEnquiryPaper, CustomsHold, Exporter
from licensing.queries.customs_enquiries import officers_to_tell
from licensing.rules.customs_enquiries import (
    CUSTOMS_ENQUIRY,
    ENQUIRY,
    ENQUIRY_ANSWER,
    MOST_PAPERS,
    Event,
    State,
)
from licensing.rules.shapes import JsonObject


def ask_authority(
    *, body: JsonObject, uploads: Sequence[Upload] = (), actor: User, at: datetime
) -> CustomsEnquiry:
    """Ask who granted, else the authority of the exporter's state, else the one of the office's own.

    Photographs and papers are received first, and open once they are checked. Raises Forbidden, Invalid, FileRefused.
    """
    clean = _complete(body, ENQUIRY)
    _require_room(len(uploads), "/papers")

    def allowed() -> None:
        _asked(clean, hold_office(actor=actor, at=at))

    files = receive_files(uploads=uploads, by=actor, at=at, allowed=allowed)
    return _ask(clean, files, actor, at)


@transaction.atomic
def _ask(clean: JsonObject, files: list[File], actor: User, at: datetime) -> CustomsEnquiry:
    office = hold_office(actor=actor, at=at)
    granted, authority = _asked(clean, office)
    enquiry = CustomsEnquiry.objects.create(
        reference=next_reference(prefix=f"{authority.member_state_id}-E", at=at, digits=5),
        question=clean["question"],
        mrn=clean.get("mrn") or "",
        exporter_eori=clean.get("exporter_eori") or "",
        authorisation=granted,
        customs_office=clean["customs_office"],
        office=office,
        authority=authority,
        asked_by=actor,
        asked_at=at,
    )
    _put(enquiry, files, at)
    asked = {"target": State.ASKED.value, "papers": len(files), **_facts(enquiry)}
    record(enquiry, Event.ASK, machine=CUSTOMS_ENQUIRY, actor=actor, at=at, **asked)
    _tell("customs_enquiry_asked", enquiry, authority, at, people=officers_to_tell(enquiry, at=at))
    return enquiry


def receive_paper(*, enquiry_id: UUID, upload: Upload, actor: User, at: datetime) -> File:
    """A photograph or paper for an enquiry that waits, into quarantine. Raises NotFound, WrongStatus, FileRefused."""

    def allowed() -> None:
        _with_room(enquiry_id, actor, at)

    (file,) = receive_files(uploads=[upload], by=actor, at=at, allowed=allowed)
    return file


@transaction.atomic
def add_paper(*, enquiry_id: UUID, file: File, actor: User, at: datetime) -> CustomsEnquiryPaper:
    """Put what was received to the enquiry. Raises NotFound, WrongStatus, Invalid where it holds enough of them."""
    enquiry = _with_room(enquiry_id, actor, at)
    (paper,) = _put(enquiry, [file], at)
    facts = {"paper": str(paper.pk), **_facts(enquiry)}
    record(enquiry, Event.ADD_PAPER, machine=CUSTOMS_ENQUIRY, actor=actor, at=at, **facts)
    return paper


def _with_room(enquiry_id: UUID, actor: User, at: datetime) -> CustomsEnquiry:
    enquiry = _of_office(enquiry_id, actor, at)
    if enquiry.status != State.ASKED:
        raise WrongStatus(_("This enquiry waits no more; it takes no papers."), current=enquiry.status)
    _require_room(enquiry.papers.count() + 1, "/file")
    return enquiry


def _require_room(papers: int, pointer: str) -> None:
    if papers > MOST_PAPERS:
        message = _("An enquiry takes %(most)d files.") % {"most": MOST_PAPERS}
        raise Invalid(errors=[error(pointer, message)])


def _put(enquiry: CustomsEnquiry, files: Sequence[File], at: datetime) -> list[CustomsEnquiryPaper]:
    return [CustomsEnquiryPaper.objects.create(enquiry=enquiry, file=file, created_at=at) for file in files]


@transaction.atomic
def answer_enquiry(*, enquiry_id: UUID, answer: str, actor: User, at: datetime) -> CustomsEnquiry:
    """One officer's word, for information: it decides nothing. Raises NotFound, WrongStatus, Invalid."""
    enquiry = hold_enquiry(enquiry_id=enquiry_id, permission=Permission.HANDLE, actor=actor, at=at)
    clean = _complete({"answer": answer}, ENQUIRY_ANSWER)
    changes = {"answer": clean["answer"], "answered_by": actor, "answered_at": at}
    _move(enquiry, Event.ANSWER, actor, at, changes)
    _tell("customs_enquiry_answered", enquiry, enquiry.office, at)
    return enquiry


@transaction.atomic
def take_back_enquiry(*, enquiry_id: UUID, actor: User, at: datetime) -> CustomsEnquiry:
    """Before it is answered. Raises NotFound, WrongStatus."""
    enquiry = _of_office(enquiry_id, actor, at)
    _move(enquiry, Event.TAKE_BACK, actor, at, {})
    return enquiry


@transaction.atomic
def keep_back(*, enquiry_id: UUID, actor: User, at: datetime, **declared: Any) -> tuple[CustomsHold, bool]:
    """A hold of what was asked about, which the enquiry names; an open one is over. As `place_hold` takes and answers.

    Raises NotFound, WrongStatus for one that was taken back or is a hold already, and what `place_hold` raises.
    """
    enquiry = _of_office(enquiry_id, actor, at)
    if enquiry.hold_id:
        raise WrongStatus(_("A hold was made of this enquiry already."), current=enquiry.status)
    CUSTOMS_ENQUIRY.step(enquiry.status, Event.KEEP_BACK)
    hold, is_new = place_hold(actor=actor, at=at, **declared)
    _move(enquiry, Event.KEEP_BACK, actor, at, {"hold": hold})
    return hold, is_new


def _asked(clean: JsonObject, office: Organisation) -> tuple[Authorisation | None, Organisation]:
    """The authorisation that is named, and who is asked, as for a hold; without a hint the office's own state."""
    granted = authorisation_named(reference=clean.get("authorisation"))
    if granted:
        return granted, granted.authority
    if eori := clean.get("exporter_eori"):
        return None, authority_of(eori=eori, exporter=Exporter.objects.filter(eori=eori).first())
    return None, authorities_of(str(office.member_state_id))[0]


def _move(enquiry: CustomsEnquiry, event: Event, actor: User, at: datetime, changes: dict[str, Any]) -> None:
    facts = _facts(enquiry)
    transition(enquiry, event, machine=CUSTOMS_ENQUIRY, actor=actor, at=at, changes=changes, **facts)


def _facts(enquiry: CustomsEnquiry) -> dict[str, Any]:
    granted = enquiry.authorisation
    return {"mrn": enquiry.mrn or None, "authorisation": granted.reference if granted else None}


def _complete(body: JsonObject, shape: Object) -> JsonObject:
    clean, errors = check(body, shape)
    errors = errors or shape.missing(clean, "")
    if errors:
        raise Invalid(errors=errors)
    return dict(clean)


def _of_office(enquiry_id: UUID, actor: User, at: datetime) -> CustomsEnquiry:
    return hold_enquiry(enquiry_id=enquiry_id, permission=Permission.CHECK_SHIPMENTS, actor=actor, at=at)


def hold_enquiry(*, enquiry_id: UUID, permission: str, actor: User, at: datetime) -> CustomsEnquiry:
    """Seat, then enquiry. Raises NotFound, Forbidden."""
    enquiry = CustomsEnquiry.objects.visible_to(actor).filter(pk=enquiry_id).first()
    if enquiry is None:
        raise NotFound
    organisations = enquiry.organisation_ids(permission)
    access.hold_seat(actor=actor, permission=permission, organisations=organisations, at=at)
    rows = CustomsEnquiry.objects.filter(pk=enquiry_id).select_related("office", "authority", "authorisation")
    locked: CustomsEnquiry | None = locks.lock_for_update(rows)
    if locked is None:
        raise NotFound
    return locked


def _tell(
    kind: str,
    enquiry: CustomsEnquiry,
    organisation: Organisation,
    at: datetime,
    *,
    people: list[User] | None = None,
) -> None:
    owe_notice(
        kind=kind,
        organisations=[organisation],
        reference=enquiry.reference,
        path=enquiry.get_absolute_url(),
        at=at,
        people=people,
    )
