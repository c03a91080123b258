"""Papers that a company puts to its registration: an extract of a register, a power of attorney, its programme."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import File, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.actions.registrations import hold_registration
from licensing.models import Registration, RegistrationPaper
from licensing.rules.registrations import MOST_PAPERS, REGISTRATION


def add_papers(
    *, registration_id: UUID, uploads: Sequence[Upload], actor: User, at: datetime
) -> list[RegistrationPaper]:
    """Put files to a registration that is not decided; each is received first, and opens once it is checked."""

    def allowed() -> None:
        _hold_open(registration_id, len(uploads), actor, at)

    files = receive_files(uploads=uploads, by=actor, at=at, allowed=allowed)
    return _file(registration_id, files, actor, at)


@transaction.atomic
def _file(registration_id: UUID, files: list[File], actor: User, at: datetime) -> list[RegistrationPaper]:
    registration = _hold_open(registration_id, len(files), actor, at)
    papers = [
        RegistrationPaper.objects.create(registration=registration, file=file, created_at=at)
        for file in files
    ]
    for paper in papers:
        record(registration, "add_paper", machine=REGISTRATION, actor=actor, at=at, paper=str(paper.pk))
    return papers


def _hold_open(registration_id: UUID, papers: int, actor: User, at: datetime) -> Registration:
    registration = hold_registration(
        registration_id=registration_id, permission=Permission.FILE, actor=actor, at=at
    )
    if not registration.is_open:
        raise WrongStatus(_("This registration is decided; it takes no papers."), current=registration.status)
    if registration.papers.count() + papers > MOST_PAPERS:
        raise Invalid(_("A registration takes %(most)d papers.") % {"most": MOST_PAPERS})
    return registration
