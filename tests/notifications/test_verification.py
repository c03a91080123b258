"""Evidence is signed only if positions, trail and outcome agree; `verify_all` compares everything (G4, G15, G16)."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from controllist.models import ControlListEntry
from exportctl.core.actions.audit import seal
from exportctl.local.cluster import OWNER
from licensing.models import Proposal
from notifications.actions.closing import close_due
from notifications.actions.positions import record_position
from notifications.errors import EvidenceDisputed
from notifications.models import ObjectionProcedure, Position
from notifications.queries.evidence import evidence_of
from notifications.queries.procedures import show_position
from notifications.rules.stances import receipt
from tests.factories import DAY, make_delegate, make_procedure
from tests.notifications.test_closing import OBJECTION

AGREE = {"stance": "agree", "grounds": [], "reason": "Agreed."}
FORGERIES = (  # table, what is written, and a word of the sentence that tells of it
    ("notifications_position", "reason = 'Another reason.'", "receipt of its words"),
    ("notifications_position", "sequence = 9", "receipt of its words"),
    ("notifications_procedureoutcome", "tally = '{}'", "tally that it was closed with"),
    ("notifications_procedureoutcome", "outcome = 'lapsed'", "do not end alike"),
    ("notifications_objectionprocedure", "outcome = 'lapsed'", "do not end alike"),
    (
        "notifications_objectionprocedure",
        "frozen = frozen || '{\"working_days\": 9}'",
        "not those it opened with",
    ),
    ("notifications_objectionprocedure", 'entry = entry || \'{"name": "x"}\'', "two officers confirmed"),
    ("notifications_participant", "due_at = due_at + interval '1 h'", "newest of its instants"),
    ("core_auditevent", 'facts = facts || \'{"stance": "comment"}\'', "not what was sealed"),
    ("licensing_proposal", "grounds = 'x'", "not what was proposed"),
    ("licensing_decision", "outcome = 'grant'", "not the proposal that was approved"),
    ("licensing_requestversion", "body = '{}'", "not the one that was sent"),
    ("notifications_catchallnotification", "body = '{}'", "not the body that was sent"),
    ("controllist_controllistentry", "name = 'FORGED NAME'", "does not say what the log says"),
    ("controllist_controllistentry", "item_keys = '{x/y}'", "not found by its own maker"),
    ("controllist_edition", 'content = content || \'{"name": "FORGED"}\'', "does not commit to edition"),
    ("core_population", "people = people + 1", "neither shipped nor approved"),
)


class Owner:
    """A database administrator: past every right and trigger, without the signing key."""

    def __init__(self, clone) -> None:
        self.clone = clone

    def writes(self, table: str, *statements: tuple) -> None:
        with self.clone.connect(OWNER) as owner, owner.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement, values in statements:
                cursor.execute(statement, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    def forges(self, table: str, change: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT to_jsonb(each) FROM {table} AS each")
            self.before = [json.loads(row) for (row,) in cursor.fetchall()]
        self.writes(table, (f"UPDATE {table} SET {change}", ()))

    def undoes(self, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
                " AND NOT attisdropped AND attgenerated = ''",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            cursor.execute(
                "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid"
                " AND attnum = indkey[0] WHERE indrelid = %s::regclass AND indisprimary",
                [table],
            )
            key = cursor.fetchone()[0]
        names = ", ".join(f'"{name}"' for name in columns)
        restore = (
            f"UPDATE {table} SET ({names}) = (SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s))"
            f" WHERE {key}::text = %s"
        )
        self.writes(table, *((restore, (json.dumps(row), str(row[key]))) for row in self.before))


@pytest.fixture
def owner(cloned_database):
    return Owner(cloned_database)


@pytest.fixture
def closed(cloned_database, product_clock):
    """Listed, against one objection, and sealed."""
    procedure = make_procedure()
    record_position(procedure_id=procedure.pk, actor=make_delegate("MT"), **OBJECTION)
    close_due(at=procedure.closes_at + DAY)
    seal(at=procedure.closes_at + DAY)
    procedure.refresh_from_db()
    return procedure


def complaints(capsys) -> str:
    capsys.readouterr()
    with pytest.raises(CommandError, match="do not agree"):
        call_command("verify_all")
    return capsys.readouterr().err


def test_what_the_product_wrote_agrees_with_its_trail(closed, capsys):
    call_command("verify_all")

    assert "everything agrees" in capsys.readouterr().out
    assert evidence_of(closed, at=closed.closes_at + DAY)["outcome"] == "listed"


def test_every_forgery_of_an_administrator_is_told(closed, owner, capsys):
    for table, change, told in FORGERIES:
        owner.forges(table, change)
        assert told in complaints(capsys), f"{table}: {change}"
        owner.undoes(table)

    call_command("verify_all")


def test_pages_files_and_screening_show_the_logs_words_whatever_the_table_says(closed, owner, client):
    """Two readers are never shown two lists: a row that somebody changed is shown to nobody."""
    entry = ControlListEntry.objects.get()
    forged = "name = 'FORGED NAME', item_keys = '{x/y}', model_keys = '{y}', in_force = true"
    owner.forges("controllist_controllistentry", forged)
    model = {"id": "1", "manufacturer": entry.manufacturer, "model": entry.model_names[0]}

    for page in (f"/list/{entry.code}", "/list", "/list.csv", f"/api/v1/control-list/{entry.code}", "/"):
        shown = client.get(page, follow=True).content.decode()
        assert entry.name in shown, page
        assert "FORGED" not in shown, page
    answer = client.post("/api/v1/screenings", {"lines": [model]}, content_type="application/json").json()
    assert answer["results"][0]["entries"][0]["code"] == entry.code
    assert answer["results"][0]["in_force"] is False


def test_a_position_rewritten_with_a_new_receipt_is_not_signed(closed, owner, capsys):
    position = Position.objects.get()
    shown = {**show_position(position, words=True), **AGREE}
    shown.pop("receipt")
    statement = (
        "UPDATE notifications_position SET stance = 'agree', grounds = '[]', reason = %s, receipt = %s"
    )
    owner.writes("notifications_position", (statement, (AGREE["reason"], receipt(**shown))))

    with pytest.raises(EvidenceDisputed, match="verify_all"):
        evidence_of(ObjectionProcedure.objects.get(), at=closed.closes_at + DAY)
    assert "position 1 of MT is not the one in the trail" in complaints(capsys)


def test_a_position_that_was_taken_away_is_missed(closed, owner, capsys):
    owner.writes("notifications_position", ("DELETE FROM notifications_position", ()))

    with pytest.raises(EvidenceDisputed):
        evidence_of(closed, at=closed.closes_at + DAY)
    assert "position 1 of MT is missing" in complaints(capsys)
    assert Proposal.objects.count() == 1
