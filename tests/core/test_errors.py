"""What the product refuses is said in the reader's language, whenever the words were written."""

from importlib import import_module
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.functional import Promise

from exportctl.core.errors import DomainError
from licensing.actions.messages import CaseOver
from licensing.rules.messages import DAYS_AFTER_THE_END

ROOT = Path(__file__).parents[2]
APPS = ("controllist", "exportctl/core", "licensing", "notifications")


def errors() -> list[type[DomainError]]:
    """Every subclass, wherever it is written: each module that speaks of the family is imported first."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts and "DomainError)" in path.read_text(encoding="utf-8"):
                import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    found, waiting = [DomainError], [DomainError]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += below
        waiting += below
    return sorted(set(found), key=lambda each: each.__qualname__)


@pytest.mark.parametrize("error", errors(), ids=lambda each: each.__qualname__)
def test_a_default_message_waits_for_its_reader(error):
    assert isinstance(error.default_message, Promise), "a text formatted at import stays English for good"


def test_whoever_writes_too_late_reads_why_in_their_language():
    english = str(CaseOver())
    with translation.override("de"):
        german = str(CaseOver())

    assert f"more than {DAYS_AFTER_THE_END} days" in english
    assert str(DAYS_AFTER_THE_END) in german
    assert german != english
