"""`./run lint`: everything that can be said about the code without running it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from exportctl.local.home import ROOT, Home
from exportctl.local.supervisor import say

PRODUCTION = {  # `check --deploy` judges these settings; none of them is anybody's
    "SECRET_KEY": "only-for-the-deployment-check-" + "0123456789abcdefghijklmnopqrstuvwxyz",
    "BASE_URL": "https://exportctl.example",
    "ALLOWED_HOSTS": "exportctl.example",
    "LIST_BINDS": "false",
    # makemigrations asks a database what it has run, and goes on without an answer.
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "DATABASE_OWNER_URL": "postgres://nobody@127.0.0.1:1/none",
}
WRITTEN = [
    *("exportctl", "controllist", "licensing", "notifications", "verifier", "templates"),
    *("tests", "docs", "deploy", "run", "README.md", "docker-compose.yml", "Dockerfile"),
]


def checks() -> dict[str, list[str]]:
    """Name and command of each check; `./run test` runs them beside the tests. mypy's cache lives in the home."""
    tools, django = Path(sys.executable).parent, [sys.executable, "-P", "manage.py"]
    templates = [str(file) for file in sorted((ROOT / "templates").rglob("*.html"))]
    return {
        "ruff check": [str(tools / "ruff"), "check", "--quiet"],
        "ruff format": [str(tools / "ruff"), "format", "--check", "--quiet"],
        "mypy": [
            str(tools / "mypy"),
            "--no-error-summary",
            f"--cache-dir={Home.of_environment().path / 'mypy'}",
        ],
        "layers": [str(tools / "lint-imports"), "--no-cache"],
        "templates": [str(tools / "djade"), "--check", "--target-version=5.2", *templates],
        "spelling": [str(tools / "codespell"), *WRITTEN],
        "migrations": [*django, "makemigrations", "--check", "--dry-run"],
        "deployment": [*django, "check", "--deploy", "--fail-level=WARNING"],
    }


def lint(arguments: list[str]) -> int:
    """All of them, or those named; 1 when one of them objects."""
    chosen = {name: command for name, command in checks().items() if not arguments or name in arguments}
    if unknown := set(arguments) - chosen.keys():
        say(f"There is no check called {', '.join(sorted(unknown))}; there are {', '.join(checks())}.")
        return 2
    failed = [name for name, command in chosen.items() if not passes(name, command)]
    say(f"Objections: {', '.join(failed)}." if failed else "Nothing to object to.")
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    say(f"{name} …")
    with tempfile.TemporaryDirectory() as home:
        # Nothing that a test run has set for itself may colour the verdict.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
        environment = {**inherited, **PRODUCTION, "EXPORTCTL_HOME": home, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0
