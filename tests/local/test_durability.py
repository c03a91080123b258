"""Start-up refuses a role that may too much and a server that may forget."""

import pytest
from django.core.management import CommandError, call_command

from exportctl.core.durability import objections
from exportctl.core.legal import column_grants, legal_tables
from exportctl.legal import TABLES
from exportctl.local.postgres import OWNER

LEGAL_TABLES = legal_tables(TABLES)
FROZEN_TABLES = [*column_grants(TABLES)]


def objections_of(connection) -> list[str]:
    with connection.cursor() as cursor:
        return objections(cursor, legal_tables=LEGAL_TABLES, frozen_tables=FROZEN_TABLES)


def test_the_applications_role_as_migrated_is_accepted_but_a_forgetful_server_is_not(cloned_database):
    """Test servers are forgetful, to be quick: that is all there is to object to."""
    found = objections_of(cloned_database.connect())
    assert [line.split()[0] for line in found] == ["fsync", "full_page_writes", "synchronous_commit"]


def test_the_owners_role_may_not_run_the_application(cloned_database):
    found = "\n".join(objections_of(cloned_database.connect(OWNER)))
    assert "exportctl_owner owns" in found
    assert f"may UPDATE {LEGAL_TABLES[0]}" in found


def test_a_superuser_may_not_run_the_application(cloned_database, cluster):
    assert "postgres is a superuser" in objections_of(cluster.server.connect(cloned_database.name))[0]


@pytest.mark.parametrize(
    "privilege",
    [f"UPDATE ON {LEGAL_TABLES[0]}", f"UPDATE (id) ON {LEGAL_TABLES[0]}", f"DELETE ON {LEGAL_TABLES[-1]}"],
)
def test_one_privilege_too_many_is_noticed(cloned_database, privilege):
    before = objections_of(cloned_database.connect())
    owner = cloned_database.connect(OWNER)
    owner.cursor().execute(f"GRANT {privilege} TO exportctl_app")
    owner.commit()

    found = set(objections_of(cloned_database.connect())) - set(before)

    assert found == {
        f"The application's role may {privilege.split()[0]} {privilege.split()[-1]}, a legal table."
    }


def test_a_right_on_a_whole_frozen_table_is_noticed(cloned_database):
    owner = cloned_database.connect(OWNER)
    owner.cursor().execute(f"GRANT UPDATE ON {FROZEN_TABLES[0]} TO exportctl_app")
    owner.commit()

    found = objections_of(cloned_database.connect())

    assert f"The application's role may UPDATE {FROZEN_TABLES[0]}, a frozen table." in found


def test_without_migrations_it_says_so(cluster):
    with cluster.cloned("template0") as empty:
        assert f"{LEGAL_TABLES[0]} does not exist: run the migrations." in objections_of(empty.connect())


def test_the_command_ends_with_the_objections(cloned_database):
    with pytest.raises(CommandError, match="synchronous_commit is off"):
        call_command("check_roles")
