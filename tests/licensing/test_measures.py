"""A new restrictive measure: no law before two officers, then the answer of proposals, screening and write-offs."""

import pytest

from exportctl.core.errors import FourEyes, Invalid
from exportctl.core.models import Notice
from exportctl.core.queries.todos import todos
from exportctl.core.rules.uploaded_tables import read
from licensing.actions.measure_acts import (
    approve_over_authorisations,
    discard_over_authorisations,
    propose_over_authorisations,
)
from licensing.actions.measures import (
    approve_measure_change,
    discard_measure,
    discard_measure_change,
    enter_measure,
    import_measures,
    propose_measure_change,
)
from licensing.errors import Prohibited
from licensing.models import Document, RestrictiveMeasure
from licensing.queries.measures import hits_by_state, hits_of
from licensing.queries.screenings import screen
from licensing.rules.measures_table import COLUMNS, RuleRow, rules_of
from tests.factories import (
    AT,
    DAY,
    approve,
    machine,
    make_commissioner,
    make_customs,
    make_exporter,
    make_officer,
    make_proposal,
)
from tests.factories import organisation as body
from tests.licensing.general import make_registration
from tests.licensing.granted import make_authorisation, mrn, write_off
from tests.requesting import make_request_draft, make_taken_individual

pytestmark = pytest.mark.django_db
ACT = "Regulation (EU) 9999/1 (invented)"
TABLE = f"""kind;country;act;article;title;entries;applies_from;old_contracts_until;uses
prohibition;IN;{ACT};Article 2;No items of Annex I to India;ANNEX_I;2026-10-01;2027-03-01;
derogation;IN;{ACT};Article 2b;Hospitals;5A002;2026-10-01;;other
arms_embargo;IN;Decision 9999/2;;Arms embargo;;2026-10-01;;
"""
LINE = {"id": "1", "model": "NX", "control_entry": "5A002.a", "destination": "IN"}


def entered(commissioner):
    table = read(TABLE.encode(), COLUMNS)
    rows, faults = rules_of(table, zone="Europe/Brussels", countries={"IN": {}})
    assert faults == []
    keeper = body("commission", None)
    return import_measures(keeper=keeper, rows=rows, is_sample=True, actor=commissioner, at=AT)


def confirm(measure, first, second, *, at=AT):
    change = propose_measure_change(
        measure_id=measure.pk, event="confirm", act=ACT, act_on=AT.date(), actor=first, at=at
    )
    ids = {"measure_id": measure.pk, "change_id": change.pk, "at": at}
    with pytest.raises(FourEyes):
        approve_measure_change(actor=first, **ids)
    return approve_measure_change(actor=second, **ids)


def verdict(at=AT + DAY):
    return screen([LINE], at=at).results[0]


def test_a_rule_is_no_law_before_two_officers_confirm_it_and_then_binds_a_grant():
    first, second = make_commissioner(), make_commissioner()
    ban, lifting, embargo = entered(first)
    officer = make_officer()
    request = make_taken_individual(officer)
    assert verdict()["verdict"] == "authorisation_required"
    confirm(embargo, first, second)
    assert verdict()["verdict"] == "authorisation_required"  # an arms embargo alone is no prohibition
    waiting = make_proposal(request, outcome="grant")

    confirm(ban, first, second)
    confirm(lifting, first, second)
    found = verdict()
    assert (found["verdict"], found["legal_basis"], found["in_force"]) == (
        "prohibited",
        "restrictive_measure",
        True,
    )
    assert lifting.number not in screen([{**LINE, "destination": "AE"}], at=AT + DAY).results[0]["why"]
    assert verdict(AT.replace(year=2026, month=9, day=1))["verdict"] == "authorisation_required"  # not yet
    with pytest.raises(Prohibited):
        approve(waiting)
    other = make_taken_individual(officer)
    path = f"/api/v1/requests/{other.reference}/proposals"
    answer = machine(officer).post(path, {"outcome": "grant", "legal_basis": "annex_i"})
    assert (answer.status_code, answer.json()["code"]) == (422, "prohibited")
    assert answer.json()["prohibited_by"] == [ban.number]
    assert lifting.number in answer.json()["detail"] + str(answer.json()["errors"])
    named = {"outcome": "grant", "legal_basis": "annex_i", "measure": {"number": lifting.number}}
    assert machine(officer).post(path, named).json()["errors"][0]["pointer"] == "/measure/finding"
    named["measure"]["finding"] = "A public hospital; Article 2b."
    assert machine(officer).post(path, named).status_code == 201
    proposal = other.proposals.get()
    assert proposal.measure == named["measure"]
    assert approve(proposal).authorisation


def test_what_a_new_prohibition_meets_is_listed_before_and_settled_in_one_act_with_a_letter_each():
    first, second = make_commissioner(), make_commissioner()
    ban, *_others = entered(first)
    kept, ended = (make_authorisation(at=AT - 30 * DAY) for _turn in range(2))
    request, draft = make_taken_individual(), make_request_draft()
    office = kept.authority

    met = hits_of(ban, authority=office, at=AT)
    assert [live.authorisation for live in met.authorisations] == sorted(
        (kept, ended), key=lambda each: each.reference
    )
    assert (met.requests, met.drafts) == ([request], [draft])
    assert hits_by_state(ban, at=AT) == {"DE": {"drafts": 1, "requests": 1, "authorisations": 2, "users": 0}}
    assert write_off(kept, mrn=mrn(1), at=AT).created
    confirm(ban, first, second)
    assert Notice.objects.filter(kind="measure_hits", organisation=office).exists()
    with pytest.raises(Prohibited):
        write_off(kept, mrn=mrn(2), at=AT + DAY)

    officer, colleague = make_officer(), make_officer()
    act = {"measure_id": ban.pk, "actor": officer, "at": AT + DAY}
    with pytest.raises(Invalid):
        propose_over_authorisations(authorisation_ids=[], event="continue", grounds="x", **act)
    dropped = propose_over_authorisations(authorisation_ids=[ended.pk], event="suspend", grounds="x", **act)
    assert discard_over_authorisations(change_ids=[dropped[0].pk], **act) == 1
    changes = [
        *propose_over_authorisations(
            authorisation_ids=[kept.pk], event="continue", grounds="A contract of 2025, Article 2.", **act
        ),
        *propose_over_authorisations(
            authorisation_ids=[ended.pk], event="revoke", grounds="Article 2.", **act
        ),
    ]
    with pytest.raises(FourEyes):
        approve_over_authorisations(change_ids=[each.pk for each in changes], **act)
    act["actor"] = colleague
    assert approve_over_authorisations(change_ids=[each.pk for each in changes], **act) == 2
    kept.refresh_from_db()
    ended.refresh_from_db()
    assert (kept.status, ended.status) == ("valid", "revoked")
    assert Document.objects.filter(about__in=[each.pk for each in changes]).count() == 2
    assert write_off(kept, mrn=mrn(3), at=AT + DAY).created


def test_a_rule_may_be_discarded_or_ended_and_a_national_one_binds_its_state_alone():
    first, second = make_officer(), make_officer()
    keeper = body("authority", "DE")
    row = RuleRow(
        kind="prohibition", country="IN", act="AWV (invented)", title="x", entries=("5",), applies_from=AT
    )
    with pytest.raises(Invalid):
        enter_measure(
            keeper=keeper,
            row=RuleRow(kind="prohibition", act="x", title="x", applies_from=AT),
            actor=first,
            at=AT,
        )
    idle, ban = (enter_measure(keeper=keeper, row=row, actor=first, at=AT) for _turn in range(2))
    assert discard_measure(measure_id=idle.pk, actor=first, at=AT).status == "discarded"
    confirm(ban, first, second)
    german, french = make_taken_individual(make_officer()), make_taken_individual_of("FR")
    assert verdict()["verdict"] == "authorisation_required"  # a declaration says nothing of the state
    with pytest.raises(Prohibited):
        make_proposal(german, outcome="grant")
    assert make_proposal(french, outcome="grant")

    over = {"act": "AWV 2 (invented)", "act_on": AT.date(), "applies_until": AT + DAY, "event": "end"}
    end = propose_measure_change(measure_id=ban.pk, actor=first, at=AT, **over)
    assert "approve_measure" in {each.kind.code for each in todos(second, at=AT)}
    discard_measure_change(measure_id=ban.pk, change_id=end.pk, actor=second, at=AT)
    end = propose_measure_change(measure_id=ban.pk, actor=first, at=AT, **over)
    approve_measure_change(measure_id=ban.pk, change_id=end.pk, actor=second, at=AT)
    assert RestrictiveMeasure.objects.get(pk=ban.pk).applies_until == AT + DAY
    assert make_proposal(german, outcome="grant", at=AT + DAY)
    assert not RestrictiveMeasure.objects.visible_to(make_customs()).filter(pk=idle.pk).exists()


def make_taken_individual_of(state):
    return make_taken_individual(make_officer(state), exporter=make_exporter(state))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ban;IN;A;;t;;2026-10-01", "kind"),
        ("prohibition;ZZ;A;;t;;2026-10-01", "ZZ"),
        ("prohibition;IN;;;t;;2026-10-01", "act"),
        ("prohibition;IN;A;;t;;soon", "applies_from"),
        ("prohibition;IN;A;;t;" + "5" * 30 + ";2026-10-01", "entries"),
    ],
)
def test_a_row_that_is_no_rule_says_what_is_wrong(row, words):
    table = read(f"kind;country;act;article;title;entries;applies_from\n{row}\n".encode(), COLUMNS)
    rows, [fault, *_more] = rules_of(table, zone="Europe/Brussels", countries={"IN": {}})

    assert rows == []
    assert fault.row == 2
    assert words in str(fault.sentence)


def test_over_rest_the_second_officer_finds_what_waits_and_nobody_else_is_told_of_it(product_clock):
    first, second = make_commissioner(), make_commissioner()
    ban, *_others = entered(first)
    product_clock.at = AT + DAY
    address = f"/api/v1/measures/{ban.number}"
    change = {"event": "confirm", "act": ACT, "act_on": AT.date().isoformat()}
    waits = machine(first).post(f"{address}/changes", change).json()

    assert machine(second).get(address).json()["waiting"] == waits
    assert machine(second).post(f"{address}/changes/{waits['id']}/approve").status_code == 200
    assert machine(second).get(address).json()["waiting"] is None
    assert machine(make_officer()).get(address).json()["waiting"] is None


@pytest.mark.parametrize("entries", [("5",), ("5A",), ("ANNEX_I",), ("5A002.a",)])
def test_whom_a_rule_on_a_whole_category_meets_is_told_of_every_general_authorisation(entries):
    first = make_commissioner()
    for code in ("EU001", "EU003", "EU008"):  # some leave out whole groups of items
        make_registration(code=code)
    rule = {"kind": "prohibition", "country": "NZ", "act": ACT, "title": "No items to New Zealand"}
    row = RuleRow(applies_from=AT, entries=entries, **rule)
    ban = enter_measure(keeper=body("commission", None), row=row, actor=first, at=AT)

    met = hits_by_state(ban, at=AT)

    assert met["DE"]["users"] >= 1


def test_over_rest_an_authority_reads_what_a_new_rule_meets_and_suspends_it_in_one_act(product_clock):
    keeper, second = make_commissioner(), make_commissioner()
    ban, *_others = entered(keeper)
    one, other = (make_authorisation(at=AT - 30 * DAY) for _turn in range(2))
    open_case = make_taken_individual()
    confirm(ban, keeper, second)
    first, colleague = machine(make_officer()), machine(make_officer())
    path = f"/api/v1/measures/{ban.number}"

    met = first.get(f"{path}/hits").json()

    assert {each["reference"] for each in met["authorisations"]} == {one.reference, other.reference}
    assert met["requests"] == [open_case.reference]
    assert machine(keeper).get(f"{path}/hits").json()["by_state"]["DE"]["authorisations"] == 2
    assert machine(keeper).post(f"{path}/acts", {}).status_code == 403
    body = {
        "event": "suspend",
        "authorisations": [one.reference, "DE-A-1999-0001"],
        "grounds": "The act.",
        "hearing": {"waived": "It counts from today."},
    }
    assert first.post(f"{path}/acts", body).json()["errors"][0]["pointer"] == "/authorisations/1"
    made = first.post(f"{path}/acts", {**body, "authorisations": [one.reference, other.reference]})
    assert (made.status_code, [each["status"] for each in made.json()]) == (201, ["proposed"] * 2)
    assert first.post(f"{path}/acts/approve", {}).json()["code"] == "four_eyes"
    kept = next(each["id"] for each in made.json() if each["authorisation"] == other.reference)
    assert colleague.post(f"{path}/acts/discard", {"acts": [kept]}).json()[0]["status"] == "discarded"

    done = colleague.post(f"{path}/acts/approve", {}).json()

    assert [(each["authorisation"], each["status"]) for each in done] == [(one.reference, "approved")]
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, other.status) == ("suspended", "valid")
    assert colleague.post(f"{path}/acts/approve", {}).json()["errors"][0]["pointer"] == "/changes"
