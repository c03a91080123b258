"""Beyond the years whose holidays are held: everything goes on, no day is guessed, and it is counted once it can be."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exportctl.core.actions.reference import approve_change, propose_change
from exportctl.core.calendar import Calendar
from exportctl.core.errors import Invalid
from exportctl.core.models import AuditEvent, HolidayYear, Notice, PublicHoliday, ReferenceChange
from exportctl.core.queries.todos import todos
from exportctl.desks.oversight.forms.reference import HolidayYearForm
from licensing.actions.customs_holds import place_hold
from licensing.actions.general_bars import record_bar_service
from licensing.actions.letter_services import send_letter
from licensing.actions.requests import withdraw_request
from licensing.actions.uncounted_days import count_days
from licensing.models import CustomsHold, Document, StateConsultation
from licensing.rules.letter_services import Presumption, Rule, ServiceRule, presumption
from tests import factories
from tests.factories import DAY, machine, make_officer
from tests.licensing.general import make_bar
from tests.requesting import make_taken_individual

SENT = datetime(2030, 12, 9, 9, tzinfo=UTC)
LATER = datetime(2031, 1, 8, 9, tzinfo=UTC)
NAMES = {"en": "A day", "de": "Ein Tag", "fr": "Un jour"}
HELD = Calendar("DE", "Europe/Berlin", frozenset(), frozenset({2030}))


def enter(state, *, at=LATER, year=2031):
    one, two = factories.make_commissioner(), factories.make_commissioner()
    days = [{"on": f"{year}-01-01", "names": NAMES}, {"on": f"{year}-01-06", "names": NAMES}]
    payload = {"calendar": state, "year": year, "source": "Bulletin", "days": days}
    change = propose_change(kind="holiday_year", payload=payload, reason="New.", actor=one, at=at)
    approve_change(change_id=change.pk, actor=two, at=at)


@pytest.mark.parametrize(
    ("days", "moves", "known"),
    [
        (3, True, Presumption(counts_on=date(2030, 12, 23))),
        (14, True, Presumption(presumed_on=date(2031, 1, 3))),
        (14, False, Presumption(counts_on=date(2031, 1, 3))),
        (11, True, Presumption(counts_on=date(2030, 12, 31))),
        (9, True, Presumption(counts_on=date(2030, 12, 30))),
    ],
)
def test_a_presumed_day_of_service_is_left_open_where_it_may_move(days, moves, known):
    rule = ServiceRule(Rule.DAYS, days, moves)

    assert presumption(rule, sent_on=date(2030, 12, 20), calendar=HELD) == known


@pytest.mark.django_db
def test_from_the_last_year_held_on_every_page_answers_and_every_day_is_counted_once_it_can_be(product_clock):
    """One case in its authority's hands, a question to another state, a letter and a customs hold."""
    product_clock.at = SENT
    request = make_taken_individual(location="FR", at=SENT)
    question = StateConsultation.objects.get(request=request)
    hold, _new = place_hold(
        mrn="30NL00051000000001",
        ground="article_4",
        reason="Another consignee.",
        customs_office="NL000510",
        exporter_eori=request.exporter.eori,
        actor=factories.make_customs("NL"),
        at=SENT + 16 * DAY,
    )
    assert (request.due_on, question.due_on, hold.due_on) == (None, date(2030, 12, 23), None)

    product_clock.at = LATER
    officer, filer = factories.make_officer(), factories.make_filer(request.exporter)
    with CaptureQueriesContext(connection) as asked:
        assert count_days(at=LATER) == 0
    assert not [
        each for each in asked if "FOR NO KEY UPDATE" in each["sql"] and "authorisationrequest" in each["sql"]
    ]
    assert CustomsHold.objects.waiting(at=LATER).get() == hold
    page = f"/cases/{request.reference}"
    for reader in (request.assigned_to, filer):
        client = Client()
        client.force_login(reader)
        paths = ["/", "/inbox", page, f"{page}/history", f"{page}/decision", f"{page}/conversation"]
        paths += (
            [f"{page}/receipt"]
            if reader == filer
            else ["/worklist", "/team", "/customs-holds", "/silence", f"/customs-holds/{hold.pk}"]
        )
        answers = {path: client.get(path, follow=True).status_code for path in paths}
        assert set(answers.values()) == {200}, answers
        assert "public holidays of Germany for 2031" in client.get(page).content.decode()
    shown = machine(officer).get(f"/api/v1/requests/{request.reference}").json()["clock"]
    assert (shown["due_on"], shown["days_used"]) == (None, None)

    assert "report_holidays" in {each.kind.code for each in todos(request.assigned_to, at=LATER)}
    enter("DE")
    assert "report_holidays" not in {each.kind.code for each in todos(officer, at=LATER)}
    assert count_days(at=LATER) == 2
    assert count_days(at=LATER) == 0
    request.refresh_from_db()
    hold.refresh_from_db()
    assert (request.due_on, hold.due_on) == (date(2031, 1, 24), date(2031, 1, 13))
    assert (
        Notice.objects.get(kind="hold_day_counted", organisation=hold.authority).facts["due_on"]
        == "2031-01-13"
    )
    assert machine(officer).get(f"/api/v1/requests/{request.reference}").json()["clock"]["days_used"]


@pytest.mark.django_db
def test_no_last_day_is_told_of_a_question_that_nobody_waits_for_any_more():
    request = make_taken_individual(location="FR", at=SENT + 14 * DAY)
    question = StateConsultation.objects.get(request=request)
    assert question.due_on is None
    withdraw_request(request_id=request.pk, actor=request.submitted_by, at=SENT + 15 * DAY)
    enter("FR")

    count_days(at=LATER)

    assert not Notice.objects.filter(kind="state_day_counted").exists()


@pytest.mark.django_db
def test_a_presumed_day_of_service_that_is_counted_later_is_on_record_and_told_to_both_sides():
    written = datetime(2030, 9, 9, 9, tzinfo=UTC)
    rules = {"post_rule": "days", "post_days": 14, "moves_to_working_day": True, "service_law": "§ 41 VwVfG"}
    factories.make_letterhead(factories.organisation("authority"), at=written, **rules)
    proposal = factories.make_proposal(factories.make_taken_request(at=written), at=written + DAY)
    factories.approve(proposal, at=written + 2 * DAY)
    bar = make_bar(proposal.request.exporter, at=written)
    letter, officer = Document.objects.get(request=proposal.request, kind="decision_letter"), make_officer()
    sent = {"way": "registered_post", "addressee": "Dr. Klar", "sent_on": date(2030, 12, 23)}
    ids = {"request_id": letter.request_id, "letter_id": letter.pk, "actor": officer}
    send_letter(**ids, **sent, at=SENT + 16 * DAY)
    sent = {"step": "sent", **sent, "on": "2030-12-23"}
    record_bar_service(bar_id=bar.pk, body=sent, actor=officer, at=SENT + 16 * DAY)
    events = AuditEvent.objects.filter(event__in=["send_letter", "serve"])
    assert {each.facts["counts_on"] for each in events} == {None}
    enter("DE")

    assert count_days(at=LATER) == 2
    assert count_days(at=LATER) == 0

    for thing, kind in ((proposal.request, "service_day_counted"), (bar, "bar_service_day_counted")):
        event = AuditEvent.objects.get(event="count_service_day", object_id=thing.pk)
        assert (event.facts["counts_on"], event.actor) == ("2031-01-07", None)
        told = set(Notice.objects.filter(kind=kind).values_list("organisation", flat=True))
        assert told == {thing.authority_id, thing.exporter.organisation_id}
    client = Client()
    client.force_login(officer)
    history = client.get(f"/cases/{proposal.request.reference}/history").content.decode()
    assert "Day of service of a letter counted" in history


@pytest.mark.django_db
def test_half_a_year_before_the_last_year_ends_the_commission_enters_the_next_of_each_calendar():
    user = factories.make_commissioner()

    def waiting(at):
        calendars = [each for each in todos(user, at=at, most=99) if each.kind.code == "enter_holidays"]
        return {each.facts["calendar"] for each in calendars}

    early, late = datetime(2030, 6, 30, tzinfo=UTC), datetime(2030, 7, 3, tzinfo=UTC)
    assert waiting(early) == {"EU"}
    assert len(waiting(late)) == 28
    with pytest.raises(Invalid):  # a year after a gap
        enter("DE", at=late, year=2032)

    client = Client()
    client.force_login(user)
    page = client.get("/reference/holidays/DE/next").content.decode()
    row = re.search(r'name="days-(\d+)-de" value="Ostermontag"', page)
    assert row
    assert f'name="days-{row[1]}-on" value="2031-04-14"' in page
    rows = {"days-0-on": "", "days-0-en": "A", "days-0-de": "A", "days-0-fr": "A"}
    rows |= {
        "days-1-meant": "on",
        "days-1-on": "2031-05-01",
        "days-1-en": "B; b",
        "days-1-de": "B",
        "days-1-fr": "B",
    }
    form = HolidayYearForm(rows | {"source": "Bulletin", "reason": "New."})
    assert form.is_valid()
    assert [day["names"]["en"] for day in form.cleaned_data["days"]] == ["B, b"]
    words = {"days": "2031-01-01; A; B; C\nsoon; A; B; C", "source": "Bulletin", "reason": "New."}
    refused = client.post("/reference/holidays/DE/next", words)
    assert (refused.status_code, "Line 2" in refused.content.decode()) == (422, True)
    words["days"] = "1.1.2031; New Year’s Day; Neujahr; Jour de l’An"
    assert client.post("/reference/holidays/DE/next", words).status_code == 302
    change = ReferenceChange.objects.get()
    assert change.payload["days"][0]["on"] == "2031-01-01"
    assert client.get(f"/reference/changes/{change.pk}").status_code == 200


@pytest.mark.django_db
def test_no_day_of_a_year_is_written_that_nobody_approved():
    factories.make_commissioner()

    with pytest.raises(IntegrityError), transaction.atomic():
        HolidayYear.objects.create(calendar="DE", year=2031, source="")
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicHoliday.objects.create(calendar="DE", on="2031-01-01", names=NAMES)
