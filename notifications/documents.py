"""The generated pages of docs/: written by `manage.py write_docs`, compared with the code by a test."""

from collections.abc import Iterable

from controllist.rules.entries import ENTRY
from exportctl.core.machine import Machine
from exportctl.core.rules.files import FILE
from exportctl.core.rules.reference import REFERENCE_CHANGE
from licensing.rules.requests import PROPOSAL, REQUEST
from notifications.rules.machines import EXTENSION, NOTIFICATION, PROCEDURE, SELECTION, WITHDRAWAL

MACHINES = (
    NOTIFICATION,
    REQUEST,
    PROPOSAL,
    PROCEDURE,
    EXTENSION,
    WITHDRAWAL,
    SELECTION,
    ENTRY,
    FILE,
    REFERENCE_CHANGE,
)
METHODS = ("get", "post", "put", "patch", "delete")


def workflow() -> str:
    """docs/workflow.md: every machine as a table and a diagram."""
    head = (
        "# Workflow\n\n"
        "Generated from the machines in the code by `./run manage write_docs`; a test compares both.\n"
        "`system` means only the clock or the product itself may do it.\n"
    )
    return "\n".join([head, *(_machine(machine) for machine in MACHINES)])


def _machine(machine: Machine) -> str:
    title = machine.name[0].upper() + machine.name[1:]
    arrows = "\n".join(f"    {row.source} --> {row.target}: {row.event}" for row in machine.rows)
    diagram = f"```mermaid\nstateDiagram-v2\n    [*] --> {machine.initial}\n{arrows}\n```"
    return f"## {title}\n\n{machine.as_table()}\n\n{diagram}\n"


def api(schema: dict) -> str:
    """docs/api.md: every call of the OpenAPI document, a line each."""
    head = (
        "# REST\n\n"
        "Generated from the OpenAPI document by `./run manage write_docs`; a test compares both.\n"
        "The document itself is at\n"
        "`/api/v1/schema`, to be tried in the browser at `/api/v1/docs`.\n\n"
        "- `Authorization: Bearer KEY`; a key belongs to an account and one of its seats and can do what both may.\n"
        "- Errors are `application/problem+json` (RFC 9457): `code` for machines, `detail` for people, `errors` with\n"
        "  a pointer to each field.\n"
        "- Instants are RFC 3339 in UTC, dates ISO, quantities and money decimal strings.\n"
        '- Lists are `{"results": […], "next": cursor or null}`; ask with `?cursor=&limit=` (50, 500 at most).\n'
        "- `Idempotency-Key` on any POST: the first answer again for 30 days; another body under the same key\n"
        "  is 422.\n\n"
        "| Call | What |\n|---|---|\n"
    )
    return head + "\n".join(_calls(schema)) + "\n"


def _calls(schema: dict) -> Iterable[str]:
    for path, operations in sorted(schema["paths"].items()):
        for method in METHODS:
            if method in operations:
                operation = operations[method]
                said = (
                    operation.get("summary") or operation.get("description") or operation["operationId"]
                ).strip()
                yield f"| `{method.upper()} {path}` | {said.splitlines()[0]} |"
