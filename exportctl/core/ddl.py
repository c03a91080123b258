"""What migrations say beyond Django: grants by name to the application's role, the audit's backstop, frozen rows."""

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


def frozen(table: str, *columns: str) -> RunSQL:
    """Of the rows of `table` the application may change these columns alone, and delete none.

    The right on the whole table goes first: PostgreSQL takes a column out of no right on its table.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    return RunSQL(
        f'REVOKE UPDATE, DELETE ON "{table}" FROM {APP_ROLE};'
        + (f'GRANT UPDATE ({names}) ON "{table}" TO {APP_ROLE}' if columns else ""),
        (f'REVOKE UPDATE ({names}) ON "{table}" FROM {APP_ROLE};' if columns else "")
        + f'GRANT UPDATE ON "{table}" TO {APP_ROLE}',
    )


def settled(
    table: str,
    *,
    open: tuple[str, ...] = (),
    since: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
    but: tuple[str, ...] = (),
) -> RunSQL:
    """Refuse changes of a row whose status is none of `open`: of its `columns`, else of all `but` a few.

    Where a table has no status, once one of the columns in `since` is filled; with neither, from the beginning.
    """
    arguments = ", ".join(f"'{each}'" for each in (("only", *columns) if columns else ("but", *but)))
    settled_by = [f"OLD.{column} IS NOT NULL" for column in since]
    if open:
        settled_by.append("OLD.status NOT IN ({})".format(", ".join(f"'{status}'" for status in open)))
    when = f"WHEN ({' OR '.join(settled_by)}) " if settled_by else ""
    return RunSQL(
        f'CREATE TRIGGER "{table}_settled" BEFORE UPDATE ON "{table}" FOR EACH ROW {when}'
        f"EXECUTE FUNCTION core.keep_settled({arguments})",
        f'DROP TRIGGER "{table}_settled" ON "{table}"',
    )
