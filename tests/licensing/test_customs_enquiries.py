"""Customs ask and keep nothing back: who is asked, who is told, what is cited, and how it becomes a hold."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from exportctl.core import clock
from exportctl.core.actions.files import scan_file
from exportctl.core.errors import Forbidden, Invalid, NotFound, WrongStatus
from exportctl.core.models import AuditEvent, File, Notice
from exportctl.core.notice_exclusions import hidden_notices
from exportctl.core.queries.todos import todos
from licensing.actions.absences import enter_absence
from licensing.actions.conflicts import declare_conflict
from licensing.actions.customs_enquiries import (
    answer_enquiry,
    ask_authority,
    keep_back,
    take_back_enquiry,
)
from licensing.actions.customs_holds import authority_of
from licensing.actions.withheld_files import release_enquiry_paper
from licensing.errors import Held
from licensing.models import CustomsEnquiry, CustomsEnquiryPaper, CustomsHold
from licensing.rules.customs_enquiries import MOST_PAPERS
from licensing.rules.todos import ANSWER_ENQUIRY
from tests.core.honest_files import png
from tests.factories import (
    AT,
    DAY,
    HOUR,
    machine,
    make_customs,
    make_exporter,
    make_filer,
    make_officer,
    withhold,
)
from tests.licensing.enquiring import ENQUIRY, make_enquiry
from tests.licensing.granted import MRN, make_authorisation, mrn
from tests.licensing.test_duty_turns import enter, make_head

pytestmark = pytest.mark.django_db
HOLD = {"ground": "article_4", "reason": "It is another probe.", "customs_office": "DE004851"}


def waits_for(person, *, at=AT):
    return {row.reference for row in todos(person, at=at) if row.kind == ANSWER_ENQUIRY}


def answered(enquiry, *, by=None, at=AT + HOUR):
    words = "It is not listed, and needs no authorisation."
    return answer_enquiry(enquiry_id=enquiry.pk, answer=words, actor=by or make_officer(), at=at)


def test_who_granted_is_asked_else_the_exporters_state_else_the_offices_own():
    authorisation, french = make_authorisation(), make_exporter("FR")
    dutch = make_customs("NL")

    named = make_enquiry(by=dutch, authorisation=authorisation.reference.lower(), mrn=MRN.lower())
    of_record = make_enquiry(by=dutch, exporter_eori=french.eori)
    of_prefix = make_enquiry(by=dutch, exporter_eori="IT4711")
    of_nobody = make_enquiry(by=dutch)

    assert [str(each.authority.member_state_id) for each in (named, of_record, of_prefix, of_nobody)] == [
        "DE",
        "FR",
        "IT",
        "NL",
    ]
    assert (named.reference, named.mrn, of_nobody.reference) == ("DE-E-2026-00001", MRN, "NL-E-2026-00001")
    assert not CustomsHold.objects.exists()
    event = AuditEvent.objects.get(object_id=named.pk)
    assert event.facts["authorisation"] == authorisation.reference
    assert ENQUIRY["question"] not in str(event.facts)


def test_a_record_says_more_than_the_letters_of_a_number():
    french = make_exporter("FR")

    by_record = authority_of(eori=french.eori, exporter=french)
    by_letters = authority_of(eori=french.eori, exporter=None)

    assert [str(each.member_state_id) for each in (by_record, by_letters)] == ["FR", french.eori[:2]]


@pytest.mark.parametrize(
    ("known", "pointer"),
    [
        ({"question": " "}, "/question"),
        ({"customs_office": ""}, "/customs_office"),
        ({"mrn": "12"}, "/mrn"),
        ({"authorisation": "DE-A-2026-9999"}, "/authorisation"),
        ({"exporter_eori": "GB4711"}, "/exporter_eori"),
    ],
)
def test_what_cannot_be_asked_says_where(known, pointer):
    with pytest.raises(Invalid) as refused:
        make_enquiry(**known)

    assert [each["pointer"] for each in refused.value.errors] == [pointer]


def test_customs_alone_ask_and_their_photographs_are_checked_first():
    with pytest.raises(Forbidden):
        make_enquiry(by=make_officer())
    photographs = [SimpleUploadedFile(f"plate-{n}.png", png(), "image/png") for n in range(2)]
    enquiry = ask_authority(body=ENQUIRY, uploads=photographs, actor=make_customs(), at=AT)

    assert [paper.file.status for paper in enquiry.papers.all()] == ["quarantined", "quarantined"]
    many = [SimpleUploadedFile(f"{n}.png", png(), "image/png") for n in range(MOST_PAPERS + 1)]
    with pytest.raises(Invalid):
        ask_authority(body=ENQUIRY, uploads=many, actor=make_customs(), at=AT)
    with pytest.raises(Invalid):
        ask_authority(body={**ENQUIRY, "mrn": "1"}, uploads=many[:1], actor=make_customs(), at=AT)
    assert File.objects.count() == 2  # what is refused keeps no bytes


def test_it_waits_for_whoever_is_on_duty_and_else_for_every_officer():
    head = make_head()
    on_roster, colleague, customs = make_officer(), make_officer(), make_customs()
    before = make_enquiry(by=customs)
    assert Notice.objects.get(kind="customs_enquiry_asked").person is None
    assert waits_for(colleague) == {before.reference}

    turn, at = enter(head, on_roster), AT + DAY
    later = make_enquiry(by=customs, at=at)

    told = Notice.objects.filter(reference=later.reference, kind="customs_enquiry_asked")
    assert [notice.person for notice in told] == [on_roster]
    assert waits_for(on_roster, at=at) == {before.reference, later.reference}
    assert waits_for(colleague, at=at) == set()
    days = {"from_on": turn.from_on, "until_on": turn.until_on}
    enter_absence(authority=turn.authority, deputy=colleague, actor=on_roster, at=AT, **days)
    assert waits_for(colleague, at=at) == {before.reference, later.reference}
    assert waits_for(on_roster, at=at) == set()
    assert answered(later, by=head, at=at).answered_by == head  # whoever handles may answer


def test_who_declared_a_conflict_in_the_case_neither_sees_it_nor_is_told():
    authorisation = make_authorisation()
    officer, colleague = make_officer(), make_officer()
    enter(make_head(), officer)
    enquiry = make_enquiry(authorisation=authorisation.reference)
    declare_conflict(request_id=authorisation.request_id, reason="Kin.", actor=officer, at=AT)

    assert not CustomsEnquiry.objects.visible_to(officer).exists()
    assert waits_for(officer) == set()
    assert waits_for(colleague) == {enquiry.reference}  # nobody else is on duty
    hidden = Notice.objects.filter(hidden_notices(officer), reference=enquiry.reference)
    assert hidden.exists()
    with pytest.raises(NotFound):
        answered(enquiry, by=officer)
    assert not Notice.objects.filter(hidden_notices(colleague), reference=enquiry.reference).exists()
    next_one = make_enquiry(authorisation=authorisation.reference, at=AT + HOUR)
    assert Notice.objects.get(reference=next_one.reference).person is None


def test_one_officer_answers_once_and_the_office_is_told():
    customs = make_customs()
    enquiry = make_enquiry(by=customs)
    with pytest.raises(Invalid):
        answer_enquiry(enquiry_id=enquiry.pk, answer=" ", actor=make_officer(), at=AT)

    done = answered(enquiry)

    assert (done.status, done.answered_at) == ("answered", AT + HOUR)
    told = Notice.objects.get(kind="customs_enquiry_answered")
    assert (told.organisation, told.reference) == (enquiry.office, enquiry.reference)
    assert waits_for(make_officer()) == set()
    for act in (answered, lambda it: take_back_enquiry(enquiry_id=it.pk, actor=customs, at=AT + DAY)):
        with pytest.raises(WrongStatus):
            act(enquiry)


def test_only_office_and_authority_see_it_and_the_office_takes_it_back():
    authorisation, customs = make_authorisation(), make_customs()
    enquiry = make_enquiry(by=customs, authorisation=authorisation.reference)
    strangers = (make_officer("FR"), make_customs("FR"), make_filer(authorisation.holder))

    assert not any(CustomsEnquiry.objects.visible_to(each).exists() for each in strangers)
    with pytest.raises(Forbidden):
        take_back_enquiry(enquiry_id=enquiry.pk, actor=make_officer(), at=AT)
    with pytest.raises(NotFound):
        take_back_enquiry(enquiry_id=enquiry.pk, actor=strangers[1], at=AT)
    assert take_back_enquiry(enquiry_id=enquiry.pk, actor=customs, at=AT).status == "taken_back"
    with pytest.raises(WrongStatus):
        answered(enquiry)
    with pytest.raises(WrongStatus):
        keep_back(enquiry_id=enquiry.pk, mrn=MRN, exporter_eori="DE4711", actor=customs, at=AT, **HOLD)


@pytest.mark.parametrize(("is_answered", "status"), [(True, "answered"), (False, "taken_back")])
def test_a_hold_is_made_of_it_once_and_named(is_answered, status):
    authorisation, customs = make_authorisation(), make_customs()
    enquiry = make_enquiry(by=customs, authorisation=authorisation.reference)
    if is_answered:
        answered(enquiry)
    declared = {
        "mrn": MRN,
        "authorisation": authorisation.reference,
        "actor": customs,
        "at": AT + DAY,
        **HOLD,
    }

    hold, is_new = keep_back(enquiry_id=enquiry.pk, **declared)

    enquiry.refresh_from_db()
    assert (is_new, enquiry.hold, enquiry.status) == (True, hold, status)
    assert waits_for(make_officer(), at=AT + DAY) == set()  # the hold waits instead
    with pytest.raises(WrongStatus):
        keep_back(enquiry_id=enquiry.pk, **declared)


def test_no_hold_of_what_another_office_keeps_back_and_the_enquiry_stays():
    authorisation, customs = make_authorisation(), make_customs()
    enquiry = make_enquiry(by=customs, authorisation=authorisation.reference)
    declared = {"mrn": mrn(4), "authorisation": authorisation.reference, "at": AT, **HOLD}
    other = make_enquiry(by=make_customs("FR"), authorisation=authorisation.reference)
    keep_back(enquiry_id=other.pk, actor=other.asked_by, **declared)

    with pytest.raises(Held):
        keep_back(enquiry_id=enquiry.pk, actor=customs, **declared)

    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.hold) == ("asked", None)


def test_by_rest_customs_ask_read_the_answer_and_take_back():
    customs, officer = machine(make_customs()), make_officer()
    key = {"HTTP_IDEMPOTENCY_KEY": "1"}
    first = customs.post("/api/v1/customs-enquiries", ENQUIRY, content_type="application/json", **key)
    again = customs.post("/api/v1/customs-enquiries", ENQUIRY, content_type="application/json", **key)
    reference = first.json()["reference"]
    assert (first.status_code, again.json()) == (201, first.json())
    refused = customs.post("/api/v1/customs-enquiries", {"mrn": "1"}, content_type="application/json")
    assert {each["pointer"] for each in refused.json()["errors"]} == {"/mrn"}

    answered(CustomsEnquiry.objects.get(), by=officer)

    shown = customs.get(f"/api/v1/customs-enquiries/{reference}").json()
    assert (shown["status"], shown["answer"][:16]) == ("answered", "It is not listed")
    listed = customs.get("/api/v1/customs-enquiries?status=answered").json()["results"]
    assert listed == [shown]
    assert customs.get("/api/v1/customs-enquiries?status=asked").json()["results"] == []
    assert customs.post(f"/api/v1/customs-enquiries/{reference}/take-back").status_code == 409
    assert machine(officer).post(f"/api/v1/customs-enquiries/{reference}/take-back").status_code == 403
    assert machine(make_customs("FR")).get(f"/api/v1/customs-enquiries/{reference}").status_code == 404
    logged = customs.get("/api/v1/customs-messages").json()["results"]
    assert "/api/v1/customs-enquiries" in {message["path"] for message in logged}


def put(caller, reference, name="plate.png", content=None):
    upload = SimpleUploadedFile(name, png() if content is None else content)
    return caller.post(
        f"/api/v1/customs-enquiries/{reference}/papers",
        {"file": upload},
        MULTIPART_CONTENT,
    )


def test_by_rest_a_photograph_is_put_to_an_enquiry_that_waits_and_opened_once_it_is_checked():
    office, officer = make_customs(), make_officer()
    customs, reference = machine(office), make_enquiry(by=office).reference
    papers = f"/api/v1/customs-enquiries/{reference}/papers"

    made = put(customs, reference)

    assert (made.status_code, made.json()["state"]) == (201, "checking")
    one = f"{papers}/{made.json()['id']}"
    assert customs.get(one).status_code == 404
    file = CustomsEnquiryPaper.objects.get().file
    scan_file(file_id=file.pk, at=AT, machine_at=clock.machine_now())
    assert machine(officer).get(one)["Content-Type"] == "image/png"
    (listed,) = customs.get(papers).json()
    assert (listed["name"], listed["state"]) == ("plate.png", "clean")
    assert customs.get(f"/api/v1/customs-enquiries/{reference}").json()["papers"] == [listed]
    assert put(machine(officer), reference).status_code == 403
    assert put(machine(make_customs("FR")), reference).status_code == 404
    assert customs.post(papers).json()["errors"][0]["pointer"] == "/file"


def test_an_enquiry_takes_five_papers_and_none_after_its_answer():
    office = make_customs()
    customs, enquiry = machine(office), make_enquiry(by=office)
    for _number in range(MOST_PAPERS):
        assert put(customs, enquiry.reference).status_code == 201

    refused = put(customs, enquiry.reference)

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/file")
    answered(enquiry)
    assert put(customs, enquiry.reference).json()["code"] == "wrong_status"
    assert File.objects.count() == MOST_PAPERS  # what is refused keeps no bytes


def test_on_its_page_customs_add_a_paper_and_an_officer_releases_one_that_was_withheld(client):
    office, officer = make_customs(), make_officer()
    enquiry = make_enquiry(by=office)
    page = enquiry.get_absolute_url()
    client.force_login(office)
    client.post(f"{page}/papers", {"file": SimpleUploadedFile("note.txt", b"EU RESTRICTED\n")})
    paper = enquiry.papers.get()
    withhold(paper.file, at=AT)
    release = f"{page}/papers/{paper.pk}/release"
    assert "EU RESTRICTED" in client.get(page).content.decode()
    assert client.get(release).status_code == 404

    client.force_login(officer)
    assert f"{paper.pk}/release" in client.get(page).content.decode()
    client.post(release, {"sure": "1"})

    paper.file.refresh_from_db()
    assert paper.file.status == "clean"
    event = AuditEvent.objects.about(paper.file).last()
    assert (event.event, event.actor, event.facts) == ("release", officer, {"enquiry": enquiry.reference})
    assert client.get(release).status_code == 404
    with pytest.raises(NotFound):
        release_enquiry_paper(paper_id=paper.pk, actor=make_officer("FR"), at=AT)
