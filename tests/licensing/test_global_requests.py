"""A global request from its draft to what customs write off; a large project that is granted for six years."""

import pytest

from exportctl.core.errors import Invalid
from licensing.errors import NotForThis, Prohibited, QuantityExceeded
from licensing.labels import entry_title
from licensing.models import Authorisation, Denial, StateConsultation
from licensing.queries.authorisations import show_authorisation
from licensing.queries.measures import hits_of
from licensing.queries.papers import paper_of
from licensing.queries.proposals import burdens_of
from licensing.queries.screening_facts import FEW
from licensing.queries.screening_papers import papers_of
from licensing.rules.hearings import Burden
from tests.factories import AT, DAY, approve, machine, make_commissioner, make_customs, make_proposal
from tests.licensing.granted import mrn, write_off
from tests.licensing.test_authorisations import carry_out
from tests.licensing.test_measures import confirm, entered
from tests.requesting import END_USERS, GLOBAL, INDIVIDUAL, make_taken

pytestmark = pytest.mark.django_db
GRANT = {"outcome": "grant", "legal_basis": "annex_i"}


def granted(request, **terms):
    approval = approve(make_proposal(request, **GRANT, terms=terms))
    return Authorisation.objects.with_balances().get(reference=approval.authorisation)


def test_a_global_authorisation_covers_several_and_its_categories_are_never_used_up():
    request = make_taken({**GLOBAL, "location": "FR"})
    assert not StateConsultation.objects.exists()  # Article 14(1) is about individual ones

    authorisation = granted(request, reports_every=12, icp={"weighed": "Audited in March."})

    shown = show_authorisation(authorisation, at=AT + DAY, reader=make_customs("NL"))
    assert (shown["kind"], shown["form"], shown["customs_document_code"]) == ("global", "global", "X070")
    assert (shown["destinations"], len(shown["end_users"])) == (["IN", "BR", "CL"], 2)
    assert shown["conditions"] == []  # reports are the holder's
    category, item = shown["lines"]
    assert (category["granted"], category["left"], item["granted"]) == (None, None, "100")
    assert (category["name"], category["control_entry"]) == (entry_title("5A002.a"), "5A002.a")
    reports = authorisation.version.conditions
    assert [each["due_on"][:4] for each in reports] == ["2027", "2028"]
    assert reports[0]["show"] == "holder"

    assert write_off(authorisation, "5000", line=1, destination="CL", unit="kg").left is None
    assert write_off(authorisation, "40", line=2, mrn=mrn(2), destination="BR").left == 60
    with pytest.raises(NotForThis):
        write_off(authorisation, "1", mrn=mrn(3), destination="AE")
    with pytest.raises(QuantityExceeded):
        write_off(authorisation, "61", line=2, mrn=mrn(4))
    paper = paper_of(authorisation.version.pk)
    assert (paper.form, paper.consignee, len(paper.end_users)) == ("global", None, 2)
    assert [place.code for place in paper.destinations] == ["IN", "BR", "CL"]
    assert paper.attached[0].name == entry_title("5A002.a")  # a category is called by its entry


def test_where_it_names_no_end_user_any_may_receive_the_items():
    authorisation = granted(make_taken(GLOBAL))
    stranger = {"line": 2, "end_user": "Harbour Office"}

    with pytest.raises(NotForThis):
        write_off(authorisation, "1", destination="BR", **stranger)
    assert write_off(authorisation, "1", destination="CL", **stranger).left == 99
    with pytest.raises(NotForThis):
        write_off(authorisation, "1", mrn=mrn(2), **stranger)  # no destination is declared

    line = {"manufacturer": "", "model": "", "control_entry": "5A002.a", "authorisation": ""}
    asked = [line | {"destination": code} for code in ("BR", "CL")]
    declarants = dict.fromkeys(range(2), authorisation.holder_id)
    by_place = papers_of(asked, declarants, at=AT + 2 * DAY)
    assert by_place[0].parties.end_users == tuple(each["name"] for each in END_USERS)
    assert by_place[1].parties.end_users == ()


def test_some_destinations_are_granted_and_the_others_refused_for_every_item():
    request = make_taken(GLOBAL)
    for wrong in (["AE"], ["IN", "IN"]):
        with pytest.raises(Invalid) as refused:
            make_proposal(request, **GRANT, terms={"destinations": wrong})
        assert refused.value.errors[-1]["pointer"].startswith("/destinations/")

    authorisation = granted(request, destinations=["IN", "CL"], lines=[{"line": 2}])

    proposal = request.proposals.get()
    assert set(burdens_of(proposal)) == {Burden.LINES, Burden.DESTINATIONS}
    assert (proposal.left_out, authorisation.version.left_out) == (["BR"], ["BR"])
    assert authorisation.destinations == ["IN", "CL"]
    paper = paper_of(authorisation.version.pk)
    assert [place.code for place in paper.destinations] == ["IN", "CL"]
    assert paper.data["destinations"] == ["IN", "CL"]
    assert {each.country for each in paper.end_users} == {each["country"] for each in END_USERS} - {"BR"}
    with pytest.raises(NotForThis):
        write_off(authorisation, "1", line=2, destination="BR")
    whole, partial = Denial.objects.filter(request=request).order_by("line")
    assert (whole.line, whole.destinations, whole.act) == (1, ["IN", "BR", "CL"], "refuse")
    assert (partial.line, partial.destinations, partial.act) == (2, ["BR"], "refuse")
    assert {each.country for each in partial.parties.all()} <= {"BR"}
    assert whole.parties.count() == len(END_USERS)


def test_whoever_names_every_destination_limits_none_and_denies_nothing():
    authorisation = granted(make_taken(GLOBAL), destinations=["CL", "BR", "IN"])
    assert authorisation.destinations == ["IN", "BR", "CL"]
    assert not Denial.objects.exists()


def test_a_limitation_that_two_officers_find_substantial_is_told_with_why_and_never_to_the_exporter():
    request = make_taken(GLOBAL)
    why = {"substantial_because": "Half of it would go on to the army."}
    with pytest.raises(Invalid) as refused:
        make_proposal(request, **GRANT, terms=why)  # nothing is taken away
    assert refused.value.errors[-1]["pointer"] == "/substantial_because"

    less = [{"line": 1}, {"line": 2, "quantity": "50"}]
    granted(request, lines=less, destinations=["IN", "CL"], **why)

    told = Denial.objects.filter(request=request).order_by("line", "act")
    assert [(each.line, each.act, each.destinations) for each in told] == [
        *[(1, "limit", ["IN", "CL"]), (1, "refuse", ["BR"])],
        *[(2, "limit", ["IN", "CL"]), (2, "refuse", ["BR"])],
    ]
    assert {each.ground for each in told if each.act == "limit"} == {why["substantial_because"]}
    assert {each.country for each in told[0].parties.all()} <= {"IN", "CL"}
    path = f"/api/v1/requests/{request.reference}"
    assert machine(request.submitted_by).get(path).json()["proposals"][0]["substantial_because"] is None
    assert machine(request.assigned_to).get(path).json()["proposals"][0]["substantial_because"]


def test_less_alone_or_a_condition_is_told_to_nobody():
    granted(make_taken(GLOBAL), lines=[{"line": 1}, {"line": 2, "quantity": "50"}])
    assert not Denial.objects.exists()


def test_what_is_renewed_corrected_or_suspended_keeps_to_the_destinations_granted():
    authorisation = granted(make_taken(GLOBAL), destinations=["IN", "CL"])
    carry_out(authorisation, "reissue", at=AT + 3 * DAY)
    further = Authorisation.objects.with_balances().get(predecessor=authorisation)
    assert further.destinations == ["IN", "CL"]
    carry_out(further, "suspend", at=AT + 4 * DAY)
    assert {tuple(each.destinations) for each in Denial.objects.filter(act="suspend")} == {("IN", "CL")}


def test_a_prohibition_against_one_destination_leaves_the_others_to_be_granted():
    first, second = make_commissioner(), make_commissioner()
    ban, _lifting, _embargo = entered(first)
    confirm(ban, first, second)
    request = make_taken(GLOBAL)
    with pytest.raises(Prohibited):
        make_proposal(request, **GRANT)
    authorisation = granted(request, destinations=["BR", "CL"])
    assert write_off(authorisation, "1", line=2, destination="BR").left == 99
    assert not hits_of(ban, authority=None, at=AT + 3 * DAY).authorisations


def test_a_screening_takes_a_paper_only_for_the_destinations_granted():
    authorisation = granted(make_taken(GLOBAL), destinations=["IN", "CL"])
    item = {name: GLOBAL["items"][1][name] for name in ("manufacturer", "model", "control_entry")}
    lines = [{**item, "destination": code} for code in ("IN", "BR")]
    few = papers_of(lines, dict.fromkeys(range(2), authorisation.holder_id), at=AT + 3 * DAY)
    assert [*few] == [0]
    assert few[0].reference == authorisation.reference
    many = papers_of(lines * FEW, dict.fromkeys(range(2 * FEW), authorisation.holder_id), at=AT + 3 * DAY)
    assert many == dict.fromkeys(range(0, 2 * FEW, 2), few[0])


def test_on_the_page_one_ticks_destinations_and_both_sides_read_them(client):
    request = make_taken(GLOBAL)
    client.force_login(request.assigned_to)
    form = f"/cases/{request.reference}/propose"
    assert "For which destinations?" in client.get(form).content.decode()
    sent = {
        "outcome": "grant",
        "legal_basis": "annex_i",
        "grounds": "Fine.",
        "granted": ["1", "2"],
        "icp_weighed": "Audited.",
    }
    lacking = client.post(form, sent).content.decode()
    assert "Tick at least one destination" in lacking
    heard = client.post(form, {**sent, "destinations": ["IN", "CL"]}).content.decode()
    assert "a destination that was asked for is not granted" in heard or "hearing" in heard
    answer = client.post(
        form, {**sent, "destinations": ["IN", "CL"], "hearing_waived": "Agreed by telephone."}
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    proposal = request.proposals.get()
    assert proposal.destinations == ["IN", "CL"]
    approve(proposal)
    client.force_login(request.submitted_by)
    shown = client.get(f"/cases/{request.reference}/decision").content.decode()
    assert "Refused for: Brazil." in shown
    assert machine(request.submitted_by).get(f"/api/v1/requests/{request.reference}").json()["proposals"][0][
        "destinations"
    ] == ["IN", "CL"]


def test_a_large_project_is_longer_than_four_years_only_with_a_reason():
    body = {**INDIVIDUAL, "kind": "large_project", "form": "individual", "valid_for_months": 48}
    request = make_taken(body)
    with pytest.raises(Invalid) as refused:
        make_proposal(request, **GRANT, terms={"valid_for_months": 72})
    assert refused.value.errors[0]["pointer"] == "/valid_for_months"
    with pytest.raises(Invalid):
        make_proposal(request, **GRANT, terms={"reports_every": 6})

    authorisation = granted(request, valid_for_months=72, longer_because="Six building phases.")

    assert (authorisation.valid_until.year, authorisation.customs_document_code) == (2032, "X060")
    assert paper_of(authorisation.version.pk).consignee.name == "City Hospital"
