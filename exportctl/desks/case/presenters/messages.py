"""Threads of a case, with what the reader has not read yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from exportctl.desks.case.presenters.authors import author, own_side
from exportctl.desks.case.queries.cases import Case, CasePage
from licensing.models import Document, Message, MessageReading, MessageThread
from licensing.queries.messages import conversation_end
from licensing.rules.messages import last_day_to_write, takes_messages


@dataclass(frozen=True)
class Line:
    """One message as the reader sees it."""

    message: Message
    who: str
    is_own: bool
    is_new: bool
    documents: list[Document]


def threads(case: Case) -> QuerySet[MessageThread]:
    """The case's threads, the one written to last on top."""
    unread = Message.objects.unread_by(case.viewer, side=own_side(case)).filter(thread=OuterRef("pk"))
    counted = unread.order_by().values("thread").annotate(count=Count("pk")).values("count")
    return (
        case.request.threads.annotate(
            written=Count("messages"),
            latest_at=Max("messages__written_at"),
            unread=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        )
        .select_related("opened_by")
        .order_by("-latest_at", "-pk")
    )


def lines(case: CasePage, thread: MessageThread) -> list[Line]:
    """A thread from its first message to its last."""
    mine = own_side(case)
    reading = MessageReading.objects.filter(thread=thread, person=case.viewer)
    read_up_to = reading.values_list("read_up_to", flat=True).first() or 0
    documents = by_origin(case.documents)
    return [
        Line(
            message,
            author(case, message.written_by, message.side),
            message.side == mine,
            message.side != mine and message.sequence > read_up_to,
            documents[message.pk],
        )
        for message in thread.messages.select_related("written_by")
    ]


def by_origin(documents: Iterable[Document]) -> defaultdict[UUID | None, list[Document]]:
    """Documents by what they came with."""
    documents_by_origin: defaultdict[UUID | None, list[Document]] = defaultdict(list)
    for document in documents:
        documents_by_origin[document.about].append(document)
    return documents_by_origin


def writing_ends(case: Case, *, at: datetime) -> tuple[bool, date | None]:
    """May one still write here, and until which day (None while the case is open)?"""
    ended_on, today = conversation_end(case.request), local_date(at, zone_of(case.request.authority))
    return takes_messages(ended_on=ended_on, today=today), last_day_to_write(ended_on)
