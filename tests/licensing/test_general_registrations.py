"""From the check to the report: registration, first use, reports, reminders, the bar, what a state lays down."""

from datetime import UTC, date, datetime

import pytest

from exportctl.core.models import AuditEvent, Notice
from licensing.actions.general_bars import approve_bar, discard_bar, propose_lifting, record_bar_service
from licensing.actions.general_editions import discard_edition
from licensing.actions.general_registrations import request_reports
from licensing.actions.general_reports import remind_of_general
from licensing.actions.measures import approve_measure_change, enter_measure, propose_measure_change
from licensing.actions.registrations import request_change
from licensing.models import Authorisation, GeneralReminder
from licensing.queries.registrations import record_before
from licensing.rules.measures_table import RuleRow
from tests.factories import (
    AT,
    DAY,
    machine,
    make_commissioner,
    make_customs,
    make_exporter,
    make_filer,
    make_officer,
    organisation,
)
from tests.licensing.general import (
    NATIONAL,
    TERMS,
    WAIVED,
    make_bar,
    make_edition,
    make_registration,
    propose_a_bar,
    propose_an_edition,
)
from tests.licensing.granted import write_off_body

pytestmark = pytest.mark.django_db
PATH = "/api/v1/general-authorisations"


def test_registering_is_automatic_once_and_gives_customs_something_to_deduct_from():
    exporter = make_exporter()
    client = machine(make_filer(exporter))

    first = client.post(f"{PATH}/EU001/registrations")
    again = client.post(f"{PATH}/EU001/registrations")
    paper = client.get(f"/api/v1/authorisations/{first.json()['authorisation']}").json()

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["status"] == "registered"
    assert (paper["kind"], paper["customs_document_code"], paper["valid_until"]) == ("general", "X061", None)
    assert [(line["line"], line["granted"], line["left"]) for line in paper["lines"]] == [(1, None, None)]
    assert Notice.objects.filter(kind="general_acknowledged", organisation=exporter.organisation).exists()


@pytest.mark.parametrize("code", ["EU009", "AGG 99", "eu"])
def test_a_code_that_the_state_does_not_offer_is_not_found(code):
    assert machine(make_filer()).post(f"{PATH}/{code}/registrations").status_code == 404


def test_who_is_no_exporter_may_not_register():
    assert machine(make_officer()).post(f"{PATH}/EU001/registrations").status_code == 403
    assert machine().post(f"{PATH}/EU001/registrations").status_code == 401


def test_eu007_needs_a_compliance_programme():
    exporter = make_exporter()
    filer = make_filer(exporter)
    client = machine(filer)
    refused = client.post(f"{PATH}/EU007/registrations")
    body = {**record_before(exporter), "icp": {"version": "1", "adopted_on": "2025-01-01"}}
    request_change(exporter_id=exporter.pk, body=body, reason="", actor=filer, at=AT)

    assert (refused.status_code, refused.json()["code"]) == (409, "icp_required")
    assert client.post(f"{PATH}/EU007/registrations").status_code == 201


def test_the_first_use_is_notified_by_the_rule_of_each_code(product_clock):
    product_clock.at = AT
    client = machine(make_filer())
    for code in ("EU001", "EU008"):
        client.post(f"{PATH}/{code}/registrations")
    late = client.post(f"{PATH}/EU001/first-use", {"on": "2026-09-01"})
    again = client.post(f"{PATH}/EU001/first-use", {"on": "2026-09-01"})
    another = client.post(f"{PATH}/EU001/first-use", {"on": "2026-09-02"})
    early = client.post(f"{PATH}/EU008/first-use", {"on": "2026-11-12"})
    planned = client.post(f"{PATH}/EU008/first-use", {"on": "2026-11-13"})
    moved = client.post(f"{PATH}/EU008/first-use", {"on": "2026-11-20"})
    unregistered = client.post(f"{PATH}/EU002/first-use", {"on": "2026-11-03"})

    assert (late.status_code, late.json()["late"], late.json()["due_on"]) == (201, True, "2026-10-01")
    assert again.status_code == 200
    assert (another.status_code, another.json()["code"]) == (409, "already_notified")
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/on")
    assert (planned.status_code, moved.status_code) == (201, 201)
    assert unregistered.status_code == 404


def test_a_report_of_a_period_is_due_reminded_of_and_filed(product_clock):
    make_edition(TERMS, code="EU001", starts_on=date(2025, 1, 1))
    exporter = make_exporter()
    filer = make_filer(exporter)
    make_registration(exporter, by=filer, at=datetime(2026, 2, 2, 9, tzinfo=UTC))
    july, august = datetime(2026, 7, 2, 9, tzinfo=UTC), datetime(2026, 8, 3, 9, tzinfo=UTC)

    reminded = [remind_of_general(at=at) for at in (july, july + DAY, august, august + DAY)]
    product_clock.at = august
    client = machine(filer)
    nothing = client.post(f"{PATH}/EU001/reports", {})
    filed = client.post(
        f"{PATH}/EU001/reports",
        {"lines": [{"description": "Lathe", "control_entry": "2B001", "destination": "CH"}]},
    )
    corrected = client.post(f"{PATH}/EU001/reports", {"until": "2026-06-30", "nil": True})
    ahead = client.post(f"{PATH}/EU001/reports", {"until": "2026-12-31", "nil": True})

    assert reminded == [1, 0, 1, 0]
    assert set(GeneralReminder.objects.values_list("kind", flat=True)) == {"soon", "overdue"}
    assert AuditEvent.objects.filter(event="report_due").count() == 2
    assert nothing.status_code == 422
    assert (filed.json()["from"], filed.json()["until"], filed.json()["late"]) == (
        "2026-02-02",
        "2026-06-30",
        True,
    )
    assert (corrected.json()["number"], corrected.json()["nil"]) == (2, True)
    assert ahead.status_code == 422


def test_reports_of_eu008_are_due_once_the_authority_asks():
    registration = make_registration(code="EU008")
    before = remind_of_general(at=datetime(2027, 1, 20, 9, tzinfo=UTC))
    request_reports(registration_id=registration.pk, actor=make_officer(), at=AT)

    assert before == 0
    assert remind_of_general(at=datetime(2027, 1, 20, 9, tzinfo=UTC)) == 1


def test_a_bar_suspends_closes_the_check_and_is_lifted_likewise():
    exporter = make_exporter()
    client, customs = machine(make_filer(exporter)), machine(make_customs())
    paper = client.post(f"{PATH}/EU001/registrations").json()["authorisation"]
    bar = make_bar(exporter, ("EU001", "EU008"))
    question = {"control_entry": "2B001", "destination": "CH"}
    answer = client.post(f"{PATH}/check", question).json()["results"][0]
    deducted = customs.post(f"/api/v1/authorisations/{paper}/write-offs", write_off_body(destination="CH"))
    barred = client.post(f"{PATH}/EU008/registrations")
    lifting = propose_lifting(bar_id=bar.pk, grounds="Settled.", actor=make_officer(), at=AT + DAY)
    approve_bar(bar_id=lifting.pk, actor=make_officer(), at=AT + DAY)

    assert (answer["answer"], answer["reasons"][0]["key"]) == ("no", "not_banned_12_7")
    assert answer["registration"]["status"] == "barred"
    assert (barred.status_code, barred.json()["code"]) == (409, "barred")
    assert (deducted.status_code, deducted.json()["authorisation_status"]) == (409, "suspended")
    assert Authorisation.objects.get(reference=paper).status == "valid"
    told = set(Notice.objects.values_list("kind", flat=True))
    assert {"general_barred", "general_bar_lifted", "general_bar_shared"} <= told
    assert machine(make_officer("FR")).post(f"{PATH}/check", question).json()["results"][0]["answer"] == "if"


def test_what_waits_for_a_second_officer_may_be_dropped():
    bar, edition = propose_a_bar(make_exporter()), propose_an_edition()
    dropped = discard_bar(bar_id=bar.pk, actor=make_officer(), at=AT)
    gone = discard_edition(edition_id=edition.pk, actor=make_officer(), at=AT)

    assert (dropped.status, gone.status) == ("discarded", "discarded")


def test_the_letter_of_a_bar_is_sent_and_served():
    bar, officer = make_bar(make_exporter()), make_officer()
    sent = {"step": "sent", "way": "by_hand", "addressee": "Aquila", "on": "2026-11-03"}
    record_bar_service(bar_id=bar.pk, body=sent, actor=officer, at=AT)
    record_bar_service(bar_id=bar.pk, body={"step": "served", "on": "2026-11-04"}, actor=officer, at=AT + DAY)

    assert [each.step for each in bar.services.all()] == ["sent", "served"]
    assert bar.services.last().counts_on == date(2026, 11, 4)


def test_a_national_one_counts_once_two_officers_confirmed_it():
    client = machine(make_filer())
    before = client.post(f"{PATH}/AGG 99/registrations")
    make_edition()
    listed = {each["code"]: each for each in client.get(PATH).json()["results"]}
    question = {"control_entry": "2B350.g.1", "destination": "IN", "answers": {"aware_wmd": False}}
    answers = {
        each["code"]: each["answer"] for each in client.post(f"{PATH}/check", question).json()["results"]
    }
    registered = client.post(f"{PATH}/AGG 99/registrations")
    paper = client.get(f"/api/v1/authorisations/{registered.json()['authorisation']}").json()

    assert before.status_code == 404
    assert (listed["AGG 99"]["member_state"], listed["AGG 99"]["is_example"]) == ("DE", True)
    assert answers["AGG 99"] == "if"
    assert registered.status_code == 201
    assert (paper["customs_document_code"], paper["destinations"]) == ("X071", ["IN"])
    assert machine(make_filer(make_exporter("FR"))).post(f"{PATH}/AGG 99/registrations").status_code == 404


def test_the_commission_is_told_of_a_national_one_that_is_law_and_article_4_bars_it():
    make_commissioner()
    make_edition()
    assert not Notice.objects.filter(kind="national_general_authorisation").exists()  # an example is no law

    own = {**NATIONAL["conditions"][0], "key": "civil_plant", "sense": "needs"}
    make_edition({**NATIONAL, "conditions": [own], "is_example": False}, starts_on=date(2026, 11, 1))

    told = Notice.objects.get(kind="national_general_authorisation")
    assert (told.organisation.kind, told.reference, told.facts["state"]) == ("commission", "AGG 99", "DE")
    question = {"control_entry": "2B350.g.1", "destination": "IN", "answers": {"informed_wmd": True}}
    results = machine(make_filer()).post(f"{PATH}/check", question).json()["results"]
    (barred,) = [each for each in results if each["code"] == "AGG 99"]
    assert barred["answer"] == "no"
    assert "Article 12(6)(c)" in [each["article"] for each in barred["reasons"]]


def test_what_a_state_ended_covers_nothing_from_the_day_after(product_clock):
    product_clock.at = AT
    make_edition()
    filer = make_filer()
    paper = machine(filer).post(f"{PATH}/AGG 99/registrations").json()["authorisation"]
    make_edition(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 2))
    body = write_off_body(destination="IN", value="10.00")
    refused = machine(make_customs()).post(f"/api/v1/authorisations/{paper}/write-offs", body)

    assert (refused.status_code, refused.json()["authorisation_status"]) == (409, "expired")
    assert machine(filer).post(f"{PATH}/AGG 99/registrations").status_code == 404


def test_a_screening_is_covered_for_the_declarant_and_customs_alone():
    exporter = make_exporter()
    filer = make_filer(exporter)
    registration = make_registration(exporter, by=filer)
    line = {"id": 1, "control_entry": "2B001", "destination": "CH", "exporter_eori": exporter.eori}

    def verdict(user):
        (result,) = machine(user).post("/api/v1/screenings", {"lines": [line]}).json()["results"]
        return result["verdict"], result["authorisation"]

    assert verdict(filer) == ("covered", registration.authorisation.reference)
    assert verdict(make_customs("FR")) == ("covered", registration.authorisation.reference)
    assert verdict(make_filer()) == ("authorisation_required", None)
    assert verdict(None) == ("authorisation_required", None)


def test_users_are_told_once_of_a_measure_for_a_country_they_may_export_to():
    exporter = make_exporter()
    make_registration(exporter)
    keeper, first, second = organisation("commission", None), make_commissioner(), make_commissioner()
    row = RuleRow(kind="prohibition", country="CH", act="Act", title="x", entries=("2B001",), applies_from=AT)
    measure = enter_measure(keeper=keeper, row=row, actor=first, at=AT)
    said = {"event": "confirm", "act": "Act", "act_on": AT.date(), "actor": first, "at": AT}
    change = propose_measure_change(measure_id=measure.pk, **said)
    approve_measure_change(measure_id=measure.pk, change_id=change.pk, actor=second, at=AT)

    told = Notice.objects.filter(kind="measure_hits_general")
    assert [notice.organisation_id for notice in told] == [exporter.pk]


def test_by_rest_two_officers_forbid_a_company_the_use_serve_the_letter_and_allow_it_again():
    exporter = make_exporter()
    make_registration(exporter)
    first, second = machine(make_officer()), machine(make_officer())
    company, abroad = machine(make_filer(exporter)), machine(make_officer("FR"))

    def post(caller, path, **body):
        return caller.post(f"/api/v1/general-bars{path}", body, content_type="application/json")

    assert [each["pointer"] for each in post(first, "").json()["errors"]] == [
        "/exporter",
        "/codes",
        "/grounds",
    ]
    made = post(first, "", exporter=exporter.eori, codes=["EU001"], **WAIVED)
    assert (made.status_code, made.json()["stands"]) == (201, False)
    one = f"/{made.json()['reference']}"
    assert post(first, f"{one}/approve").json()["code"] == "four_eyes"
    assert company.get(f"/api/v1/general-bars{one}").status_code == 404

    assert post(second, f"{one}/approve").json()["stands"] is True

    told, shared = (each.get(f"/api/v1/general-bars{one}").json() for each in (company, abroad))
    assert (told["grounds"], told["hearing"], shared["state"]) == (WAIVED["grounds"], None, "DE")
    assert post(abroad, f"{one}/lift", grounds="x").status_code == 403
    sent = post(
        first,
        f"{one}/service",
        step="sent",
        way="by_hand",
        addressee="Nova",
        on=made.json()["proposed_at"][:10],
    )
    assert sent.json()["services"][0]["step"] == "sent"
    lifting = post(first, f"{one}/lift", grounds="Settled.")
    assert (lifting.status_code, lifting.json()["lifts"]) == (201, made.json()["reference"])
    post(second, f"/{lifting.json()['reference']}/approve")
    assert first.get(f"/api/v1/general-bars{one}").json()["stands"] is False
