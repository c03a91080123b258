"""Names are nouns of the field: a variable is called after what it is, not after what was done to get it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTICIPLES = {"asked", "found", "held", "kept", "made", "said", "told"}
NAMED = (  # folders and files that keep to it; this list only grows
    "controllist",
    "exportctl/core/actions",
    "exportctl/core/api",
    "exportctl/core/look",
    "exportctl/core/models",
    "exportctl/core/queries",
    "exportctl/core/rules",
    "exportctl/demo",
    "exportctl/local",
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "exportctl/core").glob("*.py")),
)


@pytest.mark.parametrize("place", NAMED)
def test_nothing_is_called_by_a_participle(place: str):
    path = ROOT / place
    files = [path] if path.is_file() else sorted(path.rglob("*.py"))
    assert files

    names = [f"{file.relative_to(ROOT)}:{line} {name}" for file in files for line, name in names_of(file)]

    assert [each for each in names if each.split()[-1].strip("_").lower() in PARTICIPLES] == []


def test_the_check_sees_variables_parameters_functions_and_classes(tmp_path: Path):
    file = tmp_path / "example.py"
    file.write_text("class Asked:\n    def _held(self, told): found = told\n", encoding="utf-8")

    assert {name for _line, name in names_of(file)} == {"Asked", "_held", "self", "told", "found"}


def names_of(file: Path) -> Iterator[tuple[int, str]]:
    """Line and name of everything that a file gives a name to."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
