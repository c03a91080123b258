"""Files that carry a classification marking: released by an officer who says that they are not classified."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core import locks
from exportctl.core.errors import NotFound
from exportctl.core.models import File, User
from exportctl.core.rules.files import FILE, Event
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions.customs_enquiries import hold_enquiry
from licensing.actions.registrations import hold_registration
from licensing.actions.requests import hold_request
from licensing.models import CustomsEnquiryPaper, Document, RegistrationPaper


@transaction.atomic
def release_file(*, document_id: UUID, actor: User, at: datetime) -> None:
    """Open a withheld file to whoever may see the case. Raises NotFound, Forbidden, WrongStatus.

    Seat, then request, then file, locked. Who released it is in the audit trail.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None or document.file_id is None:
        raise NotFound
    request = hold_request(request_id=document.request_id, permission=Permission.HANDLE, actor=actor, at=at)
    _release(document.file_id, request.authority_id, actor, at, request=request.reference)


@transaction.atomic
def release_enquiry_paper(*, paper_id: UUID, actor: User, at: datetime) -> None:
    """The same of what customs put to their enquiry: to the office and to the officers of the authority."""
    paper = CustomsEnquiryPaper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    enquiry = hold_enquiry(enquiry_id=paper.enquiry_id, permission=Permission.HANDLE, actor=actor, at=at)
    _release(paper.file_id, enquiry.authority_id, actor, at, enquiry=enquiry.reference)


@transaction.atomic
def release_registration_paper(*, paper_id: UUID, actor: User, at: datetime) -> None:
    """The same of what a company put to its registration."""
    paper = RegistrationPaper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    registration = hold_registration(
        registration_id=paper.registration_id, permission=Permission.HANDLE, actor=actor, at=at
    )
    _release(paper.file_id, registration.authority_id, actor, at, registration=registration.reference)


def _release(file_id: UUID, authority_id: UUID, actor: User, at: datetime, **facts: object) -> None:
    file = locks.lock_for_update(File.objects.filter(pk=file_id))
    if file is None:
        raise NotFound
    file.authority_ids = [authority_id]
    transition(file, Event.RELEASE, machine=FILE, actor=actor, at=at, changes=None, **facts)
