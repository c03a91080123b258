"""A catalogue handed over by REST, answered in parts, read back in the order of its lines."""

import orjson
import pytest
from django.test import Client

from licensing.actions.screening_jobs import (
    cancel_job,
    fail_job,
    purge_jobs,
    screen_part,
    start_job,
    want_job,
)
from licensing.models import ScreeningJob, ScreeningJobPart, ScreeningLog
from licensing.rules.screening_jobs import KEPT, PART
from tests.controllist.listing import make_entry
from tests.factories import AT, make_customs, make_exporter, make_filer, make_key

pytestmark = pytest.mark.django_db
JOBS = "/api/v1/screening-jobs"


def test_a_catalogue_is_handed_over_answered_and_read(client: Client):
    make_entry()
    customs = make_customs()
    headers = {"Authorization": f"Bearer {make_key(customs)}", "Idempotency-Key": "one"}
    rows = [f"{n},Vexor Labs,Halo LX" if n == 1500 else f"{n},Ferrum,Bolt M{n}" for n in range(1, PART + 502)]
    table = "\n".join(["id,manufacturer,model", *rows, "bad", "9999,x,y,z"]).encode()

    started = client.post(JOBS, table, content_type="text/csv", headers=headers)
    again = client.post(JOBS, table, content_type="text/csv", headers=headers)
    job = started.json()
    early = client.get(f"{JOBS}/{job['id']}/result", headers=headers)
    while screen_part(job_id=job["id"], at=AT):
        pass
    done = client.get(f"{JOBS}/{job['id']}", headers=headers).json()
    answer = client.get(f"{JOBS}/{job['id']}/result", headers=headers)
    result = orjson.loads(b"".join(answer.streaming_content))
    table = client.get(f"{JOBS}/{job['id']}/result?as=csv", headers=headers)
    lines = b"".join(table.streaming_content).decode().splitlines()

    assert (started.status_code, again.json()["id"], early.status_code) == (202, job["id"], 409)
    assert {name: job[name] for name in ("status", "lines", "done", "errors")} == {
        "status": "queued",
        "lines": PART + 503,
        "done": 0,
        "errors": 0,
    }
    assert (done["status"], done["done"], done["errors"]) == ("done", PART + 503, 2)
    assert done["verdicts"] == {"not_listed": PART + 500, "authorisation_required": 1, "error": 2}
    assert [each["id"] for each in result["results"][:2]] == ["1", "2"]
    assert result["results"][1499]["verdict"] == "authorisation_required"
    assert [each["errors"][0]["pointer"] for each in result["results"][-2:]] == ["/lines/501/model", ""]
    assert len(lines) == PART + 504
    assert ScreeningLog.objects.count() == PART + 501
    assert not ScreeningJobPart.objects.exclude(lines=b"").exists()

    stranger = {"Authorization": f"Bearer {make_key(make_filer(make_exporter('FR')))}"}
    assert client.get(f"{JOBS}/{job['id']}", headers=stranger).status_code == 404
    assert client.post(JOBS, b"model\nx\n", content_type="text/csv").status_code == 401
    assert client.post(JOBS, b"colour\nx\n", content_type="text/csv", headers=stranger).status_code == 422
    assert client.post(JOBS, b"<x/>", content_type="text/html", headers=stranger).status_code == 422

    purge_jobs(at=AT + KEPT + KEPT)
    assert not ScreeningJob.objects.filter(created_at__lt=AT).exists()


def test_lines_are_shown_before_they_count_and_a_job_can_be_cancelled(tmp_path):
    filer = make_filer()
    file = tmp_path / "catalogue.ndjson"
    file.write_bytes(b'{"id": 1, "name": "Chair"}\n' * 3)
    given = {"kind": "ndjson", "name": "catalogue", "language": "de", "actor": filer, "at": AT}

    with file.open("rb") as source:
        job = start_job(source=source, is_wanted=False, **given)
    assert not screen_part(job_id=job.pk, at=AT)
    want_job(job_id=job.pk, actor=filer, at=AT)
    assert screen_part(job_id=job.pk, at=AT)
    assert not screen_part(job_id=job.pk, at=AT)
    job.refresh_from_db()
    assert job.state == "done"

    with file.open("rb") as source:
        other = start_job(source=source, is_wanted=True, **given)
    assert cancel_job(job_id=other.pk, actor=filer, at=AT).state == "cancelled"
    assert not screen_part(job_id=other.pk, at=AT)
    with file.open("rb") as source:
        third = start_job(source=source, is_wanted=True, **given)
    fail_job(job_id=third.pk, why="No seat.")
    third.refresh_from_db()
    assert third.state == "failed"
