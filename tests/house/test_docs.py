"""Docs are part of the product: what is generated is up to date, what is named exists."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from exportctl.documents import MACHINES, PROVED_BY
from notifications.management.commands.write_docs import pages
from tests.house import architecture

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
WITHOUT_STEPS = {
    "account",
    "exporter",
    "general registration",
    "message",
    "organisation",
}  # acts on it are recorded; it has no states


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


@pytest.mark.parametrize("path", architecture.tree())
def test_what_the_tree_names_exists(path):
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


def test_the_tree_names_every_package_of_the_product():
    packages = {
        f"{file.parent.relative_to(ROOT).as_posix()}/"
        for pattern in ("*", "exportctl/*", "exportctl/desks/*")
        for file in ROOT.glob(f"{pattern}/__init__.py")
    }
    assert packages
    assert not packages - set(architecture.tree())


def test_the_change_table_holds_the_ten_things_a_newcomer_wants_to_change():
    assert len(architecture.changes()) >= 10
    assert all(names for _what, _path, names in architecture.changes())


@pytest.mark.parametrize(
    ("path", "name"), [(path, name) for _what, path, names in architecture.changes() for name in names]
)
def test_what_the_change_table_tells_to_open_is_there(path, name):
    assert name in declared_in(ROOT / path)


def declared_in(path: Path) -> set[str]:
    """Constants, functions and classes of a module, and what classes declare (`Class.name`); functions of a script."""
    if path.suffix == ".js":
        return set(re.findall(r"function (\w+)\(", path.read_text(encoding="utf-8")))

    def names(body: list[ast.stmt]) -> set[str]:
        found = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        found |= {node.target.id for node in body if isinstance(node, ast.AnnAssign)}
        return found | {
            target.id
            for node in body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    body = ast.parse(path.read_text(encoding="utf-8")).body
    classes = [node for node in body if isinstance(node, ast.ClassDef)]
    return names(body) | {f"{each.name}.{name}" for each in classes for name in names(each.body)}


@pytest.mark.parametrize(("setting", "paths"), architecture.kernel_settings().items())
def test_what_the_kernel_is_given_stands_where_the_page_says(setting, paths):
    assert hasattr(settings, setting)
    assert paths
    assert all((ROOT / path).is_file() for path in paths)


IN_CODE = re.compile(r"`((?:exportctl|controllist|licensing|notifications|tests|verifier|deploy)/[\w/.-]+)`")
MADE_LATER = {"deploy/secrets/"}  # by deploy/make_secrets.py


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda path: path.name)
def test_every_path_that_a_page_names_exists(page):
    named = IN_CODE.findall(page.read_text(encoding="utf-8"))
    assert not [path for path in named if path not in MADE_LATER and not (ROOT / path).exists()]


def test_the_tour_calls_things_by_the_words_of_the_pages():
    """What is bold in the README's tour can be clicked: it is a text of the product."""
    tour = (ROOT / "README.md").read_text(encoding="utf-8").split("## A tour", 1)[1].split("\n## ", 1)[0]
    catalogue = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
    texts = set(re.findall(r'^msgid "(.*)"$', catalogue.read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"\*\*([^*]+)\*\*", tour))
    assert named
    assert not named - texts
