"""SIGKILL between two named statements of a close: nothing half, nothing lost, nothing twice (G3, G5)."""

import signal
import subprocess
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection

from controllist.models import ControlListEntry, Edition, LogHead, LogLeaf
from exportctl.core import clock
from exportctl.core.models import AuditEvent, Notice
from exportctl.local.instance import MANAGE
from exportctl.local.postgres import OWNER
from notifications.actions.closing import close_due
from notifications.models import ObjectionProcedure, ProcedureOutcome
from tests.database import in_thread, kill_backend, wait_for_waiter
from tests.factories import make_procedure
from tests.thorough import some

pytestmark = pytest.mark.kill

# What a second connection holds, so that the close stands still right before the statement that needs it.
STAGES = {
    "before it holds the request": "SELECT FROM licensing_authorisationrequest FOR UPDATE",
    "between request and procedure": "SELECT FROM notifications_objectionprocedure FOR UPDATE",
    "between outcome and entry": "SELECT FROM controllist_listhead FOR UPDATE",
    "between entry and notices": "LOCK TABLE core_notice IN SHARE MODE",
    "between the last notice and the commit": "SELECT FROM core_memberstate WHERE code = 'DE' FOR UPDATE",
}


@pytest.fixture
def due(cloned_database) -> ObjectionProcedure:
    """A procedure whose window ended weeks ago, durable: the tests' server is careless unless it is told."""
    connection.cursor().execute("SET synchronous_commit = on")
    return make_procedure(at=clock.now() - timedelta(days=100))


def nothing_happened() -> bool:
    found = (ProcedureOutcome, ControlListEntry, Edition, LogLeaf, LogHead)
    return not any(model.objects.exists() for model in found)


def everything_happened_once(procedure: ObjectionProcedure) -> None:
    procedure.refresh_from_db()
    assert (procedure.status, procedure.outcome) == ("closed", "listed")
    for model in (ProcedureOutcome, ControlListEntry, Edition, LogLeaf, LogHead):
        assert model.objects.count() == 1, model
    assert AuditEvent.objects.filter(object_id=procedure.pk, event="list").count() == 1
    assert Notice.objects.filter(kind="procedure_closed_listed").count() == 28
    assert Notice.objects.filter(kind="item_listed").count() == 1


@pytest.mark.parametrize("stage", some(STAGES, 3))
def test_a_killed_backend_leaves_nothing_half(cloned_database, second_connection, due, stage):
    second_connection(OWNER).cursor().execute(STAGES[stage])
    victim = in_thread(close_due, at=clock.now())
    wait_for_waiter(cloned_database)

    kill_backend(cloned_database, waiting_backend(cloned_database))
    assert victim.exception(20) is not None

    assert nothing_happened()
    assert close_due(at=clock.now()) == 1
    everything_happened_once(due)


@pytest.mark.parametrize("stage", some(STAGES, 2))
def test_a_killed_worker_leaves_all_or_nothing(cloned_database, second_connection, due, stage):
    """Its backend may still carry out a commit that had been sent; then there is nothing left to do."""
    holder = second_connection(OWNER)
    holder.cursor().execute(STAGES[stage])
    worker = subprocess.Popen(
        [*MANAGE, "close_due"],
        env=cloned_database.environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    wait_for_waiter(cloned_database, within=60)

    worker.kill()
    worker.communicate()
    holder.rollback()

    assert worker.returncode == -signal.SIGKILL
    close_due(at=clock.now())
    everything_happened_once(due)
    assert close_due(at=clock.now()) == 0


def waiting_backend(clone) -> int:
    with closing(clone.connect()) as watcher, watcher.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]
