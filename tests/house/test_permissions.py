"""Every address, for every role, with every method: the answer is the one in the hand-written tables."""

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse

from exportctl.core import clock
from exportctl.core.actions.seats import remove_seat
from exportctl.core.models import AuditEvent, Seat, User
from exportctl.core.views import errors
from exportctl.desks.former_addresses import PAGES
from tests.house.permissions.calls import JSON, call, is_a_page_of_ours, made, path_of
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import Row, asked, rows, views
from tests.house.permissions.world import COLUMNS, World, signed_in_as_before, undone
from tests.thorough import THOROUGH

OFFICES = ["own", "officer", "delegate", "commission", "anyone"]
ROWS = [row for part in PARTS for row in rows(part.TABLE)]


def test_every_address_is_declared_with_get_and_post():
    declared = {(row.route, row.method) for row in ROWS}
    # Former addresses answer everybody alike (tests/desks/test_former_addresses.py).
    demanded = {(route, method) for route in views() if route not in PAGES for method in ("GET", "POST")}

    assert not demanded - declared, "undeclared URL: write down who may do what in tests/house/permissions"
    assert not {route for route, _ in declared - demanded if (route, "GET") not in demanded}


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that refuses is only its status here: thousands are asked for, and the real one is tried below."""
    monkeypatch.setattr(
        errors, "_page", lambda _request, status, title, _text: HttpResponse(str(title), status=status)
    )


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row.method} /{row.route} {' '.join(row.objects)}".strip() for row in ROWS]
)
def test_everybody_is_answered_as_the_table_says(row, world):
    with undone():
        known = {**world.names, **made(row, world)}
        answers = {column: _called(row, column, world, known) for column in asked(row, ROWS.index(row))}

    differing = {
        column: f"{answer}, not {row.expected[column]}"
        for column, answer in answers.items()
        if answer != row.expected[column]
    }
    assert not differing


def _called(row: Row, column: str, world: World, known: dict[str, Any]) -> str:
    """The answer in the table's words. What is refused leaves no trace of an act."""
    with undone(), signed_in_as_before(world.sessions[column]):
        before = AuditEvent.objects.count()
        response = call(row, column, world, known)
        refused = response.status_code >= 400
        assert not (refused and AuditEvent.objects.count() > before), f"refused to {column}, and yet done"
        if row.route.startswith("api/v1/") and refused:
            assert response["Content-Type"] == "application/problem+json"
        _read(response)
        if response.status_code == 200 and row.method == "GET" and not row.route.startswith("api/"):
            is_a_page_of_ours(response, "en")
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return "log"
    return str(response.status_code)


def _read(response: Any) -> None:
    if response.streaming:
        b"".join(response.streaming_content)


def _one_a_route(column: str) -> list[Row]:
    """Of what can be read without a second officer's act; of each address the one that this column may read."""
    found: dict[str, Row] = {}
    for row in ROWS:
        if row.method != "GET" or {"extension", "withdrawal", "selection", "change"} & {*row.objects}:
            continue
        if row.route not in found or row.expected[column] == "200":
            found[row.route] = row
    return list(found.values())


def _share(found: list[Row], turn: int) -> list[Row]:
    return found if THOROUGH else found[turn :: len(OFFICES)]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_one_may_not_know_of_is_a_whole_page_for_everybody(language, world):
    for column in COLUMNS:
        browser = world.sessions[column]
        with undone(), signed_in_as_before(browser):
            browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            response = browser.get("/nowhere")
        assert response.status_code == 404
        assert "<h1" in response.content.decode()
        is_a_page_of_ours(response, language)


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("column", OFFICES)
def test_no_other_method_does_anything(method, column, world):
    """Except what the tables declare."""
    declared = {(row.route, row.method) for row in ROWS}
    reached = []
    for row in _share(_one_a_route(column), OFFICES.index(column)):
        if (row.route, method) in declared:
            continue
        caller = world.machines if row.route.startswith("api/v1/") else world.sessions
        with undone(), signed_in_as_before(world.sessions[column]):
            path = path_of(row, {**world.names, **made(row, world)})
            before = AuditEvent.objects.count()
            status = caller[column].generic(method, path, "{}", JSON).status_code
            if AuditEvent.objects.count() > before or (row.route.startswith("api/v1/") and status < 400):
                reached.append(f"{row.route}: {status}")

    assert not reached


@pytest.mark.parametrize(
    ("column", "page", "call"),
    [
        ("own", "/cases/{fresh}", "/api/v1/requests/{fresh}"),
        ("officer", "/cases/{fresh}", "/api/v1/requests/{fresh}"),
        ("delegate", "/procedures/{window}", "/api/v1/procedures/{window}"),
        ("commission", "/procedures/{window}", "/api/v1/procedures/{window}"),
    ],
)
def test_who_was_removed_one_request_ago_is_denied(column, page, call, world):
    page, call = page.format(**world.names), call.format(**world.names)
    browser, machine = world.sessions[column], world.machines[column]
    with undone(), signed_in_as_before(browser):
        assert (browser.get(page).status_code, machine.get(call).status_code) == (200, 200)

        for seat in Seat.objects.filter(user=world.people[column], removed_at=None):
            remove_seat(seat_id=seat.pk, at=clock.now())

        assert browser.get(page)["Location"].startswith("/accounts/login/")
        assert machine.get(call).status_code == 401


def test_nobody_makes_an_account_alone(world):
    with undone():
        before = User.objects.count()
        form = {"email": "new@demo.example", "password1": "a horse and a staple"}

        world.sessions["anyone"].post("/accounts/signup/", form)

        assert User.objects.count() == before
