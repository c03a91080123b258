"""Other states' denials by file: read row by row, previewed, taken by a second officer."""

from datetime import date

import pytest

from exportctl.core.errors import FourEyes, Invalid, Pending
from exportctl.core.queries.todos import todos
from exportctl.core.rules.uploaded_tables import read
from licensing.actions.denial_imports import (
    approve_denial_import,
    discard_denial_import,
    propose_denial_import,
)
from licensing.models import Denial, StateConsultation
from licensing.queries.denial_imports import preview
from licensing.rules.denial_tables import COLUMNS, Known, What, denials_of, faults_against, what_of
from tests.factories import AT, DAY, machine, make_officer, organisation
from tests.requesting import make_taken_individual

HEAD = "state,paper_number,paper_on,act,decided_on,legal_basis,control_entry,name,destination,end_user,ground,status"
NEW = "MT,MT/1,2026-10-20,refuse,2026-10-12,annex_i,5A002.a,Network encryptor,IN,City Hospital,Diversion."


def rows_of(*lines, own_state="DE"):
    table = read("\n".join((HEAD, *lines)), COLUMNS)
    return denials_of(table, own_state=own_state, today=AT.date())


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (NEW.replace("MT,", "ZZ,", 1), "state"),
        (NEW.replace("MT,", "DE,", 1), "own state"),
        (NEW.replace("2026-10-20", "soon"), "paper_on"),
        (NEW.replace("2026-10-12", "2026-10-21"), "notified after"),
        (NEW.replace("2026-10-20", "2027-10-20"), "paper_on: This day has not come yet"),
        (NEW.replace("refuse", "forbid"), "act"),
        (NEW.replace("City Hospital", ""), "end_user"),
        (f"{NEW},kept", "valid or revoked"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_its_number_and_nothing_is_taken(line, word):
    rows, faults = rows_of(NEW.replace("MT/1", "MT/0"), line)

    assert rows == []
    assert [fault.row for fault in faults] == [3]
    assert word in str(faults[0].sentence)


def test_a_number_stands_in_a_file_once():
    assert [fault.row for fault in rows_of(NEW, NEW)[1]] == [3]


FIXED = ("refuse", "2026-10-12", "Network encryptor")


@pytest.mark.parametrize(
    ("status", "known", "what", "faults"),
    [
        ("valid", None, What.NEW, 0),
        ("revoked", None, What.SAME, 0),
        ("valid", Known("MT-D-1", FIXED, "Diversion.", True, True), What.SAME, 0),
        ("valid", Known("MT-D-1", FIXED, "Another.", True, True), What.CHANGED, 0),
        ("revoked", Known("MT-D-1", FIXED, "Diversion.", True, True), What.GONE, 0),
        ("revoked", Known("MT-D-1", FIXED, "Diversion.", False, True), What.SAME, 0),
        ("revoked", Known("MT-D-1", FIXED, "Diversion.", True, False), What.GONE, 1),
        ("valid", Known("MT-D-1", ("annul", *FIXED[1:]), "Diversion.", True, True), What.SAME, 1),
    ],
)
def test_what_a_row_does_follows_from_what_is_entered(status, known, what, faults):
    (row,), none = rows_of(f"{NEW},{status}")

    assert none == []
    assert what_of(row, known) == what
    assert len(list(faults_against(row, known))) == faults


def test_a_ground_that_a_row_leaves_out_stays_what_it_is():
    (row,), _none = rows_of(NEW.replace("Diversion.", ""))

    assert what_of(row, Known("MT-D-1", FIXED, "Diversion.", True, True)) == What.SAME


@pytest.mark.django_db
def test_a_file_enters_changes_and_ends_denials_once_a_second_officer_takes_it():
    authority, officer = organisation("authority", "DE"), make_officer()
    request = make_taken_individual()  # about the same transaction: Malta is asked at once

    second = NEW.replace("MT/1", "MT/2").replace("City Hospital", "Rural Clinic")

    def take(*lines):
        rows, _faults = rows_of(*lines)
        said = {"authority": authority, "name": "dues.csv", "rows": rows, "at": AT + DAY}
        table = propose_denial_import(actor=officer, **said)
        with pytest.raises(Pending):
            propose_denial_import(actor=make_officer(), **said)
        with pytest.raises(FourEyes):
            approve_denial_import(import_id=table.pk, actor=officer, at=AT + DAY)
        return approve_denial_import(import_id=table.pk, actor=make_officer(), at=AT + DAY)

    table = take(NEW, second)
    assert (table.entered, table.changed, table.gone) == (2, 0, 0)
    denial = Denial.objects.get(paper_number="MT/1")
    assert (denial.review_due_on, denial.entered_by_id is not None) == (date(2029, 10, 20), True)
    assert StateConsultation.objects.filter(request=request).exists() == bool(
        StateConsultation.objects.filter(denials=denial).exists()
    )

    table = take(NEW.replace("Diversion.", "Military use."), f"{second},revoked")
    assert (table.entered, table.changed, table.gone) == (0, 1, 1)
    assert Denial.objects.get(paper_number="MT/1").ground == "Military use."
    assert not Denial.objects.valid().filter(paper_number="MT/2").exists()

    rows, _faults = rows_of(NEW.replace("Diversion.", "Military use."))
    with pytest.raises(Invalid):  # everything is entered already
        propose_denial_import(authority=authority, name="x", rows=rows, actor=officer, at=AT + DAY)
    other, _faults = rows_of(NEW.replace("MT/1", "MT/3"))
    waiting = propose_denial_import(authority=authority, name="x", rows=other, actor=officer, at=AT + DAY)
    assert [each.what for each in preview(waiting.rows, authority=authority)] == ["new"]
    assert "approve_denial_import" in {each.kind.code for each in todos(make_officer(), at=AT + DAY)}
    discard_denial_import(import_id=waiting.pk, actor=officer, at=AT + DAY)
    assert not Denial.objects.filter(paper_number="MT/3").exists()


@pytest.mark.django_db
def test_over_rest_a_file_is_read_previewed_and_taken_by_a_second_officer():
    one, two = machine(make_officer()), machine(make_officer())
    send = {"content_type": "text/csv"}
    wrong = one.post("/api/v1/denial-imports", f"{HEAD}\n{NEW}\n{NEW}", **send)
    no_table = one.post("/api/v1/denial-imports", "", **send)

    table = one.post("/api/v1/denial-imports", f"{HEAD}\n{NEW}", **send).json()
    path = f"/api/v1/denial-imports/{table['id']}"
    refused = one.post(f"{path}/approve")
    taken = two.post(f"{path}/approve").json()

    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/rows/3")
    assert (no_table.status_code, no_table.json()["errors"][0]["pointer"]) == (422, "/file")
    assert [(each["what"], each["denial"]) for each in table["rows"]] == [("new", None)]
    assert (refused.status_code, taken["status"], taken["entered"]) == (403, "approved", 1)
    assert two.get(path).json()["rows"][0]["denial"] == Denial.objects.get().reference
    assert one.get("/api/v1/denial-imports").json()["results"] == [taken]
