"""A class that a template names is one that the style sheet knows: a typing mistake shows nothing."""

import re

from tests.look import style_sheet
from tests.look.test_templates import ROOT, SERVED, TAGS

DEFINED = set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", style_sheet.css()))
# Names that only scripts and tests look for, or that a rule addresses by its parts.
HOOKS = {"clock__text", "demo", "facts-row", "sign-in", "stance", "tally", "threshold", "worklist__main"}
ATTRIBUTE = re.compile(r"class=\"((?:{%.*?%}|{{.*?}}|[^\"])*)\"", re.S)


def named(text: str) -> set[str]:
    """Classes written out; those made of a value (`tag--{{ kind }}`) are left to the components' tests."""
    classes: set[str] = set()
    for found in ATTRIBUTE.findall(text):
        whole = re.sub(r"[\w-]*{{.*?}}[\w-]*", " ", found)
        classes.update(TAGS.sub(" ", whole).split())
    return classes


def test_every_class_is_known_to_the_style_sheet() -> None:
    unknown = {
        path.relative_to(ROOT).as_posix(): classes
        for path in SERVED
        if (classes := named(path.read_text(encoding="utf-8")) - DEFINED - HOOKS)
    }
    assert not unknown
