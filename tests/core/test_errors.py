"""What the product refuses is said in the reader's language, whenever the words were written."""

from importlib import import_module
from pathlib import Path

import pytest
from django.test import Client
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


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "address",
    ["/api/v1/notifications/", "/api/v1/nonexistent", "/api/v1", "/api/", "/api/v2/x", "/api/v1/a%0Ab"],
)
@pytest.mark.django_db
def test_an_unknown_address_of_the_api_is_a_problem_document_by_every_method(method, address):
    answer = Client(enforce_csrf_checks=True).generic(method, address, "{}", content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"
