"""Seats, keys, passwords and organisations change with a trace, whoever writes them (guarantee G14)."""

from django.db import connection, transaction

from exportctl.core.models import AuditEvent, Seat
from tests import factories
from tests.house.test_frozen_rows import passed


def test_a_seat_and_a_key_need_their_audit_event(cloned_database):
    officer, other = factories.make_officer(), factories.make_officer("FR")
    factories.make_key(officer)
    seat = Seat.objects.get(user=officer)
    forged = passed(
        "INSERT INTO core_seat (user_id, permission_id, content_object_id, starts_at, is_agent)"
        " SELECT %(other)s, permission_id, content_object_id, starts_at, false FROM core_seat WHERE id = %(seat)s",
        "UPDATE core_seat SET user_id = %(other)s WHERE id = %(seat)s",
        "UPDATE core_seat SET removed_at = core.product_now() WHERE id = %(seat)s",
        "INSERT INTO core_apikey (id, user_id, seat_id, name, prefix, digest, demonstration, created_at)"
        " SELECT gen_random_uuid(), user_id, seat_id, name, prefix, repeat('0', 64), false, created_at"
        " FROM core_apikey",
        other=str(other.pk),
        seat=seat.pk,
    )
    assert forged == []


def test_a_password_or_an_organisation_leaves_its_trace_whoever_writes_it(cloned_database):
    user = factories.make_user()
    place = factories.make_exporter().organisation
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_user SET password = 'x' WHERE id = %s", [user.pk])
        cursor.execute("UPDATE core_organisation SET name = 'x' WHERE id = %s", [place.pk])

    assert [event.event for event in AuditEvent.objects.about(user)] == ["create", "set_password"]
    assert [event.event for event in AuditEvent.objects.about(place)] == ["create", "change"]
    assert AuditEvent.objects.about(user).latest("pk").channel == "database"


def test_a_better_hash_at_the_next_sign_in_is_no_error(cloned_database):
    user = factories.make_user(password="correct horse battery")
    stored = user.password
    with transaction.atomic():
        user.set_password("correct horse battery")
        user.save(update_fields=["password"])

    assert stored != user.password
    assert AuditEvent.objects.about(user).latest("pk").event == "set_password"
