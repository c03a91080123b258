"""The generated pages of docs/: written by `manage.py write_docs`, compared with the code by a test."""

from collections.abc import Iterable

from controllist.rules.entries import ENTRY
from controllist.rules.entry_changes import ENTRY_CHANGE
from controllist.rules.table_imports import TABLE_IMPORT
from controllist.rules.texts import TEXT
from exportctl.core.guarantees import PROMISES
from exportctl.core.machine import Machine
from exportctl.core.rules.files import FILE
from exportctl.core.rules.invitations import INVITATION
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.reference import REFERENCE_CHANGE
from licensing.rules.amendments import AMENDMENT
from licensing.rules.authorisations import AUTHORISATION, AUTHORISATION_CHANGE
from licensing.rules.authority_texts import AUTHORITY_TEXT
from licensing.rules.change_requests import CHANGE_REQUEST
from licensing.rules.classification_questions import CLASSIFICATION_OPINION, CLASSIFICATION_QUESTION
from licensing.rules.consultations import BODY, CONSULTATION
from licensing.rules.customs_enquiries import CUSTOMS_ENQUIRY
from licensing.rules.customs_holds import CUSTOMS_HOLD
from licensing.rules.decision_clock import PERIOD_CHANGE
from licensing.rules.denial_tables import DENIAL_IMPORT
from licensing.rules.denials import DENIAL, DENIAL_REVIEW
from licensing.rules.end_use_statements import LINK
from licensing.rules.general_registrations import GENERAL_BAR, GENERAL_EDITION
from licensing.rules.letterheads import LETTERHEAD_CHANGE
from licensing.rules.measures import MEASURE, MEASURE_CHANGE
from licensing.rules.party_matches import MATCH_RELEASE, PARTY_MATCH
from licensing.rules.pending_acts import OF_TWO, PENDING_ACT, TIGHTENED
from licensing.rules.registrations import REGISTRATION
from licensing.rules.remedies import REMEDY, REMEDY_OUTCOME
from licensing.rules.requests import PROPOSAL, REQUEST
from licensing.rules.requirements import SHARED_REQUIREMENT
from licensing.rules.routing_rules import ROUTING_RULE
from licensing.rules.sanctions_lists import SANCTIONS_LIST
from licensing.rules.state_consultations import STATE_CONSULTATION
from licensing.rules.watch_lists import WATCH_LIST
from licensing.rules.write_offs import WRITE_OFF
from notifications.rules.machines import EXTENSION, NOTIFICATION, PROCEDURE, SELECTION, WITHDRAWAL
from notifications.rules.standard_texts import STANDARD_TEXT

MACHINES = (
    NOTIFICATION,
    REQUEST,
    AMENDMENT,
    PROPOSAL,
    REGISTRATION,
    AUTHORISATION,
    AUTHORISATION_CHANGE,
    WRITE_OFF,
    PARTY_MATCH,
    MATCH_RELEASE,
    SANCTIONS_LIST,
    WATCH_LIST,
    MEASURE,
    MEASURE_CHANGE,
    DENIAL,
    DENIAL_REVIEW,
    SHARED_REQUIREMENT,
    CHANGE_REQUEST,
    REMEDY,
    REMEDY_OUTCOME,
    STATE_CONSULTATION,
    LINK,
    CUSTOMS_HOLD,
    CUSTOMS_ENQUIRY,
    CLASSIFICATION_QUESTION,
    CLASSIFICATION_OPINION,
    GENERAL_BAR,
    GENERAL_EDITION,
    CONSULTATION,
    BODY,
    PROCEDURE,
    EXTENSION,
    WITHDRAWAL,
    SELECTION,
    ENTRY,
    ENTRY_CHANGE,
    TABLE_IMPORT,
    TEXT,
    FILE,
    REFERENCE_CHANGE,
    INVITATION,
    PERIOD_CHANGE,
    LETTERHEAD_CHANGE,
    ROUTING_RULE,
    PENDING_ACT,
    DENIAL_IMPORT,
    STANDARD_TEXT,
    AUTHORITY_TEXT,
)
# Where each promise is tried. A promise without a test has no row.
PROVED_BY = {
    "G1": ("tests/notifications/test_positions.py", "tests/notifications/test_races.py"),
    "G2": ("tests/notifications/test_positions.py",),
    "G3": ("tests/notifications/test_closing.py", "tests/notifications/test_races.py"),
    "G4": (
        "tests/notifications/test_evidence.py",
        "tests/notifications/test_majority.py",
        "tests/notifications/test_verification.py",
        "tests/house/test_frozen_rows.py",
        "tests/verifier",
    ),
    "G5": (
        "tests/notifications/test_closing.py",
        "tests/notifications/test_kills.py",
        "tests/house/test_frozen_rows.py",
    ),
    "G6": ("tests/core/test_calendar.py", "tests/core/test_days_rule.py"),
    "G7": ("tests/notifications/test_races.py", "tests/notifications/test_positions.py"),
    "G8": ("tests/house/test_permissions.py", "tests/core/test_invitations.py"),
    "G10": ("tests/core/test_keys_and_seats.py", "tests/house/test_permissions.py"),
    "G11": (
        "tests/notifications/test_decisions.py",
        "tests/licensing/test_proposals.py",
        "tests/core/test_invitations.py",
        "tests/controllist/test_entry_changes.py",
        "tests/house/test_frozen_rows.py",
    ),
    "G12": ("tests/core/test_people.py",),
    "G13": ("tests/notifications/test_suppression_rule.py", "tests/desks/public/test_statistics.py"),
    "G14": ("tests/house/test_database_rights.py", "tests/house/test_traces.py"),
    "G15": (
        "tests/core/test_audit_seal.py",
        "tests/core/test_head_file.py",
        "tests/notifications/test_verification.py",
    ),
    "G16": (
        "tests/controllist/test_listing.py",
        "tests/controllist/test_entry_changes.py",
        "tests/notifications/test_verification.py",
        "tests/house/test_frozen_rows.py",
    ),
    "G18": ("tests/licensing/test_papers.py", "tests/verifier"),
    "G19": (
        "tests/licensing/test_write_offs.py",
        "tests/licensing/test_write_off_races.py",
        "tests/licensing/test_authorisations.py",
    ),
    "G20": ("tests/core/test_notices.py", "tests/core/test_mailing.py", "tests/core/test_outbox.py"),
    "G21": ("tests/core/test_webhooks.py", "tests/desks/api/test_events.py"),
    "G22": ("tests/core/test_uploads.py", "tests/core/test_files.py", "tests/core/test_judging.py"),
    "G31": ("tests/core/test_cache.py", "tests/local/test_supervisor.py"),
    "G32": ("tests/demo/test_plan.py", "tests/demo/test_seeding.py"),
}
METHODS = ("get", "post", "put", "patch", "delete")


def workflow() -> str:
    """docs/workflow.md: every machine as a table and a diagram."""
    head = (
        "# Workflow\n\n"
        "Generated from the machines in the code by `./run manage write_docs`; a test compares both.\n"
        "`system` means only the clock or the product itself may do it.\n"
    )
    return "\n".join([head, _officers(), *(_machine(machine) for machine in MACHINES)])


def _officers() -> str:
    """Which acts need two officers and which one does alone: the step that nobody's proposal precedes."""
    pairs = [machine for machine in MACHINES if _takes_two(machine)]
    two = "\n".join(f"| {machine.name} | {_who(machine)} |" for machine in pairs)
    alone = "\n".join(
        f"| {machine.name} | {', '.join(events)} |"
        for machine in MACHINES
        if not _takes_two(machine) and (events := _of_one_officer(machine))
    )
    return (
        "## How many officers\n\n"
        "Two: one proposes, another approves; the database refuses the same person. A stored routing rule can ask for\n"
        "a third before a decision goes out, and for a second where one does it alone "
        f"({', '.join(f'`{act}`' for act in TIGHTENED)});\n"
        f"nothing lowers the number. Two everywhere: {', '.join(f'`{act}`' for act in sorted(OF_TWO))}.\n"
        "What follows from an approval (a grant,\n"
        "a refusal, a suspension) stands in the tables below as a step of its object.\n\n"
        f"| Two officers | Who |\n|---|---|\n{two}\n\n"
        f"| Object | Steps of one officer, or of the two through an approval above |\n|---|---|\n{alone}\n"
    )


def _takes_two(machine: Machine) -> bool:
    return any((row.source, row.event) == ("proposed", "approve") for row in machine.rows)


def _who(machine: Machine) -> str:
    return next(row.permission for row in machine.rows if row.event == "approve")


def _of_one_officer(machine: Machine) -> tuple[str, ...]:
    ours = (Permission.HANDLE, Permission.ADMINISTER, Permission.TAKE_POSITION, Permission.CHECK_SHIPMENTS)
    return tuple(dict.fromkeys(row.event for row in machine.rows if row.permission in ours))


def _machine(machine: Machine) -> str:
    title = machine.name[0].upper() + machine.name[1:]
    arrows = "\n".join(f"    {row.source} --> {row.target}: {row.event}" for row in machine.rows)
    diagram = f"```mermaid\nstateDiagram-v2\n    [*] --> {machine.initial}\n{arrows}\n```"
    return f"## {title}\n\n{machine.as_table()}\n\n{diagram}\n"


def guarantees() -> str:
    """docs/guarantees.md: what is promised, what enforces it, where it is tried."""
    head = (
        "# Guarantees\n\n"
        "Generated from `exportctl/core/guarantees.py` by `./run manage write_docs`; a test compares both and\n"
        "looks for every file. The same promises stand on the site's `/trust` page. The heavy runs are `./run prove`;\n"
        "rows it does not have yet are printed as SKIPPED with the reason.\n\n"
        "| # | Promise | Enforced by | Tried in |\n|---|---|---|---|\n"
    )
    rows = (
        f"| {promise.code} | {promise.text} | {promise.how} | {_files(PROVED_BY[promise.code])} |"
        for promise in PROMISES
    )
    return head + "\n".join(rows) + "\n"


def _files(paths: Iterable[str]) -> str:
    return ", ".join(f"`{path}`" for path in paths)


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
        "  is 422.\n"
        "- The `ETag` of a draft, given back as `If-Match` with PATCH: 412 where it was changed meanwhile; without\n"
        "  it the later change stands.\n\n"
        "| Call | What |\n|---|---|\n"
    )
    return head + "\n".join(_calls(schema)) + "\n"


def _calls(schema: dict) -> Iterable[str]:
    for path, operations in sorted(schema["paths"].items()):
        for method in METHODS:
            if method in operations:
                operation = operations[method]
                summary = (
                    operation.get("summary") or operation.get("description") or operation["operationId"]
                ).strip()
                yield f"| `{method.upper()} {path}` | {summary.splitlines()[0]} |"
