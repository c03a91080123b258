"""Screening a catalogue: its lines are stored in parts, each part is answered by whoever claims it, once.

A worker that dies lets go of its part with its transaction; another takes it. Cancelling is heeded before each part.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO
from uuid import UUID

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.errors import Forbidden, Invalid, NotFound, Pending, WrongStatus
from exportctl.core.models import Seat, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions.screenings import ask
from licensing.models import ScreeningJob, ScreeningJobPart
from licensing.queries.screening_lines import readable_lines, unreadable, with_wrong
from licensing.rules.failures import SENTENCES, failure
from licensing.rules.screening_jobs import KEPT, MOST_WAITING, PART, Broken, NoLines, State, lines_in

BATCH = 20  # parts that are written at once


@transaction.atomic
def start_job(
    *, source: BinaryIO, kind: str, name: str, language: str, is_wanted: bool, actor: User, at: datetime
) -> ScreeningJob:
    """Take the lines of a file. `is_wanted`: screen them without being told again. Raises Invalid, Pending."""
    seat = _seat_of(actor)
    mine = ScreeningJob.objects.filter(organisation=seat.content_object_id)
    if mine.waiting().filter(wanted_at__isnull=False).count() >= MOST_WAITING:
        text = _("%(most)d jobs of your organisation wait. Send the next one when one of them is done.")
        raise Pending(text % {"most": MOST_WAITING})
    mine.waiting().filter(wanted_at=None, created_by=actor).delete()  # of those only shown, the newest stays
    job = ScreeningJob.objects.create(
        organisation=seat.content_object,
        seat=seat,
        name=name[:200],
        language=language,
        created_by=actor,
        created_at=at,
        wanted_at=at if is_wanted else None,
    )
    try:
        job.lines = _store(job, lines_in(source, kind))
    except NoLines as none:
        raise Invalid(errors=[error("", none.args[0])]) from none
    if not job.lines:
        raise Invalid(errors=[error("", _("This file has no line below its head."))])
    job.save(update_fields=["lines"])
    return job


@transaction.atomic
def want_job(*, job_id: UUID, actor: User, at: datetime) -> ScreeningJob:
    """The lines that were shown count from now on. Raises WrongStatus."""
    job = _hold(job_id, actor)
    if job.state != State.SHOWN:
        raise WrongStatus(_("This job was started already, or is over."))
    job.wanted_at = at
    job.save(update_fields=["wanted_at"])
    return job


@transaction.atomic
def cancel_job(*, job_id: UUID, actor: User, at: datetime) -> ScreeningJob:
    """Stop it before its next part; twice is once. Raises WrongStatus for one that is over."""
    job = _hold(job_id, actor)
    if job.state == State.CANCELLED:
        return job
    if job.state in (State.DONE, State.FAILED):
        raise WrongStatus(_("This job is over: nothing of it can be cancelled any more."))
    job.cancelled_at = at
    job.save(update_fields=["cancelled_at"])
    return job


@transaction.atomic
def screen_part(*, job_id: UUID, at: datetime) -> bool:
    """Answer the next part that waits; False where there is none. The last one ends the job."""
    job = ScreeningJob.objects.due().select_related("created_by", "seat").filter(pk=job_id).first()
    if job is None:
        return False
    waiting = ScreeningJobPart.objects.filter(job=job, results=None)
    part = locks.lock_for_update(waiting, skip_locked=True)
    if part is None:
        _end_if_answered(job, at)
        return False
    if job.started_at is None:
        ScreeningJob.objects.filter(pk=job.pk, started_at=None).update(started_at=at)
    user = job.created_by
    user.limited_to_seat = job.seat_id
    if not access.seats_of(user):
        raise Forbidden(SENTENCES["starter_left"])
    with translation.override(job.language):
        _answer(part, user, at)
    return True


@transaction.atomic
def fail_job(*, job_id: UUID, code: str) -> None:
    """What stopped it, by its code (`failures`)."""
    job = locks.lock_for_update(ScreeningJob.objects.due().filter(pk=job_id))
    if job is not None:
        job.failure = failure(code)
        job.save(update_fields=["failure"])


@transaction.atomic
def purge_jobs(*, at: datetime) -> None:
    """A job and its answers are kept for a month; what was shown and never wanted as well."""
    old = ScreeningJob.objects.filter(created_at__lt=at - KEPT)
    ScreeningJobPart.objects.filter(job__in=old).delete()
    old.delete()


def _seat_of(actor: User) -> Seat:
    """A key has one seat; a person asks for the company that they file for, or the customs office, else for their own.

    Not merely the first: of another organisation its colleagues would read what is none of theirs.
    """
    seats = access.seats_of(actor)
    if not seats:
        raise Forbidden(_("Your account may not do this here. Ask your organisation for the right seat."))
    for permission in (Permission.FILE, Permission.CHECK_SHIPMENTS):
        if principal := access.principal_of(actor, permission):
            return next(seat for seat in seats if _is(seat, permission, principal.pk))
    return seats[0]


def _is(seat: Seat, permission: str, organisation: UUID) -> bool:
    return seat.permission.codename == permission and seat.content_object_id == organisation


def _hold(job_id: UUID, actor: User) -> ScreeningJob:
    job = locks.lock_for_update(ScreeningJob.objects.visible_to(actor).filter(pk=job_id))
    if job is None:
        raise NotFound
    return job


def _store(job: ScreeningJob, lines: Iterator[dict[str, Any] | Broken]) -> int:
    """The lines in parts, a few parts at a time. Returns how many lines."""
    count = number = 0
    batch: list[ScreeningJobPart] = []
    while chunk := list(islice(lines, PART)):
        count, number = count + len(chunk), number + 1
        batch.append(ScreeningJobPart(job=job, number=number, count=len(chunk), lines=_packed(chunk)))
        if len(batch) == BATCH:
            ScreeningJobPart.objects.bulk_create(batch)
            batch = []
    ScreeningJobPart.objects.bulk_create(batch)
    return count


def _packed(lines: Iterable[dict[str, Any] | Broken]) -> bytes:
    stored = [[line.number, str(line.detail)] if isinstance(line, Broken) else line for line in lines]
    return zlib.compress(orjson.dumps(stored), 1)


def _answer(part: ScreeningJobPart, user: User, at: datetime) -> None:
    sent = orjson.loads(zlib.decompress(part.lines))
    before = (part.number - 1) * PART  # lines of the parts before it
    numbers = [before + place for place, each in enumerate(sent) if not isinstance(each, list)]
    read = [each for each in sent if not isinstance(each, list)]
    good, wrong = readable_lines(read, reader=user, numbers=numbers)
    answer = ask(lines=good, user=user, at=at)
    results = with_wrong(answer.results, read, wrong)
    for place, each in enumerate(sent):
        if isinstance(each, list):
            results.insert(place, unreadable(each[0], [error("", each[1])]))
    verdicts = Counter(result["verdict"] for result in results)
    ScreeningJobPart.objects.filter(pk=part.pk).update(
        lines=b"",
        results=zlib.compress(b"\n".join(map(orjson.dumps, results)), 1),
        verdicts=dict(verdicts),
        errors=verdicts["error"],
        edition=answer.edition,
    )


def _end_if_answered(job: ScreeningJob, at: datetime) -> None:
    """A part that another worker is at still waits."""
    unanswered = ScreeningJobPart.objects.filter(job=OuterRef("pk"), results=None)
    ScreeningJob.objects.due().filter(~Exists(unanswered), pk=job.pk).update(finished_at=at)
