"""REST against its own published description: whatever is sent, the answer is as described or a problem document."""

import re
from typing import Any

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import response_schema_conformance

from tests.house.permissions.calls import JSON, call, made
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import Row, rows
from tests.house.permissions.world import COLUMNS, World, undone
from tests.thorough import THOROUGH

CALLERS = ("own", "officer", "delegate")  # an exporter, an officer of its authority, a delegate
RIGHT, WRONG = (100, 100) if THOROUGH else (2, 4)  # calls of each operation by one caller
ASIDE = ("/api/v1/schema", "/api/v1/docs")  # the description itself, and a page that shows it
# Take a seat, a table or a rule that nobody of the world has: tests/licensing/test_sandbox.py, test_denial_imports.py,
# test_routing_rules.py, test_record_reissues.py, test_state_consultations.py, test_measures.py, test_party_matches.py.
ELSEWHERE = {
    ("POST", "/api/v1/registrations/{reference}/reissues"),
    ("POST", "/api/v1/registrations/{reference}/reissues/approve"),
    ("POST", "/api/v1/registrations/{reference}/reissues/discard"),
    ("POST", "/api/v1/sandbox/reset"),
    ("POST", "/api/v1/denial-imports"),
    ("POST", "/api/v1/consultations/{consultation_id}/case"),
    ("POST", "/api/v1/consultations/{consultation_id}/case/take-back"),
    ("POST", "/api/v1/routing-rules/{rule_id}/removal"),
    ("POST", "/api/v1/measures/{number}/acts"),
    ("POST", "/api/v1/measures/{number}/acts/approve"),
    ("POST", "/api/v1/measures/{number}/acts/discard"),
    ("POST", "/api/v1/sanctions-lists"),
}
PROBLEM = {"type", "title", "status", "code", "detail", "errors"}


def described(row: Row) -> tuple[str, str]:
    return row.method, "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", row.route)


# The hand-written call that is answered 2xx, for each operation.
GOOD = {
    described(row): row
    for row in reversed(
        [row for part in PARTS for row in rows(part.TABLE) if row.route.startswith("api/v1/")]
    )
    if any(answer.startswith("2") for answer in row.expected.values()) and described(row)[1] not in ASIDE
}


@pytest.fixture(scope="module")
def operations(world: World) -> dict[tuple[str, str], Any]:
    described_by = world.machines["anyone"].get("/api/v1/schema").json()
    found = [result.ok() for result in schemathesis.openapi.from_dict(described_by).get_all_operations()]
    return {(operation.method.upper(), operation.path): operation for operation in found}


def test_the_description_names_every_operation_and_no_other(operations):
    assert set(operations) == set(GOOD) | ELSEWHERE


@pytest.mark.parametrize("named", GOOD, ids=[" ".join(named) for named in GOOD])
def test_whatever_is_sent_is_answered_as_described(named, operations, world):
    row, operation = GOOD[named], operations[named]
    _one_good_call(row, world)

    turn = list(GOOD).index(named)
    for caller in CALLERS if THOROUGH else sorted({*_listened_to(row), CALLERS[turn % 3]}):
        _many_calls(row, operation, world, caller, GenerationMode.POSITIVE, RIGHT)
    if operation.body or operation.query:  # nothing wrong can be said where there is nothing to say
        for caller in CALLERS if THOROUGH else _listened_to(row):
            _many_calls(row, operation, world, caller, GenerationMode.NEGATIVE, WRONG)


def _listened_to(row: Row) -> list[str]:
    """One who may make this call: of everybody else not even the body is read."""
    return [caller for caller in CALLERS if row.expected[caller].startswith("2")][:1] or ["own"]


def _one_good_call(row: Row, world: World) -> None:
    caller = next(column for column in COLUMNS if row.expected[column].startswith("2"))
    with undone():
        response = call(row, caller, world, {**world.names, **made(row, world)})
        assert 200 <= response.status_code < 300
        if not response.streaming and response["Content-Type"].startswith(JSON):
            assert response.json() is not None


def _many_calls(
    row: Row, operation: Any, world: World, caller: str, mode: GenerationMode, number: int
) -> None:

    @settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode), real=st.integers(0, 2))
    def answers(case: Case, real: int) -> None:
        with undone():
            if real and case.path_parameters:  # mostly something that exists
                known = {**world.names, **made(row, world)}
                case.path_parameters = {
                    name: str(known[thing])
                    for name, thing in zip(case.path_parameters, row.objects, strict=True)
                }
            _check(case, _sent(case, world.machines[caller]))

    answers()


def _sent(case: Case, caller: Client) -> Response:
    """The call as a client would put it on the wire, answered in this very process and transaction."""
    given = case.as_transport_kwargs(base_url="http://testserver")
    names = ("method", "url", "params", "headers", "json", "data")
    call = requests.Request(**{name: given[name] for name in names if name in given}).prepare()
    media_type = call.headers.get("Content-Type", JSON)
    found = caller.generic(str(call.method), call.path_url, call.body or b"", media_type)
    return Response(
        status_code=found.status_code,
        headers={name.lower(): [value] for name, value in found.headers.items()},
        content=b"".join(found) if found.streaming else found.content,
        request=call,
        elapsed=0,
        verify=False,
    )


def _check(case: Case, response: Response) -> None:
    assert response.status_code != 429, "the calls were slowed down, so nothing was tried"
    if response.status_code < 400:
        case.validate_response(response, checks=[response_schema_conformance])
        return
    assert response.status_code < 500, f"{response.request.method} {response.request.url}"
    assert response.headers["content-type"] == ["application/problem+json"]
    document = response.json()
    assert set(document) >= PROBLEM
    assert document["status"] == response.status_code
    assert all(set(error) == {"pointer", "detail"} for error in document["errors"])
