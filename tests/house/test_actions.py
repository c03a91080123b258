"""Whatever the product does, some test does: no act that pages, calls, tasks or commands reach is left untried."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.architecture import ROOT

APPS = ("controllist", "licensing", "notifications", "exportctl/core")
ENTRANCES = ("api", "forms", "management", "views", "tasks.py", "middleware.py", "urls.py")
# What a test does through its page, its call or its command, without naming the action; and where.
BY_PAGE = {
    "receive_proof": "tests/licensing/test_letter_services.py",
    "add_document": "tests/desks/api/test_assessment_rest.py",
    "receive_document": "tests/desks/api/test_assessment_rest.py",
    "receive_advice": "tests/desks/api/test_assessment_rest.py",
    "record_received_advice": "tests/desks/api/test_assessment_rest.py",
    "add_paper": "tests/licensing/test_customs_enquiries.py",
    "receive_paper": "tests/licensing/test_customs_enquiries.py",
    "release_registration_paper": "tests/licensing/test_registrations.py",
    "discard_table_import": "tests/controllist/test_table_imports.py",
    "owe_papers": "tests/controllist/test_editions.py",
    "set_paper": "tests/controllist/test_editions.py",
    "address_of_twin": "tests/house/test_double_presses.py",
    "ask_all_again": "tests/licensing/test_consultations.py",
    "choose_language": "tests/core/test_frame.py",
    "choose_theme": "tests/core/test_frame.py",
    "create_exporter": "tests/licensing/test_exporters.py",
    "deliver_password_link": "tests/core/test_browser.py",
    "delete_view": "tests/desks/worklist/test_worklist.py",
    "add_lines": "tests/desks/drafts/test_line_tables.py",
    "discard_proposal_draft": "tests/desks/case/test_proposals.py",
    "file_report": "tests/licensing/test_general_registrations.py",
    "replay_webhook": "tests/core/test_webhooks.py",
    "keep_head_outside": "tests/core/test_head_file.py",
    "may_take_position": "tests/notifications/test_positions.py",
    "open_link": "tests/licensing/test_end_use_statements.py",
    "sign_statement": "tests/licensing/test_end_use_statements.py",
    "move_clock": "tests/notifications/test_demo_clock.py",
    "notify_first_use": "tests/licensing/test_general_registrations.py",
    "take_case_back": "tests/licensing/test_state_consultations.py",
    "note_use": "tests/core/test_keys_and_seats.py",
    "read_notices_of": "tests/core/test_notices.py",
    "receive_attachment": "tests/notifications/test_document_rest.py",
    "record_press": "tests/house/test_double_presses.py",
    "record_heartbeat": "tests/core/test_tasks.py",
    "remove_file": "tests/desks/drafts/test_correcting_pages.py",
    "remove_line": "tests/desks/drafts/test_request_pages.py",
    "remove_manager": "tests/licensing/test_exporters.py",
    "replace_file": "tests/desks/drafts/test_correcting_pages.py",
    "renew_search_documents": "tests/licensing/test_search_documents.py",
    "save_answer": "tests/desks/drafts/test_drafting_pages.py",
    "save_proposal_draft": "tests/desks/case/test_proposals.py",
    "save_settings": "tests/desks/worklist/test_worklist.py",
    "seat_first_manager": "tests/licensing/test_exporters.py",
    "set_key_end_of": "tests/core/test_people.py",
    "try_extension": "tests/licensing/test_sandbox.py",
    "try_hold": "tests/licensing/test_sandbox.py",
    "try_reply": "tests/licensing/test_sandbox.py",
    "try_reversal": "tests/licensing/test_sandbox.py",
    "try_write_off": "tests/licensing/test_sandbox.py",
    "reset_sandbox": "tests/licensing/test_sandbox.py",
    "sandbox_authorisation": "tests/licensing/test_sandbox.py",
    "take_back": "tests/licensing/test_holder_reports.py",
}


def names_in(files: Iterator[Path]) -> set[str]:
    found: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.alias):
                found.add(node.name)
    return found


def actions() -> set[str]:
    files = [file for app in APPS for file in (ROOT / app / "actions").glob("*.py")]
    defined = [node for file in files for node in ast.parse(file.read_text(encoding="utf-8")).body]
    return {
        node.name for node in defined if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def entrances() -> Iterator[Path]:
    """Where people, machines and the clock come in."""
    for app in (*APPS, "exportctl/desks"):
        for file in (ROOT / app).rglob("*.py"):
            if set(file.relative_to(ROOT).parts) & {*ENTRANCES}:
                yield file


def test_every_act_is_tried():
    tried = names_in(file for file in (ROOT / "tests").rglob("*.py"))

    untried = actions() & names_in(entrances()) - tried

    assert untried - BY_PAGE.keys() == set(), "write its test; name it in BY_PAGE where a page's test does it"
    assert BY_PAGE.keys() - untried == set(), "named by a test by now"
    assert {where for where in BY_PAGE.values() if not (ROOT / where).exists()} == set()
