"""What the application's role may do, compared with what every app declares (exportctl/core/legal.py)."""

import pytest
from django.db import DatabaseError, connection, transaction

from exportctl.core.legal import column_grants, grants, legal_tables
from exportctl.core.models import File
from exportctl.legal import TABLES
from tests.factories import AT

pytestmark = pytest.mark.django_db

ALL_GRANTS = """
    SELECT table_name, privilege_type FROM information_schema.role_table_grants
     WHERE grantee = 'exportctl_app' AND table_schema = 'public'
"""
# `exportctl_app` and what it may do stand in a column's own list of rights.
COLUMN_GRANTS = """
    SELECT attrelid::regclass::text, attname FROM pg_attribute, aclexplode(attacl) AS given
     WHERE given.grantee = 'exportctl_app'::regrole AND given.privilege_type = 'UPDATE'
       AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
"""


# Copies of what is audited where it changes: the search is written with the edition that changes the entry.
COPIES = {"controllist_searchdocument"}


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_the_grants_are_exactly_those_listed():
    found: dict[str, set[str]] = {}
    for table, privilege in rows(ALL_GRANTS):
        found.setdefault(table, set()).add(privilege)
    assert {table: frozenset(given) for table, given in found.items()} == grants(TABLES)


def test_no_column_may_be_changed_but_those_of_frozen_tables():
    """A right on a column stands in the column, and no revocation of the table's takes it away."""
    found: dict[str, set[str]] = {}
    for table, column in rows(COLUMN_GRANTS):
        found.setdefault(table, set()).add(column)
    expected = {table: columns for table, columns in column_grants(TABLES).items() if columns}
    assert {table: frozenset(given) for table, given in found.items()} == expected


def test_every_table_is_declared_by_the_app_it_belongs_to():
    own = {tables: {name.partition("_")[0] for name in grants([tables])} for tables in TABLES}
    core, *apps = TABLES
    assert [own[each] for each in apps] == [{"controllist"}, {"licensing"}, {"notifications"}]
    assert not own[core] & {"controllist", "licensing", "notifications"}


def test_the_application_owns_nothing():
    assert rows("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = 'exportctl_app'") == []


def test_there_are_no_default_privileges():
    assert rows("SELECT * FROM pg_default_acl") == []


@pytest.mark.parametrize("table", legal_tables(TABLES))
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_no_legal_row_can_be_changed(table, statement):
    column = rows(f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum = 1")[0][
        0
    ]
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table, column, column))


def test_every_table_with_a_status_is_audited():
    """A status column without the constraint trigger would be a change without a trace."""
    with_status = {
        name
        for (name,) in rows(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'status' AND data_type = 'character varying'"
        )
    }
    audited = {
        name
        for (name,) in rows(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgdeferrable AND tginitdeferred"
            " AND tgfoid = 'core.require_audit'::regproc"
        )
    }
    assert with_status - COPIES == audited


def test_no_setting_switches_the_audit_off():
    """A setting that every role may set (as a library's ignore list is) changes nothing for our trigger."""
    file = File.objects.create(name="a", media_type="text/plain", size=1, sha256="0" * 64, created_at=AT)

    with pytest.raises(DatabaseError, match="without an audit event"):
        change_silently(file)


@transaction.atomic
def change_silently(file: File) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = 'core_file_audited'")
        cursor.execute("UPDATE core_file SET status = 'clean' WHERE id = %s", [file.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_driver_is_psycopg2():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3
