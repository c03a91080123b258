"""The calendar feed: one secret a person, their own deadlines, no word of a case, and an end."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from exportctl.core.actions.calendars import end_calendar_address, make_calendar_address
from exportctl.core.actions.seats import remove_seat
from exportctl.core.models import CalendarAddress, Seat, User
from notifications.actions.extensions import approve_extension, propose_extension
from notifications.models import Participant
from tests import factories
from tests.factories import (
    AT,
    DAY,
    make_commissioner,
    make_delegate,
    make_filer,
    make_officer,
    make_procedure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counts_from_elsewhere():
    cache.clear()


def feed(user, **headers):
    User.objects.filter(pk=user.pk).update(language="en")  # else that of their organisation
    secret = make_calendar_address(user=user, at=AT)
    return Client().get(f"/calendar/{secret}.ics", headers=headers)


def events(user):
    text = feed(user).content.decode().replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in found.strip().splitlines())
        for found in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)
    ]


def test_a_delegate_reads_the_own_last_day(product_clock):
    procedure = make_procedure()
    part = Participant.objects.get(procedure=procedure, member_state="FR")

    (event,) = events(make_delegate("FR"))

    assert event["SUMMARY"] == f"{procedure.reference}: last day for the position"
    assert event["DTSTART;VALUE=DATE"] == f"{part.last_day:%Y%m%d}"
    assert event["UID"] == f"position-{part.pk}@exportctl"


def test_an_extension_moves_the_day_under_the_same_name_with_a_higher_number(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    (before,) = events(delegate)
    first, second = make_commissioner(), make_commissioner()
    act = propose_extension(
        procedure_id=procedure.pk, working_days=5, reason="x", actor=first, at=product_clock.at
    )
    approve_extension(procedure_id=procedure.pk, extension_id=act.pk, actor=second, at=product_clock.at)

    (after,) = events(delegate)

    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert after["DTSTART;VALUE=DATE"] > before["DTSTART;VALUE=DATE"]


def test_everybody_reads_what_is_theirs(product_clock):
    officer, colleague, exporter = make_officer(), make_officer(), factories.make_exporter()
    filer = make_filer(exporter)
    request = factories.make_taken_request(officer, exporter=exporter, by=filer)
    other = factories.make_taken_request(
        officer, exporter=exporter, by=filer, item={**factories.NOTIFICATION["item"], "model": "B"}
    )
    factories.ask(other, at=AT + DAY)

    assert [event["SUMMARY"] for event in events(officer)] == [f"{request.reference}: decision due"]
    assert sorted(event["SUMMARY"] for event in events(filer)) == sorted(
        [f"{request.reference}: decision due", f"{other.reference}: answer due"]
    )
    factories.make_proposal(request, at=AT + DAY)
    assert [event["SUMMARY"] for event in events(colleague)] == [f"{request.reference}: approval due"]
    assert events(officer) == []


def test_the_commission_and_the_notifying_authority_read_when_windows_close(product_clock):
    procedure = make_procedure()

    for reader in (make_commissioner(), make_officer("DE")):
        assert [each["SUMMARY"] for each in events(reader)] == [f"{procedure.reference}: the window closes"]
    assert events(make_officer("FR")) == []


def test_the_feed_holds_no_word_of_a_case(product_clock):
    make_procedure()
    readers = [make_delegate("FR"), make_commissioner(), make_officer("DE")]

    everything = "".join(feed(reader).content.decode() for reader in readers)

    for word in ("Cell site", "Aquila", "Nordwind", "Directorate", "bulk"):
        assert word not in everything


def test_the_address_ends_when_a_new_one_is_made_when_it_is_ended_and_with_the_last_seat(product_clock):
    delegate = make_delegate("FR")
    first = make_calendar_address(user=delegate, at=AT)
    second = make_calendar_address(user=delegate, at=AT)

    assert [Client().get(f"/calendar/{secret}.ics").status_code for secret in (first, second)] == [404, 200]
    end_calendar_address(user=delegate, at=AT)
    assert Client().get(f"/calendar/{second}.ics").status_code == 404

    third = make_calendar_address(user=delegate, at=AT)
    remove_seat(seat_id=Seat.objects.get(user=delegate).pk, at=product_clock.at)
    assert Client().get(f"/calendar/{third}.ics").status_code == 404


def test_only_the_hash_is_kept_and_the_secret_has_256_bits(product_clock):
    secret = make_calendar_address(user=make_delegate("FR"), at=AT)

    assert len(secret) == 43  # 32 bytes in base64url
    assert secret not in str(list(CalendarAddress.objects.values()))


def test_an_unchanged_calendar_is_not_sent_again_and_nobody_between_keeps_it(product_clock):
    make_procedure()
    secret = make_calendar_address(user=make_delegate("FR"), at=AT)
    first = Client().get(f"/calendar/{secret}.ics")

    again = Client().get(f"/calendar/{secret}.ics", headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, max-age=900"
    assert (again.status_code, again.content) == (304, b"")


def test_asking_all_the_time_is_slowed_down(product_clock):
    secret = make_calendar_address(user=make_delegate("FR"), at=AT)

    answers = [Client().get(f"/calendar/{secret}.ics").status_code for _time in range(61)]

    assert answers[-2:] == [200, 429]


def test_the_account_s_page_shows_the_address_once(product_clock):
    browser = Client()
    browser.force_login(make_delegate("FR"), "allauth.account.auth_backends.AuthenticationBackend")

    made = browser.post("/account/calendar").content.decode()

    (address,) = set(re.findall(r"/calendar/([\w-]{43})\.ics", made))
    assert Client().get(f"/calendar/{address}.ics").status_code == 200
    assert address not in browser.get("/account/calendar").content.decode()
