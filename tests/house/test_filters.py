"""Every filter of ours with a value that is missing: a page shows nothing, it does not break."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.template import Context, Library, Template

ROOT = Path(__file__).parents[2]
TAGS = sorted(
    path
    for app in ("exportctl", "controllist", "licensing", "notifications")
    for path in (ROOT / app).rglob("templatetags/[a-z]*.py")
)
LIBRARIES: dict[str, Library] = {
    path.stem: import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)).register for path in TAGS
}
# These read a form's field, an entry or a difference: objects that a template has, or does not speak of.
OF_OBJECTS = {"BoundField", "ControlListEntry", "Difference"}


def takes_a_value(function):
    annotation = next(iter(inspect.signature(function).parameters.values())).annotation
    return getattr(annotation, "__name__", str(annotation)) not in OF_OBJECTS


def argument_of(function):
    """What stands behind the colon: a vocabulary's name, a zone, words; missing ones, too, where they may be."""
    needed = [
        each
        for each in list(inspect.signature(function).parameters.values())[1:]
        if each.default is inspect.Parameter.empty
    ]
    return ":given" if needed else ""


FILTERS = [
    pytest.param(library, name, argument_of(function), id=f"{library}.{name}")
    for library, register in LIBRARIES.items()
    for name, function in register.filters.items()
    if takes_a_value(function)
]


@pytest.mark.parametrize("value", [None, ""], ids=["none", "empty"])
@pytest.mark.parametrize(("library", "name", "argument"), FILTERS)
def test_a_filter_takes_a_missing_value(library, name, argument, value):
    page = Template(f"{{% load {library} %}}{{{{ value|{name}{argument} }}}}")

    shown = page.render(Context({"value": value, "given": "units"}))

    assert "None" not in shown


def test_no_filter_takes_its_argument_from_a_declared_body():
    """Django resolves an argument strictly: what a draft does not say yet would end the page."""
    pattern = re.compile(r"\|\w+:[\w.]*\bbody\.[\w.]+")
    found = [
        f"{path.name}: {hit}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for hit in pattern.findall(path.read_text(encoding="utf-8"))
    ]

    assert found == []
