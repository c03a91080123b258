"""How far a job is, and what it answered: read part by part, never held at once."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db.models import Q, Sum

from licensing.models import ScreeningJob, ScreeningJobPart
from licensing.rules.screening_jobs import SHOWN, State, seconds_left


@dataclass(frozen=True)
class Progress:
    """`seconds_left` is an estimate by what was done so far; None before anything was, and at the end."""

    state: State
    lines: int
    done: int
    errors: int
    verdicts: dict[str, int]
    seconds_left: int | None

    @property
    def percent(self) -> int:
        return 100 * self.done // self.lines if self.lines else 0


def progress_of(job: ScreeningJob, *, at: datetime) -> Progress:
    """In two queries, whatever its size."""
    answered = ScreeningJobPart.objects.filter(job=job, results__isnull=False)
    sums = answered.aggregate(done=Sum("count"), errors=Sum("errors", filter=~Q(errors=0)))
    verdicts: Counter[str] = Counter()
    for each in answered.values_list("verdicts", flat=True):
        verdicts.update(each)
    done, state = sums["done"] or 0, job.state
    left = None
    if state == State.RUNNING and job.started_at:
        left = seconds_left(lines=job.lines, done=done, seconds=(at - job.started_at).total_seconds())
    return Progress(state, job.lines, done, sums["errors"] or 0, dict(verdicts), left)


def results_of(job: ScreeningJob) -> Iterator[bytes]:
    """The answers in the order of the lines, each a line of JSON without its end."""
    parts = ScreeningJobPart.objects.filter(job=job, results__isnull=False).order_by("number")
    for octets in parts.values_list("results", flat=True).iterator(chunk_size=4):
        yield from zlib.decompress(bytes(octets or b"")).split(b"\n")


def edition_of(job: ScreeningJob) -> int | None:
    """That of its last part."""
    return job.parts.order_by("-number").values_list("edition", flat=True).first()


def first_lines(job: ScreeningJob) -> list[dict[str, Any]]:
    """What is shown before it counts: the first lines as they were read; one that was not has `error`."""
    octets = job.parts.order_by("number").values_list("lines", flat=True).first()
    lines = orjson.loads(zlib.decompress(octets)) if octets else []
    return [{"id": line[0], "error": line[1]} if isinstance(line, list) else line for line in lines[:SHOWN]]
