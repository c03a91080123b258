"""A whole catalogue screened as a job: handed over in one stream, answered in parts, read in one stream."""

import hashlib
import tempfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.shapes import error
from exportctl.core.tables import csv_stream
from licensing.actions import screening_jobs
from licensing.api import schemas
from licensing.api.screenings import ANSWER_OF_JOB
from licensing.models import ScreeningJob
from licensing.queries.screening_jobs import edition_of, progress_of, results_of
from licensing.rules.failures import sentence_of
from licensing.rules.screening_jobs import (
    LARGEST_MEGABYTES,
    LARGEST_SHEET_MEGABYTES,
    MEDIA_TYPES,
    SHEET,
    State,
)

CHUNK = 256 * 1024
AS = OpenApiParameter("as", str, enum=["json", "ndjson", "csv"], default="json")
COLUMNS = ("id", "verdict", "entries", "why", "legal_basis", "authorisation", "regime", "in_force", "errors")
JOB = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status={"type": "string", "enum": [state.value for state in State]},
    lines=schemas.WHOLE,
    done=schemas.WHOLE,
    errors=schemas.WHOLE,
    verdicts={"type": "object", "additionalProperties": {"type": "integer"}},
    seconds_left={"type": ["integer", "null"]},
    failure=schemas.MAYBE,
)
_TEXT: dict[str, Any] = {"type": "string"}
ENDS = {
    ".csv": "text/csv",
    ".ndjson": "application/x-ndjson",
    ".xlsx": next(n for n in MEDIA_TYPES if "sheet" in n),
}
_FILE: dict[str, Any] = {"type": "string", "format": "binary"}
UPLOAD = {
    "multipart/form-data": {"type": "object", "required": ["file"], "properties": {"file": _FILE}},
    **{name: _FILE if "sheet" in name else _TEXT for name in MEDIA_TYPES},
}


class Sent:
    """A body that nobody has read yet: it is read once, after the caller is known, and then known by its digest."""

    def __init__(self, stream: Any, media_type: str) -> None:
        self.stream = stream
        self.kind = MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower(), "")
        self.digest = ""

    def __repr__(self) -> str:
        return f"sent {self.digest}"


class StreamParser(BaseParser):
    """Hands the stream on as it is."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return Sent(stream, media_type or "")


class ScreeningJobViewSet(Resource):
    """CSV or NDJSON of up to 1,000,000 lines, XLSX of up to 100,000; a bad line stops no other."""

    parser_classes = [MultiPartParser, StreamParser]

    @extend_schema(operation_id="screening_job_start", request=UPLOAD, responses={202: JOB})
    def create(self, request: Request) -> Response:
        user = calls.caller(request)
        sent = _sent(request)
        with tempfile.SpooledTemporaryFile(max_size=CHUNK) as source:
            _spool(sent, source)

            def perform() -> dict[str, Any]:
                source.seek(0)
                job = screening_jobs.start_job(
                    source=source,  # type: ignore[arg-type]  # a file in all but its type
                    kind=sent.kind,
                    name="",
                    language=get_language() or "en",
                    is_wanted=True,
                    actor=user,
                    at=clock.now(),
                )
                return show_job(job)

            return calls.idempotent(request, perform, status=202)

    @extend_schema(operation_id="screening_job", responses={200: JOB})
    def retrieve(self, request: Request, job_id: UUID) -> Response:
        return Response(show_job(_job(request, job_id)))

    @extend_schema(operation_id="screening_job_result", parameters=[AS], responses={200: ANSWER_OF_JOB})
    def result(self, request: Request, job_id: UUID) -> StreamingHttpResponse:
        job = _job(request, job_id)
        if job.state != State.DONE:
            raise WrongStatus(_("This job is not done: its answers are read once it is."))
        accepted = request.headers.get("Accept", "").partition(",")[0].partition(";")[0].strip()
        kind = request.query_params.get("as") or MEDIA_TYPES.get(accepted) or "json"
        if kind not in WRITERS:
            raise Invalid(errors=[error("/as", _("Write json, ndjson or csv."))])
        media_type, write = WRITERS[kind]
        return StreamingHttpResponse(write(job), content_type=media_type)

    @extend_schema(operation_id="screening_job_cancel", request=None, responses={200: JOB})
    def cancel(self, request: Request, job_id: UUID) -> Response:
        job = _job(request, job_id)
        user = calls.caller(request)
        return Response(show_job(screening_jobs.cancel_job(job_id=job.pk, actor=user, at=clock.now())))


def _sent(request: Request) -> Sent:
    """The body, or the part `file` of a form by the end of its name. Raises Invalid for anything else."""
    sent: Any = request.data
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        end = f".{(file.name or '').rpartition('.')[2].lower()}"
        sent = Sent(file, ENDS.get(end, file.content_type or ""))
    if not isinstance(sent, Sent) or not sent.kind:
        message = _("Send CSV (text/csv), NDJSON (application/x-ndjson) or an XLSX file as the body.")
        raise Invalid(errors=[error("", message)])
    return sent


def _job(request: Request, job_id: UUID) -> ScreeningJob:
    return get_object_or_404(ScreeningJob.objects.visible_to(calls.caller(request)), pk=job_id)


def show_job(job: ScreeningJob) -> dict[str, Any]:
    """As it stands now."""
    progress = progress_of(job, at=clock.now())
    return {
        "id": job.pk,
        "status": progress.state.value,
        "lines": progress.lines,
        "done": progress.done,
        "errors": progress.errors,
        "verdicts": progress.verdicts,
        "seconds_left": progress.seconds_left,
        "failure": sentence_of(job.failure) or None,
    }


def _spool(sent: Sent, target: Any) -> None:
    """The body onto the disk, with its digest. Raises Invalid where it is too large."""
    most = LARGEST_SHEET_MEGABYTES if sent.kind == SHEET else LARGEST_MEGABYTES
    digest, size = hashlib.sha256(), 0
    while chunk := sent.stream.read(CHUNK):
        size += len(chunk)
        if size > most * 1024**2:
            message = _("This file is larger than %(size)d MB. Split it.") % {"size": most}
            raise Invalid(errors=[error("", message)])
        digest.update(chunk)
        target.write(chunk)
    sent.digest = digest.hexdigest()


def _json(job: ScreeningJob) -> Iterator[bytes]:
    yield b'{"edition":%s,"results":[' % orjson.dumps(edition_of(job))
    for number, line in enumerate(results_of(job)):
        yield b"," + line if number else line
    yield b"]}"


def _lines(job: ScreeningJob) -> Iterator[bytes]:
    for line in results_of(job):
        yield line + b"\n"


def csv_of(job: ScreeningJob) -> Iterator[str]:
    """A table of the answers, as spreadsheets read it."""
    return csv_stream(COLUMNS, map(_cells, results_of(job)))


def _cells(line: bytes) -> list[object]:
    result = orjson.loads(line)
    entries = "; ".join(f"{each['code']} ({each['score']})" for each in result["entries"])
    errors = "; ".join(f"{each['pointer']}: {each['detail']}" for each in result.get("errors", ()))
    return [(result | {"entries": entries, "errors": errors}).get(column) for column in COLUMNS]


WRITERS: dict[str, tuple[str, Any]] = {
    "json": ("application/json", _json),
    "ndjson": ("application/x-ndjson", _lines),
    "csv": ("text/csv; charset=utf-8", csv_of),
}
