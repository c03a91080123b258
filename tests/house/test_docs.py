"""Docs are part of the product: what is generated is up to date, what is named exists."""

import re
from pathlib import Path

import pytest

from notifications.documents import MACHINES, PROVED_BY
from notifications.management.commands.write_docs import pages

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


@pytest.mark.parametrize("name", ["workflow.md", "api.md", "guarantees.md"])
def test_a_generated_page_is_what_the_code_says(name):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run `./run manage write_docs`"


@pytest.mark.parametrize("path", sorted({path for paths in PROVED_BY.values() for path in paths}))
def test_every_proof_that_is_named_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda path: path.name)
def test_no_link_leads_nowhere(page):
    lost = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()
    ]
    assert not lost


DECLARED = re.compile(r'^[A-Z_]+ = (?:Machine|four_eyes_machine)\(\s*"([^"]+)"', re.M)
WITHOUT_STEPS = {"account", "message"}  # acts on it are recorded, but it has no states to show


def test_every_machine_of_the_product_is_in_the_workflow():
    """A machine that nobody documents would be a rule that nobody can look up."""
    declared = {
        name
        for package in ("exportctl", "controllist", "licensing", "notifications")
        for path in (ROOT / package).rglob("*.py")
        for name in DECLARED.findall(path.read_text(encoding="utf-8"))
    }
    assert declared - WITHOUT_STEPS == {machine.name for machine in MACHINES}


def test_the_readme_shows_the_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "./run up " in text
    assert "./run test " in text
    assert "./run test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
