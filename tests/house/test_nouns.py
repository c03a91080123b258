"""One noun, one name, in every layer (docs/architecture.md, "Nouns"); and no participle for a name."""

import ast
import re

import pytest

from tests.house.architecture import ROOT, nouns

NOUNS = nouns()
APPS = ("exportctl/core", "controllist", "licensing", "notifications")
DESKS = tuple(
    sorted(
        file.parent.relative_to(ROOT).as_posix()
        for file in ROOT.glob("exportctl/desks/*/__init__.py")
        if file.parent.name != "templatetags"
    )
)
LAYERS = ("models", "queries", "presenters", "actions", "forms", "views", "api")
AROUND = {
    "rules",
    "templatetags",
    "management",
    "migrations",
    "data",
    "look",
    "formats",
    "lists",
    "shapes",
}  # core's pure and drawn parts
# Two things whose names are alike, and which are not one.
DISTINCT = {
    frozenset({"pages", "paging"}),  # what everybody reads; a list in parts
    frozenset({"monitor", "monitoring"}),  # the Commission's page; the figures below it
    frozenset({"closing", "closings"}),  # a window ends by the clock; a case ends without a decision
}
# Where no name is a participle any more. Add what is clean; take nothing away.
CLEAN = ("exportctl/desks/oversight", "exportctl/desks/public", "exportctl/desks/customs")
PARTICIPLES = {"found", "asked", "said", "told", "held", "kept", "made"}


def modules(place: str) -> set[tuple[str, str]]:
    """Layer and noun of every module of an app or a desk. A desk of machines alone has its resources at its top."""
    here = ROOT / place
    files = {(layer, path) for layer in LAYERS for path in (here / layer).glob("*")}
    if place == "exportctl/desks/api":
        files |= {("api", path) for path in here.glob("*.py") if path.name != "urls.py"}
    return {
        (layer, path.stem)
        for layer, path in files
        if (path.suffix == ".py" or path.is_dir()) and not path.name.startswith("__")
    }


def stem(noun: str) -> str:
    """`drafts` and `drafting` are one."""
    return re.sub(r"(?<=\w{3})(ings|ing|ations|ation|ions|ion|ies|es|s|ed|e|y)$", "", noun)


def test_the_page_names_every_desk_and_app_and_no_other():
    assert NOUNS.keys() == {*APPS, *DESKS}


@pytest.mark.parametrize("place", [*APPS, *DESKS])
def test_every_module_is_named_after_a_noun_of_its_app(place):
    nameless = {f"{layer}/{noun}.py" for layer, noun in modules(place) if noun not in NOUNS[place]}
    assert not nameless, "name it after a noun of docs/architecture.md, or add its noun there"


@pytest.mark.parametrize("place", [*APPS, *DESKS])
def test_every_noun_of_the_page_has_a_module(place):
    assert not NOUNS[place] - {noun for _layer, noun in modules(place)}


@pytest.mark.parametrize("place", [*APPS, *DESKS])
def test_an_app_has_no_rooms_but_its_layers(place):
    rooms = {file.parent.name for file in (ROOT / place).glob("*/__init__.py")}
    allowed = {*LAYERS} - ({"presenters"} if place in APPS else {"models", "actions", "api"})
    assert not rooms - allowed - (AROUND if place in APPS else set())


def test_no_noun_has_two_names():
    """`clock` in one layer and `clocks` in another would be found by nobody who looks for either."""
    every = {noun for place in NOUNS.values() for noun in place}
    alike = {frozenset(noun for noun in every if stem(noun) == root) for root in map(stem, every)}
    assert not {each for each in alike if len(each) > 1} - DISTINCT


@pytest.mark.parametrize("place", CLEAN)
def test_no_name_is_a_participle(place):
    named = {
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '')} {name}"
        for path in sorted((ROOT / place).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in names_given_by(node)
        if name.strip("_") in PARTICIPLES
    }
    assert not named


def names_given_by(node: ast.AST) -> list[str]:
    """The names that a node makes: variables, parameters, functions, classes, keywords of a call."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    if isinstance(node, ast.arg | ast.keyword):
        return [node.arg or ""]
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    return []
