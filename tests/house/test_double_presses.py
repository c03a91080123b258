"""A button that is pressed twice, with or without JavaScript: one act, and no error for who was impatient."""

import pytest
from django.test import Client, RequestFactory

from exportctl.core import twins
from licensing.models import Message
from tests import factories
from tests.database import in_thread, wait_for_waiter
from tests.house.permissions.calls import FORMS, filled, made, path_of
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import rows
from tests.house.permissions.world import COLUMNS, signed_in_as_before, undone
from tests.thorough import THOROUGH

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORM = {"form_number": "5f0c"}
# Every form whose button leads on, with somebody who may press it. An ordinary run tries some of them.
PRESSED = [
    (row, next(column for column in COLUMNS if row.expected[column] == "302"))
    for part in PARTS
    for row in rows(part.TABLE)
    if row.method == "POST" and not row.route.startswith("api/") and "302" in row.expected.values()
]


@pytest.mark.parametrize(
    ("row", "column"),
    PRESSED if THOROUGH else PRESSED[::6],
    ids=lambda each: getattr(each, "route", each),
)
def test_the_second_press_is_led_where_the_first_one_was(row, column, world):
    browser = world.sessions[column]
    with undone(), signed_in_as_before(browser):
        known = {**world.names, **made(row, world)}
        path = path_of(row, known)
        first, second = (
            browser.post(path, filled(FORMS.get(row.route, {}), column, known) | FORM) for _press in range(2)
        )

    assert (second.status_code, second["Location"]) == (302, first["Location"])


@pytest.mark.race
def test_two_presses_at_once_are_one_act(cloned_database, second_connection):
    """Both wait for whoever is inside; the one that comes second finds where the first one led."""
    request = factories.make_submitted_request()
    address = f"/cases/{request.reference}/messages"
    said = {"subject": "Delivery", "text": "By sea.", **FORM}
    sent = RequestFactory().post(address, said)
    sent.user = request.submitted_by
    press = twins.press_of(sent)
    holder = second_connection()
    holder.cursor().execute("SELECT pg_advisory_lock(%s)", [press.lock])

    def send():
        browser = Client()
        browser.force_login(request.submitted_by, BACKEND)
        return browser.post(address, said)["Location"]

    presses = [in_thread(send) for _press in range(2)]
    wait_for_waiter(cloned_database, count=2)
    holder.cursor().execute("SELECT pg_advisory_unlock(%s)", [press.lock])

    first, second = (press.result(60) for press in presses)
    assert first == second
    assert Message.objects.count() == 1
