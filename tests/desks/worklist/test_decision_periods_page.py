"""The decision period in the browser: two officers change it, exporters are promised it, the Commission reads it."""

import pytest
from django.test import Client

from licensing.models import DecisionPeriodChange
from licensing.queries.decision_periods import period_of
from tests import factories

pytestmark = pytest.mark.django_db

PERIOD = {"kind": "notification", "working_days": "20", "starts_on": "2026-11-08", "reason": "New law."}


def browser_of(user):
    browser = Client()
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def authority(product_clock):
    """Sunday 8 November 2026."""
    return factories.organisation("authority")


def changed(**said):
    """The period as two officers changed it in the browser."""
    one, two = browser_of(factories.make_officer()), browser_of(factories.make_officer())
    assert one.post("/team/periods", {**PERIOD, **said}).status_code == 302
    waiting = DecisionPeriodChange.objects.pending().get()
    assert two.post(waiting.get_absolute_url()).status_code == 302


def test_two_officers_change_the_period(authority, product_clock):
    one, two = browser_of(factories.make_officer()), browser_of(factories.make_officer())

    one.post("/team/periods", {**PERIOD, "provision": "§ 14 AWV"})
    change = DecisionPeriodChange.objects.get()
    link = f'href="/team/periods/{change.pk}"'
    assert link in two.get("/team/periods").content.decode()
    own = one.post(change.get_absolute_url())
    done = two.post(change.get_absolute_url())

    assert own.status_code == 422
    assert "A colleague has to approve it." in own.content.decode()
    assert done.status_code == 302
    assert period_of(authority=authority, kind="notification", on=product_clock.at.date()) == 20
    page = one.get("/team/periods").content.decode()
    assert "§ 14 AWV" in page
    assert link not in page
    assert two.get(change.get_absolute_url())["Location"] == "/team/periods"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"working_days": "0"}, "1 to 250 working days; 0 is not possible"),
        ({"working_days": "251"}, "1 to 250 working days; 251 is not possible"),
        ({"working_days": "9" * 30}, "1 to 250 working days"),
        ({"working_days": "a week"}, "whole number"),
        ({"starts_on": "2026-11-07"}, "7 November 2026 has passed. Give today, 8 November 2026"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(authority, said, words):
    answer = browser_of(factories.make_officer()).post("/team/periods", {**PERIOD, **said})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not DecisionPeriodChange.objects.exists()


def test_a_second_proposal_waits_for_the_first(authority):
    browser = browser_of(factories.make_officer())
    browser.post("/team/periods", PERIOD)

    answer = browser.post("/team/periods", {**PERIOD, "working_days": "25"})

    assert answer.status_code == 422
    assert "proposal waits already" in answer.content.decode()


def test_a_proposal_is_discarded_and_stays_in_the_history(authority):
    browser = browser_of(factories.make_officer())
    browser.post("/team/periods", PERIOD)

    browser.post(DecisionPeriodChange.objects.get().get_absolute_url(), {"discard": "1"})

    assert DecisionPeriodChange.objects.get().status == "discarded"
    assert "Discarded" in browser.get("/team/periods").content.decode()


def test_another_authority_knows_nothing_of_it(authority):
    browser_of(factories.make_officer()).post("/team/periods", PERIOD)
    stranger = browser_of(factories.make_officer("FR"))

    answer = stranger.post(DecisionPeriodChange.objects.get().get_absolute_url())

    assert answer.status_code == 404
    assert "New law." not in stranger.get("/team/periods").content.decode()


@pytest.mark.parametrize("address", ["/notifications/{}", "/notifications/{}/check"])
def test_the_exporter_is_promised_their_own_authoritys_period(authority, address):
    ours, theirs = (factories.make_notification(factories.make_exporter(state)) for state in ("DE", "FR"))
    changed()

    pages = [
        browser_of(draft.created_by).get(address.format(draft.reference)).content.decode()
        for draft in (ours, theirs)
    ]

    assert ["counted as <b>20 working days" in page for page in pages] == [True, False]
    assert ["counted as <b>30 working days" in page for page in pages] == [False, True]


def test_one_day_is_one_day(authority):
    draft = factories.make_notification(factories.make_exporter("DE"))
    changed(working_days="1")

    page = browser_of(draft.created_by).get(f"/notifications/{draft.reference}/check").content.decode()

    assert "counted as <b>1 working day<" in page


def test_the_commission_reads_it_at_once(authority):
    changed()

    page = browser_of(factories.make_commissioner()).get("/reference/states.csv").content.decode("utf-8-sig")

    [germany] = [line for line in page.splitlines() if line.startswith(("DE,", "DE;"))]
    assert germany.replace(";", ",").endswith("20,30,30,30")
