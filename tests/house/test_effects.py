"""What follows a decision: every combination that can be decided has its row, and the table says what the rule says."""

import ast
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from exportctl.effects import EFFECTS
from licensing.rules.kinds import KINDS
from licensing.rules.requests import opens_procedure
from notifications.actions.procedures import put_to_states

LICENSING = Path(__file__).resolve().parents[2] / "licensing"


def test_every_decision_that_can_be_taken_has_its_row_and_no_other():
    wanted = {(kind, *decision) for kind, rule in KINDS.items() for decision in rule.combinations()}

    assert set(EFFECTS) == wanted


def test_licensing_reads_this_very_table():
    assert import_string(settings.DECISION_EFFECTS) is EFFECTS


def test_a_procedure_follows_where_the_pages_and_letters_say_so():
    for (_kind, outcome, basis), effect in EFFECTS.items():
        each = getattr(effect, "effects", (effect,))
        assert (put_to_states in each) == opens_procedure(outcome=outcome, legal_basis=basis)


def test_licensing_names_no_module_of_notifications():
    """A dotted path in a string would be an import that import-linter does not see."""
    named = {
        f"{path.relative_to(LICENSING)}:{node.lineno}"
        for path in LICENSING.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and str(node.value).startswith(("notifications.", "exportctl.effects"))
    }
    assert not named
