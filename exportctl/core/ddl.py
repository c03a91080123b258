"""What migrations say beyond Django: grants by name to the application's role, and the audit's backstop."""

from django.db.migrations import RunSQL

APP_ROLE = "exportctl_app"


def grant(privileges: str, *tables: str) -> list[RunSQL]:
    """Give the application's role `privileges` on `tables`. There are no default privileges (architecture, rule 5)."""
    return [
        RunSQL(
            f'GRANT {privileges} ON "{table}" TO {APP_ROLE}',
            f'REVOKE {privileges} ON "{table}" FROM {APP_ROLE}',
        )
        for table in tables
    ]


def audited(table: str, initial: str) -> RunSQL:
    """At commit each change of `status` in `table` needs its own audit event; a new row starts as `initial`.

    Plain SQL, because no role may switch it off (a library's trigger has a setting that every role can set).
    """
    return RunSQL(
        f'CREATE CONSTRAINT TRIGGER "{table}_audited" AFTER INSERT OR UPDATE OF status ON "{table}"'
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
        f" EXECUTE FUNCTION core.require_audit('{initial}')",
        f'DROP TRIGGER "{table}_audited" ON "{table}"',
    )
