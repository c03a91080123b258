"""Customs enquiries as REST shows them, who is to answer one today, and what waits."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left

from exportctl.core import access
from exportctl.core.canonical import rfc3339
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import Conflict, CustomsEnquiry, CustomsEnquiryPaper
from licensing.models.customs_enquiries import CustomsEnquiryQuerySet
from licensing.queries.documents import shown_file
from licensing.queries.duty_turns import on_duty
from licensing.queries.todo_facts import MOST_WORDS
from licensing.rules import todos


def show_enquiry(enquiry: CustomsEnquiry) -> dict[str, Any]:
    """In the words of REST; `with_parts()` brings along what it names."""
    return {
        "reference": enquiry.reference,
        "status": enquiry.status,
        "authority": str(enquiry.authority.member_state_id),
        "question": enquiry.question,
        "mrn": enquiry.mrn or None,
        "authorisation": enquiry.authorisation.reference if enquiry.authorisation else None,
        "exporter_eori": enquiry.exporter_eori or None,
        "customs_office": enquiry.customs_office,
        "asked_at": rfc3339(enquiry.asked_at),
        "papers": [show_paper(paper) for paper in enquiry.papers.all()],
        "answer": enquiry.answer or None,
        "answered_at": rfc3339(enquiry.answered_at) if enquiry.answered_at else None,
        "hold": str(enquiry.hold_id) if enquiry.hold_id else None,
    }


def show_paper(paper: CustomsEnquiryPaper) -> dict[str, Any]:
    """A photograph or paper, as REST shows files."""
    return shown_file(paper.pk, paper.file)


def officers_to_tell(enquiry: CustomsEnquiry, *, at: datetime) -> list[User] | None:
    """Those on duty today who may see it; None where there is nobody: then all officers are told."""
    there = on_duty(enquiry.authority, at=at)
    if enquiry.authorisation:
        conflicts = Conflict.objects.standing().filter(request=enquiry.authorisation.request_id)
        there = there.exclude(pk__in=conflicts.values("officer"))
    return list(there) or None


def sources(user: User, at: datetime) -> Iterator[Source]:
    """What customs ask: to whoever is on duty today; where nobody is who may see it, to every officer."""
    facts = {
        "title": Left("question", MOST_WORDS),
        "reference": F("reference"),
        "state": F("authority__member_state"),
        "who": F("office__short_name"),
        "question": Left("question", MOST_WORDS),
    }
    for authority in access.organisations_of(user, Permission.HANDLE):
        rows = _to_answer(user, authority, at)
        yield Source(kind=todos.ANSWER_ENQUIRY, noun="customs_enquiry", rows=rows, facts=facts)


def _to_answer(user: User, authority: Organisation, at: datetime) -> CustomsEnquiryQuerySet:
    """In one statement, which is shared by all whose seats are alike: it names nobody but its reader."""
    stepped_back = Conflict.objects.standing().filter(
        officer=OuterRef("pk"), request=OuterRef(OuterRef("authorisation__request"))
    )
    there = on_duty(authority, at=at).filter(~Exists(stepped_back))
    rows = CustomsEnquiry.objects.visible_to(user).open().filter(authority=authority)
    return rows.filter(Exists(there.filter(pk=user.pk)) | ~Exists(there))
