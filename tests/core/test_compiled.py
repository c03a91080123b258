"""A query whose SQL is written once: the same rows as Django's own, for other values, in another thread."""

from datetime import timedelta
from itertools import count
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Q

from exportctl.core import clock, compiled
from exportctl.core.compiled import Compiled
from exportctl.core.models import HolidayYear, Seat, User
from tests.factories import make_officer

pytestmark = pytest.mark.django_db


def _seats(*, user_id, at, limited_to=None, names=()):
    seats = Seat.objects.filter(user_id=user_id).live(at=at).select_related("content_object", "permission")
    if limited_to is not None:
        seats = seats.filter(pk=limited_to)
    if names:
        seats = seats.filter(permission__codename__in=names)
    return seats.order_by("pk")


def test_each_value_finds_its_own_rows():
    seats = Compiled(_seats)
    first, second = make_officer(), make_officer()
    at = clock.now()
    for user in (first, second, first):
        assert seats.rows(user_id=user.pk, at=at) == list(_seats(user_id=user.pk, at=at))
    assert seats.rows(user_id=first.pk, at=at - timedelta(days=9_000)) == []
    assert len(seats.written) == 1


def test_related_objects_come_with_it(django_assert_num_queries):
    seats, officer = Compiled(_seats), make_officer()
    seats.rows(user_id=officer.pk, at=clock.now())
    with django_assert_num_queries(2):  # the instant, the rows
        (seat, *_) = seats.rows(user_id=officer.pk, at=clock.now())
        assert seat.content_object.name
        assert seat.permission.codename


def test_each_shape_is_written_for_itself():
    seats, officer, at = Compiled(_seats), make_officer(), clock.now()
    (row, *others) = seats.rows(user_id=officer.pk, at=at, limited_to=None, names=[])
    names = [each.permission.codename for each in (row, *others)]
    assert seats.rows(user_id=officer.pk, at=at, limited_to=row.pk, names=[]) == [row]
    assert seats.rows(user_id=officer.pk, at=at, limited_to=None, names=names) == [row, *others]
    assert seats.rows(user_id=officer.pk, at=at, limited_to=None, names=[names[0], "none"]) == [
        each for each in (row, *others) if each.permission.codename == names[0]
    ]
    assert len(seats.written) == len({(None, 0), (int, 0), (None, len(names)), (None, 2)})


def test_of_an_empty_list_there_is_nothing():
    assert Compiled(lambda *, pks: User.objects.filter(pk__in=pks)).rows(pks=[]) == []


def test_rows_that_must_not_change_are_locked():
    locked, officer = Compiled(_seats, lock="SHARE"), make_officer()
    assert locked.rows(user_id=officer.pk, at=clock.now())
    (written,) = locked.written.values()
    assert written.sql.endswith('FOR SHARE OF "core_seat"')


def test_another_thread_reads_over_its_own_connection():
    users = Compiled(lambda *, pk: User.objects.filter(pk=pk))
    users.rows(pk=uuid4())
    seen = []

    def read():
        users.rows(pk=uuid4())
        from django.db import connection as other

        seen.append(other.connection is not None)
        other.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert seen == [True]
    assert connection.connection is not None


@pytest.mark.parametrize(
    ("build", "values", "words"),
    [
        (lambda *, pk: User.objects.filter(~Q(pk=None)), {"pk": uuid4()}, "pk"),
        (lambda *, email: User.objects.filter(email=email.upper()), {"email": "a@b.example"}, "email"),
        (lambda *, active: User.objects.filter(is_active=active), {"active": True}, "bool"),
    ],
)
def test_a_value_that_would_be_lost_is_refused(build, values, words):
    with pytest.raises(TypeError, match=words):
        Compiled(build).rows(**values)


def test_a_number_fits_its_column_however_long_the_process_lives(monkeypatch):
    """Of a number that a column cannot hold Django knows that there is no row, and would say so ever after."""
    monkeypatch.setattr(compiled, "TURNS", count(40_000))
    holidays = Compiled(lambda *, year: HolidayYear.objects.filter(year=year))
    assert holidays.rows(year=2026) == list(HolidayYear.objects.filter(year=2026)) != []
