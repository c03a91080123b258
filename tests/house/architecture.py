"""The tree and the tables of docs/architecture.md, as tests compare them with the code."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")


def section(title: str) -> str:
    """What stands under a heading of the second order."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def table(text: str, head: str) -> list[list[str]]:
    """The rows below the table's head, which begins with the cell `head`."""
    lines = iter(text.splitlines())
    next(line for line in lines if line.startswith(f"| {head} |"))
    next(lines)  # the rule below it
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


def tree() -> list[str]:
    """Every path of the tree, relative to the root; a folder's ends with a slash."""
    block = section("Tree").split("```")[1]
    return list(_paths(block.strip("\n").splitlines()))


def _paths(lines: list[str]) -> Iterator[str]:
    """Two spaces in are one folder down; the words begin after two spaces or more."""
    folders: list[str] = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        named = re.split(r"\s{2,}", line.strip(), maxsplit=1)[0].split(" ")
        yield from ("".join([*folders[:depth], name]) for name in named)
        folders[depth:] = [named[-1]]


def nouns() -> dict[str, frozenset[str]]:
    """The nouns of each desk and app, by its folder."""
    text = section("Nouns")
    rows = [*table(text, "Desk"), *table(text, "App")]
    return {CODE.findall(row[0])[0]: frozenset(CODE.findall(row[2])) for row in rows}


def changes() -> list[tuple[str, str, list[str]]]:
    """What somebody wants to change, the file to open, and the names to look for there."""
    rows = table(section("To change … open …"), "To change …")
    return [(row[0], CODE.findall(row[1])[0], CODE.findall(row[2].split(" (")[0])) for row in rows]


def kernel_settings() -> dict[str, list[str]]:
    """The settings by which the kernel knows of upper apps, each with the files that hold what it names."""
    rows = table(section("What is said once"), "Setting")
    return {CODE.findall(row[0])[0]: CODE.findall(row[2]) for row in rows}
