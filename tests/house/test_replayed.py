"""A factory whose rows are written again writes what it wrote, and only where nothing else was written before."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from exportctl.core.models import AuditEvent, Organisation
from tests import replayed
from tests.factories import make_exporter, make_officer, make_taken_request
from tests.replayed import recording

pytestmark = pytest.mark.django_db
replays = pytest.mark.skipif(
    replayed.THOROUGH, reason="in a thorough run the product does its work each time"
)


class Undo(Exception):
    """Ends a test within a test."""


def rows_of(work):
    """What `work` wrote, as somebody reads it who was not there, and in how many statements; undone afterwards."""
    try:
        with transaction.atomic(), recording(), CaptureQueriesContext(connection) as sent:
            request = work()
            request.refresh_from_db()
            trail = AuditEvent.objects.filter(object_id=request.pk).order_by("pk")
            rows = (
                request.reference,
                request.body,
                request.due_on,
                request.assigned_to.email,
                list(trail.values_list("event", "source", "target", "actor_id", "at")),
            )
            raise Undo
    except Undo:
        return request.pk, rows, len(sent)


@replays
def test_the_second_call_writes_the_rows_of_the_first_in_one_go():
    def of_this_test_alone():
        return make_taken_request(end_use="Trying whether a second call writes what the first did.")

    first_pk, first, many = rows_of(of_this_test_alone)
    second_pk, second, few = rows_of(of_this_test_alone)
    assert (second_pk, second) == (first_pk, first)
    assert few < 10 < many


def test_another_argument_is_another_call():
    first, *_ = rows_of(make_taken_request)
    other, *_ = rows_of(lambda: make_taken_request(end_use="Another use."))
    assert other != first


def test_what_a_test_wrote_itself_is_in_the_way():
    def write_first():
        Organisation.objects.create(kind="exporter", name="Other", short_name="Other", member_state_id="DE")
        return make_taken_request()

    first, *_ = rows_of(write_first)
    assert rows_of(write_first)[0] != first


def test_a_test_that_patches_gets_the_work_itself(monkeypatch):
    def patch_first():
        monkeypatch.setenv("EXPORTCTL_ANY", "1")
        return make_taken_request()

    first, *_ = rows_of(patch_first)
    assert rows_of(patch_first)[0] != first


def test_a_test_under_other_settings_gets_the_work_itself(settings):
    settings.LIST_BINDS = "false"
    first, *_ = rows_of(make_taken_request)
    assert rows_of(make_taken_request)[0] != first


@replays
def test_a_factory_after_another_is_written_again_after_it_alone():
    def of_officer():
        return make_taken_request(make_officer())

    first, *_ = rows_of(of_officer)
    assert rows_of(of_officer)[0] == first
    assert rows_of(lambda: (make_exporter(), of_officer())[1])[0] != first


@replays
def test_what_a_test_does_to_a_copy_nobody_else_sees():
    def spoil():
        request = make_taken_request()
        request.body["function"] = "spoiled"
        request.assigned_to.email = "spoiled@demo.example"
        return request

    _pk, first, _many = rows_of(spoil)
    _pk, second, _few = rows_of(spoil)
    assert first == second
    with recording():
        assert make_taken_request().assigned_to.email == second[3]
