"""Internal notes of an authority on its case: only ever added, struck out by their author alone."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Forbidden, Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import update_search_documents
from licensing.models import CaseNote, NoteMention, StruckNote
from licensing.queries.absences import running
from licensing.queries.recipients import officers_of
from licensing.rules.requests import REQUEST


@transaction.atomic
def write_note(
    *, request_id: UUID, text: str, mentions: Iterable[UUID] = (), actor: User, at: datetime
) -> CaseNote:
    """Add a note; who is mentioned, or stands in for them, is told. Raises Invalid for somebody from elsewhere."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    wanted = set(mentions)
    colleagues = officers_of(request, at=at)
    people = list(colleagues.filter(pk__in=wanted))
    if len(people) != len(wanted):
        message = _("Mention colleagues of your own authority alone. Others cannot read this note.")
        raise Invalid(message, errors=[{"pointer": "/mentions", "detail": message}])
    note = CaseNote.objects.create(
        request=request,
        sequence=request.notes.count() + 1,
        text=text,
        written_by=actor,
        written_at=at,
    )
    NoteMention.objects.bulk_create(NoteMention(note=note, person=person) for person in people)
    update_search_documents(request_ids=[request.pk])
    record(request, "note", machine=REQUEST, actor=actor, at=at, note=str(note.pk), mentions=len(people))
    away = running(request.authority, at=at).filter(officer__in=people)
    deputies = colleagues.filter(pk__in=away.values("deputy"))
    owe_notice(
        kind="note_mentions_you",
        organisations=[request.authority],
        people=[person for person in [*people, *deputies] if person != actor],
        reference=request.reference,
        path=f"{request.get_absolute_url()}/notes",
        at=at,
    )
    return note


@transaction.atomic
def strike_note(*, note_id: UUID, actor: User, at: datetime) -> StruckNote:
    """Strike out one's own note; again changes nothing. Raises Forbidden for a colleague's."""
    note = CaseNote.objects.filter(pk=note_id).first()
    if note is None:
        raise NotFound
    request = hold_request(request_id=note.request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if note.written_by_id != actor.pk:
        raise Forbidden(_("Only its author strikes out a note. Write one of your own instead."))
    struck, is_new = StruckNote.objects.get_or_create(note=note, defaults={"struck_at": at})
    if is_new:
        update_search_documents(request_ids=[request.pk])
        record(request, "strike_note", machine=REQUEST, actor=actor, at=at, note=str(note.pk))
    return struck
