"""Parties against lists: what a hit stops, who settles it, what a change of a list or a party does to it."""

from pathlib import Path

import pytest

from exportctl.core import clock
from exportctl.core.errors import Invalid
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.next_steps import lines
from exportctl.core.queries.todos import todos
from licensing.actions.amendments import amend
from licensing.actions.denials import lift_denials
from licensing.actions.listed_names import seek_names
from licensing.actions.match_releases import confirm_match, discard_release, reopen_match
from licensing.actions.sanctions_lists import read_list, receive_list, take_list_into_use
from licensing.actions.watch_lists import unwatch_name, watch_name
from licensing.errors import MatchOpen
from licensing.models import Denial, ListedName, PartyMatch, SanctionsList
from licensing.queries.sanctions_lists import received_lists
from tests.factories import (
    AT,
    DAY,
    HOUR,
    approve,
    machine,
    make_commissioner,
    make_customs,
    make_exporter,
    make_officer,
    make_proposal,
)
from tests.requesting import make_taken_individual

pytestmark = pytest.mark.django_db
LIST = (Path(__file__).resolve().parents[1] / "data" / "sanctions_list.xml").read_bytes()
LISTED = "Sergei Nikolaevich Voronkov"  # as a request writes him


def import_list(content=LIST, *, at=AT):
    received = receive_list(consolidated=read_list(content=content), is_sample=True, actor=None, at=at)
    take_list_into_use(list_id=received.pk, at=at)
    return received


def end_user(name):
    return {"name": name, "address": "1 Ring Road, Pune", "country": "IN", "kind": "other"}


def open_hits(request):
    return list(PartyMatch.objects.open().filter(request=request))


def test_a_listed_party_stops_the_grant_until_two_officers_release_it():
    import_list()
    officer = make_officer()
    request = make_taken_individual(officer, end_user=end_user(LISTED))
    [hit] = open_hits(request)
    path = f"/api/v1/requests/{request.reference}/party-matches"

    with pytest.raises(MatchOpen):
        make_proposal(request, outcome="grant")
    assert machine(request.submitted_by).get(path).status_code == 403
    assert machine(make_customs()).get(path).status_code == 404
    [shown] = machine(officer).get(path).json()["results"]
    wanted = {"party": LISTED, "source": "sanctions", "number": "EU.99001.1", "status": "open"}
    assert {name: shown[name] for name in wanted} == wanted
    assert 0.8 < shown["score"] <= 1
    assert "“sergei”" in shown["why"].lower()

    reason = {"reason": "Born in 1990, another company."}
    second_officer = make_officer()
    first, second = machine(officer), machine(second_officer)
    assert first.post(f"{path}/{hit.pk}/release").status_code == 422
    assert first.post(f"{path}/{hit.pk}/release", reason).json()["status"] == "open"
    assert first.post(f"{path}/{hit.pk}/release", reason).json()["code"] == "four_eyes"
    waiting = lines(todos(second_officer, at=clock.now()), at=clock.now())
    assert "approve_release" in {line.todo.kind.code for line in waiting}
    assert first.get(f"/api/v1/requests/{request.reference}").json()["status"] == "under_review"
    assert second.post(f"{path}/{hit.pk}/release", reason).json()["status"] == "released"
    assert second.post(f"{path}/{hit.pk}/release", reason).json()["code"] == "wrong_status"
    assert approve(make_proposal(request, outcome="grant")).authorisation


def test_a_watched_party_takes_one_officer_and_binds_one_authority_alone():
    officer, elsewhere = make_officer(), make_officer("FR")
    request = make_taken_individual(officer, end_user=end_user("Meridian Optics Trading"))
    proposal = make_proposal(request, outcome="grant")
    entry = watch_name(
        authority=request.authority,
        name="Meridian Optics",
        other_names=["Меридиан Оптика"],
        reason="Paid for by somebody else in 2024.",
        actor=officer,
        at=AT + DAY,
    )

    [hit] = open_hits(request)
    assert Notice.objects.filter(kind="party_match_new", reference=request.reference).exists()
    with pytest.raises(MatchOpen):
        approve(proposal)
    path = f"/api/v1/requests/{request.reference}/party-matches/{hit.pk}"
    assert machine(elsewhere).post(f"{path}/confirm", {"reason": "x"}).status_code == 404
    confirmed = machine(officer).post(f"{path}/confirm", {"reason": "The same address."}).json()
    assert confirmed["status"] == "confirmed"
    assert approve(proposal).authorisation  # it bars nothing
    unwatch_name(entry_id=entry.pk, reason="Cleared.", actor=officer, at=AT + 2 * DAY)
    hit.refresh_from_db()
    assert (hit.status, hit.settled_by) == ("released", None)
    assert not ListedName.objects.standing().exists()


def test_lists_and_parties_are_compared_again_when_they_change():
    officer = make_officer()
    request = make_taken_individual(officer, end_user=end_user("City Hospital"))
    received = receive_list(consolidated=read_list(content=LIST), actor=None, at=AT)
    assert received_lists() == [received.pk]
    assert not open_hits(request)
    take_list_into_use(list_id=received.pk, at=AT)

    def correct(name, hours):
        amend(
            request_id=request.pk,
            body={"end_user": end_user(name)},
            reason="Another end user.",
            actor=request.submitted_by,
            at=AT + hours * HOUR,
        )
        return open_hits(request)

    [hit] = correct(LISTED, 2)
    assert correct("City Hospital", 3) == []  # of an earlier version
    assert correct(LISTED, 4) == [hit]  # the same hit again

    without = LIST[: LIST.index(b"<sanctionEntity")] + LIST[LIST.rindex(b"<sanctionEntity") :]
    import_list(without, at=AT + DAY)
    assert not open_hits(request)
    assert SanctionsList.objects.get(pk=received.pk).status == "replaced"
    import_list(at=AT + 2 * DAY)
    assert open_hits(request) == [hit]
    assert ListedName.objects.standing().count() == 3
    events = AuditEvent.objects.about(hit).values_list("event", flat=True)
    assert [*events] == ["find", "lapse", "return"]
    with pytest.raises(Invalid) as refused:
        import_list(LIST.replace(b"2026-10-30", b"2026-10-29"), at=AT + 3 * DAY)
    assert refused.value.errors[0]["pointer"] == "/file"


def test_a_proposed_release_may_be_discarded_and_a_settled_hit_opened_again():
    import_list()
    officer, second = make_officer(), make_officer()
    request = make_taken_individual(officer, end_user=end_user(LISTED))
    [hit] = open_hits(request)
    ids = {"request_id": request.pk, "match_id": hit.pk, "at": AT + DAY}
    release = machine(officer).post
    path = f"/api/v1/requests/{request.reference}/party-matches/{hit.pk}"
    release(f"{path}/release", {"reason": "Another."})

    discard_release(actor=second, **ids)
    assert release(f"{path}/release", {"reason": "Another, see the register."}).json()["waiting_release"]
    assert confirm_match(reason="The same passport.", actor=second, **ids).status == "confirmed"
    assert not hit.releases.pending().exists()
    assert reopen_match(reason="The passport was misread.", actor=officer, **ids).status == "open"


def test_who_was_refused_is_a_hit_on_the_next_case_of_whichever_state():
    refused = make_taken_individual(
        make_officer("FR"), exporter=make_exporter("FR"), end_user=end_user("Meridian Optics")
    )
    waiting = make_taken_individual(end_user=end_user("Meridian Optics Ltd"))
    approve(make_proposal(refused, outcome="refuse", grounds="Military use."))
    assert not open_hits(waiting)

    assert seek_names(at=AT + 2 * DAY) > 0
    assert {hit.source for hit in open_hits(waiting)} == {"denial"}
    assert seek_names(at=AT + 2 * DAY) == 0
    lift_denials(denials=Denial.objects.all(), actor=make_officer("FR"), at=AT + 3 * DAY)
    assert not open_hits(waiting)


def test_what_a_grant_is_refused_for_is_there_to_be_settled_before_any_worker_looks():
    """The names of a denial are looked for by the worker; an officer who is quicker is told, and sees what of."""
    officer, party = make_officer(), end_user("Kaveri River Diagnostics")
    request = make_taken_individual(officer, end_user=party)
    french = make_taken_individual(exporter=make_exporter("FR"), end_user=party)
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))
    assert not open_hits(request)
    calls, path = machine(officer), f"/api/v1/requests/{request.reference}"
    body = {"outcome": "grant", "legal_basis": "annex_i", "grounds": "Weighed.", "conditions": []}

    refused = calls.post(f"{path}/proposals", body).json()

    assert refused["code"] == "match_open"
    assert len(calls.get(f"{path}/party-matches").json()["results"]) == refused["matches"] > 0


def test_over_rest_a_name_is_watched_and_taken_off_by_its_own_authority_alone():
    request, officer = make_taken_individual(end_user=end_user("Meridian Optics Trading")), make_officer()
    calls, path = machine(officer), "/api/v1/watch-list"
    assert {each["pointer"] for each in calls.post(path, {}).json()["errors"]} == {"/name", "/reason"}

    body = {"name": "Meridian Optics", "other_names": ["Меридиан Оптика"], "country": "IN", "reason": "Cash."}
    made = calls.post(path, body)

    assert (made.status_code, made.json()["status"]) == (201, "listed")
    assert len(open_hits(request)) == 1
    assert calls.post(path, body).json()["errors"][0]["pointer"] == "/name"  # it stands there
    abroad = machine(make_officer("FR"))
    assert abroad.get(path).json()["results"] == []
    one = f"{path}/{made.json()['id']}/remove"
    assert abroad.post(one, {"reason": "x"}).status_code == 404
    assert calls.post(one, {"reason": "Cleared."}).json()["removed_because"] == "Cleared."
    assert open_hits(request) == []


def test_over_rest_the_commission_hands_in_the_list_of_a_day():
    commission = machine(make_commissioner())

    made = commission.post("/api/v1/sanctions-lists", LIST, "application/xml")

    assert (made.status_code, made.json()["form"], made.json()["status"]) == (201, "xml", "received")
    assert commission.get("/api/v1/sanctions-lists").json()["results"] == [made.json()]
    refused = commission.post("/api/v1/sanctions-lists", b"no list", "text/csv").json()
    assert [each["pointer"] for each in refused["errors"]] == ["/file"]
    assert machine(make_officer()).post("/api/v1/sanctions-lists", LIST, "text/xml").status_code == 403
