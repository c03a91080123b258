"""A lower app names no higher one, neither by import (import-linter) nor by string (architecture: "Between apps")."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import reverse

from exportctl.core.sections import Entry
from exportctl.menu import MENU

ROOT = Path(__file__).resolve().parents[2]
HIGHER = {
    "exportctl/core": ("controllist", "licensing", "notifications", "desks"),
    "controllist": ("licensing", "notifications", "desks"),
    "licensing": ("notifications", "desks"),
    "notifications": ("desks",),
}
KERNEL_TEMPLATES = ("core", "look", "account", "allauth", "django", "base.html")


def names_of(apps: tuple[str, ...]) -> re.Pattern[str]:
    """A page (`app:page`), a table (`app_table`), a module or model (`app.name`), a template (`app/page.html`)."""
    return re.compile(rf"\b({'|'.join(apps)})(:[a-z]|_[a-z]|\.[a-z]|/[a-z_/]+\.html)")


def strings(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    return [
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


@pytest.mark.parametrize("package", HIGHER)
def test_no_string_of_a_lower_app_names_a_higher_one(package):
    pattern = names_of(HIGHER[package])
    named = {
        f"{path.relative_to(ROOT)}: {text}"
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
        for text in strings(path)
        if pattern.search(text)
    }
    assert not named, "give it through settings, or move it up"


@pytest.mark.parametrize("place", KERNEL_TEMPLATES)
def test_no_template_of_the_kernel_names_a_higher_app(place):
    pattern, folder = names_of(HIGHER["exportctl/core"]), ROOT / "templates" / place
    files = [folder] if folder.is_file() else sorted(folder.rglob("*.*"))
    named = {
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in files
        for found in pattern.finditer(path.read_text())
    }
    assert files
    assert not named, "give it in the context"


def entries() -> list[Entry]:
    links = [entry for each in MENU.seats.values() for entry in each]
    links += [*MENU.listed, *MENU.public, *MENU.people, *(entry for _heading, entry in MENU.account)]
    return list(dict.fromkeys(links))


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.route)
def test_every_entry_of_the_menu_leads_to_a_page(entry):
    assert reverse(entry.route)
    assert str(entry.label)


def test_the_demonstrations_clock_has_a_page():
    assert reverse(MENU.clock)
