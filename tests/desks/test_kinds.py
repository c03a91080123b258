"""The two tables of kinds: what a kind allows, and how its cases look."""

import ast
from pathlib import Path

from django.template.loader import get_template

from exportctl.desks import kinds
from exportctl.desks.former_addresses import PAGES
from exportctl.desks.worklist.queries.worklist_settings import COLUMNS
from licensing.rules import kinds as rules
from licensing.rules.export_requests import BODIES
from licensing.rules.requests import Kind

ROOT = Path(__file__).parents[2]


def opened_by_actions():
    """The kinds that some action opens a request of."""
    names = set()
    for app in ("licensing", "notifications"):
        for file in (ROOT / app / "actions").rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name)
                    and node.value.id == "Kind"
                ):
                    names.add(node.attr)
    return {Kind[name] for name in names if name in Kind.__members__}


def test_every_kind_that_is_opened_has_a_row_in_both_tables():
    opened = opened_by_actions() | set(BODIES)  # a draft is opened as whatever kind its body names

    assert set(kinds.KINDS) == opened
    assert set(rules.KINDS) == opened


def test_every_tab_and_every_summary_is_a_template():
    for kind in kinds.KINDS.values():
        for tab in kind.tabs:
            get_template(f"desks/case/{tab.key}.html")
        get_template(kind.summary)


def test_a_kind_names_only_columns_that_the_worklist_has_and_none_is_of_no_kind():
    named = [kind.columns for kind in kinds.KINDS.values()]

    assert frozenset().union(*named) == set(COLUMNS)


def test_every_kind_begins_with_its_summary_and_due_diligence_without_red_flags_is_the_officers_alone():
    for kind in kinds.KINDS.values():
        officers, exporters = ([tab.key for tab in kind.tabs_for(is_officer=who)] for who in (True, False))
        assert officers[0] == exporters[0] == "summary"
        assert len(set(officers)) == len(officers) <= 6
        assert "due-diligence" in officers
        assert kind.has_red_flags == ("due-diligence" in exporters)


def test_no_former_tab_is_a_tab_again():
    former = {old.rpartition("/")[2] for old in PAGES if old.startswith("cases/<str:reference>/")}

    assert not former & set(kinds.TABS)
