#!/usr/bin/env python3
"""Django's commands. `./run manage …` calls this with a database that runs."""

import os
import sys

# What changes tables, declares a demonstration or loads a release's reference data needs the owner's role;
# the rest runs as the application.
OWNER_COMMANDS = {
    "migrate",
    "sqlmigrate",
    "showmigrations",
    "makemigrations",
    "mark_demonstration",
    "load_reference",
    "flush",
}
# What holds a lock of its session, or reads on through a cursor for minutes, goes past a pool (docs/scale.md).
SESSION_COMMANDS = {"seal_audit", "verify_audit", "verify_all", "rebuild_search", "check_roles"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exportctl.settings")
    if OWNER_COMMANDS & set(sys.argv[1:2]):
        os.environ["EXPORTCTL_ROLE"] = "owner"
    elif SESSION_COMMANDS & set(sys.argv[1:2]):
        os.environ["EXPORTCTL_ROLE"] = "session"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
