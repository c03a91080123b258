"""A national list or a table of customs codes counts once a second officer has confirmed it, and not before."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from controllist.models import NationalEntry, TableImport
from controllist.queries.dated_tables import national_entries
from controllist.rules.table_imports import Kind, What, row_changes
from exportctl.core.errors import Invalid
from exportctl.core.models import AuditEvent
from exportctl.core.queries.todos import todos
from tests.controllist.tables import FIRST, confirm_table, propose_table
from tests.factories import AT, machine, make_commissioner, make_exporter, make_filer, make_officer

LIST = b"code;text;publication\n5a902;Surveillance systems;OJ C 2023/1\n6A999;Other;\n"


def row(code, text="a", ends_on=None):
    return {"code": code, "text": text, "publication": "", "starts_on": "2026-01-01", "ends_on": ends_on}


def test_each_row_says_what_it_does():
    standing = [row("5A901"), row("5A902"), row("5A903"), row("5A904")]

    changes = row_changes(
        Kind.NATIONAL_LIST,
        [row("5A901"), row("5A902", "b"), row("5A905"), row("5A904", ends_on="2027-01-01")],
        standing,
        on="2026-06-01",
    )

    assert [(each.code, each.what) for each in changes] == [
        ("5A901", What.SAME),
        ("5A902", What.CHANGED),
        ("5A905", What.NEW),
        ("5A904", What.CHANGED),
        ("5A903", What.ENDED),
    ]


@pytest.mark.django_db
def test_two_officers_put_a_national_list_in_force_on_its_pages(client: Client):
    first, second, stranger = make_officer("DE"), make_officer("DE"), make_officer("FR")
    given = {"kind": "national_list", "legal_act": "OJ C, C/2026/9", "starts_on": "1.1.2026"}

    def read(source):
        return client.post("/table-imports", {**given, "file": SimpleUploadedFile("own.csv", source)})

    client.force_login(first)
    wrong, sent = read(b"code;text\nnonsense;x\n"), read(LIST)
    table = TableImport.objects.get()
    page = client.get(sent["Location"]).content.decode()
    own = client.post(sent["Location"])
    assert not national_entries(["5A902"], on=FIRST)
    client.force_login(stranger)
    assert client.get(sent["Location"]).status_code == 404
    client.force_login(second)
    waiting = {each.kind.code for each in todos(second, at=AT)}
    client.post(sent["Location"])

    assert (wrong.status_code, sent.status_code, own.status_code) == (422, 302, 422)
    assert "Row 2" in wrong.content.decode()
    assert "Surveillance systems" in page
    assert "confirm_table" in waiting
    assert [each.member_state_id for each in national_entries(["5A902"], on=FIRST)["5A902"]] == ["DE"]
    table.refresh_from_db()
    assert (table.begun, table.changed, table.ended) == (2, 0, 0)
    assert AuditEvent.objects.filter(machine="table import").count() == 2
    public = Client()
    assert "Germany" in public.get("/national-lists").content.decode()
    assert "OJ C 2023/1" in public.get("/national-lists/de").content.decode()

    confirm_table("national_list", b"code;text\n5A902;Wider\n", starts_on=date(2026, 6, 1))
    counts = {
        day: sorted(each.code for each in NationalEntry.objects.in_force(on=day))
        for day in (FIRST, date(2026, 7, 1))
    }
    assert counts == {FIRST: ["5A902", "6A999"], date(2026, 7, 1): ["5A902"]}


@pytest.mark.django_db
@pytest.mark.parametrize("day", [FIRST, date(2026, 3, 1)])
def test_what_a_newer_file_leaves_out_is_over_though_it_began_that_day_or_begins_later(day):
    confirm_table(
        "national_list", b"code;text;from\n5A902;a;\n5A903;b;2026-06-01\n5A904;c;\n", starts_on=FIRST
    )

    table = confirm_table("national_list", b"code;text;from\n5A902;a;\n5A902;z;2026-09-01\n", starts_on=day)

    later = NationalEntry.objects.in_force(on=date(2026, 12, 1)).order_by("starts_on")
    assert [(each.code, each.text) for each in later] == [
        ("5A902", "z")
    ]  # where it begins, the open one ends
    assert NationalEntry.objects.in_force(on=day).get().text == "a"
    assert (table.begun, table.changed, table.ended) == (0, 2, 2)


@pytest.mark.django_db
def test_a_changed_row_that_would_begin_before_its_file_is_refused_and_the_past_stays_as_it_was_answered():
    confirm_table("national_list", b"code;text;from\n5A902;a;\n5A903;b;2026-03-01\n", starts_on=FIRST)
    june = date(2026, 6, 1)

    for source in (b"code;text;from\n5A902;z;2026-02-01\n", b"code;text;from\n5A909;new;2026-02-01\n"):
        with pytest.raises(Invalid) as refused:
            propose_table("national_list", source, starts_on=june)
        assert "1 February 2026" in str(refused.value.errors)

    # What stands may name its own day; what is new begins with the file.
    source = b"code;text;from\n5A902;z;\n5A903;b;2026-03-01\n"
    confirm_table("national_list", source, starts_on=june)
    for day, text in ((date(2026, 5, 31), "a"), (june, "z")):
        assert [each.text for each in national_entries(["5A902"], on=day)["5A902"]] == [text]
    assert NationalEntry.objects.get(code="5A903").starts_on == date(2026, 3, 1)


@pytest.mark.django_db
def test_machines_read_the_tables_and_two_of_them_confirm_one(capsys, tmp_path):
    one, other = make_commissioner(), make_commissioner()
    proposer, second, anybody = machine(one), machine(other), machine()
    exporter = machine(make_filer(make_exporter()))
    body = {
        "kind": "customs_codes",
        "legal_act": "Correlation table 2026",
        "starts_on": "2026-01-01",
        "name": "cn.csv",
        "csv": "cn_code;control_entry\n8517 62;5A001.f\n85176200;5A001.f, 5A001.j\n",
    }

    refused = proposer.post("/api/v1/table-imports", {**body, "csv": "cn_code;control_entry\n85;5A001\n"})
    table = proposer.post("/api/v1/table-imports", body).json()
    address = f"/api/v1/table-imports/{table['id']}"
    before = anybody.get("/api/v1/customs-codes/8517.62.00").json()
    answers = [each.post(f"{address}/approve").status_code for each in (exporter, proposer, second)]
    after = anybody.get("/api/v1/customs-codes/8517 62 00 90").json()

    assert refused.json()["errors"][0]["pointer"] == "/rows/2"
    assert (table["status"], table["new"], before["results"]) == ("proposed", 2, [])
    assert answers == [404, 403, 200]
    assert [each["cn_code"] for each in after["results"]] == ["85176200", "851762"]
    assert proposer.post("/api/v1/table-imports", body).status_code == 422  # it counts already
    assert exporter.get("/api/v1/table-imports").status_code == 403
    assert anybody.get("/api/v1/national-lists?on=yesterday").status_code == 422
    assert "5A001.j" in Client().get("/customs-codes?code=8517 6200").content.decode()
    assert Client().get("/customs-codes?code=85").status_code == 422

    file = tmp_path / "de.csv"
    file.write_bytes(LIST)
    officer = make_officer("DE")
    call_command("import_table", "national_list", file, starts_on=FIRST, act="OJ C", officer=officer.email)
    assert "wait for a second officer" in capsys.readouterr().out
    assert anybody.get("/api/v1/national-lists?state=de").json()["results"] == []
    waiting = TableImport.objects.get(kind="national_list")
    assert (
        machine(officer).post(f"/api/v1/table-imports/{waiting.pk}/discard").json()["status"] == "discarded"
    )
    assert propose_table("national_list", LIST).status == "proposed"
