"""A catalogue handed over by REST, answered in parts, read back in the order of its lines."""

import io
from datetime import timedelta

import orjson
import pytest
from django.test import Client
from django.utils.translation import override

from exportctl.core.actions.seats import grant_seat
from exportctl.core.models import Seat
from exportctl.core.rules.permissions import Permission
from licensing.actions import screening_jobs
from licensing.actions.screening_jobs import (
    cancel_job,
    fail_job,
    purge_jobs,
    screen_part,
    start_job,
    want_job,
)
from licensing.models import ScreeningJob, ScreeningJobPart, ScreeningLog
from licensing.rules.failures import sentence_of
from licensing.rules.screening_jobs import KEPT, PART
from licensing.tasks import screen_jobs
from tests.controllist.listing import make_entry
from tests.factories import AT, SEATED, make_customs, make_exporter, make_filer, make_key

pytestmark = pytest.mark.django_db
JOBS = "/api/v1/screening-jobs"


def test_a_pointer_counts_lines_that_are_no_json_as_well(client: Client):
    headers = {"Authorization": f"Bearer {make_key(make_customs())}"}
    lines = b'{"id": "1", "name": "Bolt"}\n{broken\n\n{"id": "3", "name": "Bolt", "colour": "red"}\n'
    lines += b'{"id": "4", "item_number": "unknown"}\n'

    job = client.post(JOBS, lines, content_type="application/x-ndjson", headers=headers).json()
    while screen_part(job_id=job["id"], at=AT):
        pass
    answer = client.get(f"{JOBS}/{job['id']}/result", headers=headers)

    results = orjson.loads(b"".join(answer.streaming_content))["results"]
    wrong = [each["errors"][0]["pointer"] for each in results if each["verdict"] == "error"]
    assert wrong == ["", "/lines/2/colour", "/lines/3/item_number"]


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
    pointers = [each["errors"][0]["pointer"] for each in result["results"][-2:]]
    assert pointers == [f"/lines/{PART + 501}/model", ""]  # of the file, not of a part of it
    assert len(lines) == PART + 504
    assert sum(len(row.verdicts) for row in ScreeningLog.objects.all()) == PART + 501
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
    fail_job(job_id=third.pk, code="starter_left")
    third.refresh_from_db()
    assert third.state == "failed"


def test_a_job_that_stumbles_ends_alone_and_says_why_to_every_reader(monkeypatch):
    filer = make_filer()
    given = {"kind": "ndjson", "name": "", "actor": filer, "is_wanted": True}
    lines = b'{"id": 1, "name": "%s"}\n'
    bad = start_job(source=io.BytesIO(lines % b"Stumble"), language="de", at=AT, **given)
    later = AT + timedelta(seconds=1)
    long = start_job(source=io.BytesIO(lines % b"Chair" * (PART + 1)), language="en", at=later, **given)
    unseated = start_job(source=io.BytesIO(lines % b"Chair"), language="fr", at=later, **given)
    ScreeningJob.objects.filter(pk=unseated.pk).update(created_by=make_customs())
    ask, order = screening_jobs.ask, []

    def stumbling(*, lines, **known):
        order.append(lines[0]["name"])
        if lines[0]["name"] == "Stumble":
            raise ZeroDivisionError
        return ask(lines=lines, **known)

    monkeypatch.setattr(screening_jobs, "ask", stumbling)
    screen_jobs()
    for job in (bad, long, unseated):
        job.refresh_from_db()

    assert (bad.state, long.state, unseated.state) == ("failed", "done", "failed")
    assert (bad.failure["code"], unseated.failure["code"]) == ("stumbled", "starter_left")
    with override("de"):  # in the language of whoever reads it
        assert sentence_of(bad.failure).startswith("Der Fehler liegt bei uns")
    with override("fr"):
        assert sentence_of(unseated.failure).startswith("La personne")
    assert order == ["Stumble", "Chair", "Chair"]


def test_a_job_is_of_the_company_that_its_asker_files_for():
    filer = make_filer()
    own = Seat.objects.get(user=filer)
    for place in (make_exporter("AT", name="Aaa AG").organisation, own.organisation):
        grant_seat(user=filer, permission=Permission.MANAGE, organisation=place, at=AT, starts_at=SEATED)
    given = {"kind": "ndjson", "name": "", "language": "en", "is_wanted": False, "at": AT}

    job = start_job(source=io.BytesIO(b'{"name": "Chair"}'), actor=filer, **given)

    assert job.seat == own
