"""The access log holds no secret of an address: of a body's link, a calendar, a new password."""

import contextlib
import urllib.error
import urllib.request

import pytest

from exportctl.local.access_log import without_secret

SECRET = "0123456789abcdef"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (f"/consultations/4f/respond/{SECRET}", "/consultations/4f/respond/…"),
        (f"/advice/4f/{SECRET}", "/advice/4f/…"),
        (f"/consultations/4f/respond/{SECRET}/documents/7", "/consultations/4f/respond/…/documents/7"),
        (f"/calendar/{SECRET}.ics", "/calendar/…"),
        (f"/accounts/password/reset/key/4-{SECRET}/", "/accounts/password/reset/key/…/"),
        ("/list/CS-0001", "/list/CS-0001"),
        (f"/cases/{SECRET}", f"/cases/{SECRET}"),
    ],
)
def test_the_secret_part_of_an_address_is_left_out(path, logged):
    assert without_secret(path) == logged


def test_the_web_server_logs_it_so(live_site):
    for path in (f"/calendar/{SECRET}.ics", f"/list?q={SECRET}"):
        with contextlib.suppress(urllib.error.HTTPError):  # nobody has such a calendar
            urllib.request.urlopen(live_site.url + path, timeout=10).close()

    live_site.web.stop()
    said = (live_site.clone.cluster.state / "logs" / "access.log").read_text(encoding="utf-8")
    assert "GET /calendar/… HTTP" in said
    assert "GET /list HTTP" in said
    assert SECRET not in said
