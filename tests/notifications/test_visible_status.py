"""A proposal is a step inside the authority: through no exit does its exporter read of it."""

import csv
import io
import json

import pytest
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.audit import seal
from exportctl.core.models import User
from exportctl.desks.case.presenters.history import public_acts
from licensing.models.requests import STATE_LABELS
from licensing.rules.requests import INSIDE, INSIDE_EVENTS, Event, State, stored_statuses, visible_status
from tests import factories
from tests.factories import AT, DAY, machine

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGES = (
    "/overview",
    "/cases",
    "/cases?view=authority",
    "/cases?export=csv",
    "/search?q=simulator",
    "/cases/{case}",
    "/cases/{case}/history",
    "/cases/{case}/history?export=csv",
    "/cases/{case}/conversation",
    "/cases/{case}/decision",
    "/cases/{case}/documents",
    "/cases/{case}/messages",
    "/notifications/copy",
)
CALLS = (
    "/api/v1/requests",
    "/api/v1/requests/{case}",
    "/api/v1/requests?status=under_review",
    "/api/v1/events",
)
TO_APPROVE = str(STATE_LABELS[State.PROPOSED])


def test_what_stays_inside_follows_from_the_machine():
    assert {Event.PROPOSE, Event.RETURN} == INSIDE_EVENTS
    assert not INSIDE_EVENTS & set(public_acts())
    assert all(visible_status(state, to_officer=True) == state for state in State)
    assert {visible_status(state, to_officer=False) for state in State} == set(State) - INSIDE.keys()
    assert stored_statuses(["under_review"]) == ["under_review", "proposed"]
    assert stored_statuses(["proposed"]) == []


@pytest.fixture
def proposed(cloned_database, product_clock):
    """A case whose decision is proposed, sealed, as it is known by everybody's exits."""
    exporter = factories.make_exporter()
    filer, officer = factories.make_filer(exporter), factories.make_officer()
    request = factories.make_taken_request(officer, exporter=exporter, by=filer)
    factories.make_proposal(request, at=AT + DAY)
    seal(at=clock.machine_now())
    return request, filer, officer


def browser(user):
    made = Client()
    made.force_login(User.objects.get(pk=user.pk), BACKEND)
    return made


def test_the_exporter_reads_of_no_proposal_through_any_exit(proposed):
    request, filer, _officer = proposed
    pages, calls = browser(filer), machine(filer)

    for address in PAGES:
        answer = pages.get(address.format(case=request.reference), follow=True)
        text = answer.content.decode()
        assert answer.status_code == 200, address
        assert "proposed" not in text.lower(), address
        assert TO_APPROVE not in text, address
    for address in CALLS:
        answer = calls.get(address.format(case=request.reference))
        assert answer.status_code == 200, address
        assert '"proposed"' not in answer.content.decode(), address


def test_to_the_exporter_the_case_is_under_review(proposed):
    request, filer, _officer = proposed
    calls = machine(filer)

    under_review = calls.get("/api/v1/requests?status=under_review").json()["results"]
    asked_for = calls.get("/api/v1/requests?status=proposed").json()["results"]
    rows = list(csv.DictReader(io.StringIO(_text(browser(filer).get("/cases?export=csv")))))

    assert [row["reference"] for row in under_review] == [request.reference]
    assert under_review[0]["status"] == "under_review"
    assert asked_for == []
    assert [row["status"] for row in rows] == ["under_review"]


def test_the_authority_reads_what_is_stored(proposed):
    request, _filer, officer = proposed
    calls = machine(officer)

    shown = calls.get(f"/api/v1/requests/{request.reference}").json()
    listed = calls.get("/api/v1/requests?status=proposed").json()["results"]
    reviewed = calls.get("/api/v1/requests?status=under_review").json()["results"]
    told = json.loads(calls.get("/api/v1/events").content)["results"]

    assert (shown["status"], len(listed), len(reviewed)) == ("proposed", 1, 0)
    assert told[-1]["data"]["status"] == "proposed"
    assert TO_APPROVE in browser(officer).get("/search?q=simulator").content.decode()


def _text(answer):
    return b"".join(answer).decode("utf-8-sig")
