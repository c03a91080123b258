"""Sealing on committed transactions, and every way of tampering noticed (guarantee G15)."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from exportctl.core import clock
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.audit import seal
from exportctl.core.models import AuditEvent, AuditHead, AuditLeaf
from exportctl.core.queries.audit import export, hash_of, sealing, verify
from exportctl.core.queries.verification import one_snapshot
from exportctl.local.cluster import OWNER
from tests.core.conftest import AT
from tests.database import in_thread
from verifier.checking import KINDS


def happen(count: int, name: str = "a") -> None:
    for number in range(count):
        create_account(email=f"{name}{number}@authority.example", name=name, at=AT)


def test_events_get_places_and_the_root_is_signed(cloned_database):
    happen(5)
    sealed = seal(at=AT)
    happen(3, "b")
    sealed += seal(at=AT + timedelta(seconds=1))

    assert sealed == 8
    assert list(AuditLeaf.objects.order_by("position").values_list("position", flat=True)) == list(range(8))
    assert [head.size for head in AuditHead.objects.order_by("size")] == [5, 8]
    result = verify()
    assert (result.sealed, result.heads, result.unsealed, result.faults) == (8, 2, 0, [])


def test_what_is_sealed_while_somebody_verifies_makes_nothing_disagree(cloned_database):
    """The commands compare heads, leaves and the sealer's row one after the other, on an instance that goes on."""
    happen(3)
    seal(at=AT)

    with one_snapshot():
        before = AuditHead.objects.count()
        in_thread(lambda: (happen(2, "b"), seal(at=AT + timedelta(seconds=1)))).result(timeout=30)
        result = verify()

    assert (result.sealed, result.heads, result.faults) == (3, before, [])
    assert (verify().sealed, verify().faults) == (5, [])


def test_nothing_new_makes_no_head(cloned_database):
    happen(1)
    assert (seal(at=AT), seal(at=AT)) == (1, 0)
    assert AuditHead.objects.count() == 1


def test_what_a_running_transaction_may_still_precede_waits(cloned_database, second_connection):
    """A transaction that began earlier is still running: nothing younger than it is sealed before its end."""
    slow = second_connection()
    with slow.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
    happen(2)

    during = seal(at=AT)
    assert verify().unsealed == 2
    slow.commit()

    assert (during, seal(at=AT)) == (0, 2)


def test_an_event_that_commits_late_is_sealed_later(cloned_database, second_connection):
    happen(1)
    slow = second_connection()
    with slow.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_auditevent (at, channel, machine, object_id, event, source, target, facts)"
            " VALUES (now(), 'clock', 'account', gen_random_uuid(), 'late', '', '', '{}')"
        )
    happen(1, "b")
    first = seal(at=AT)
    slow.commit()
    seal(at=AT, thorough=False)

    order = AuditLeaf.objects.order_by("position").values_list("event__event", flat=True)
    assert first == 1
    assert sorted(order) == ["create", "create", "late"]
    assert not verify().faults


def test_two_sealers_give_no_place_twice(cloned_database, second_connection):
    happen(3)
    other = second_connection()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x5EA1])

    assert in_thread(seal, at=AT).result(timeout=20) == 0
    other.commit()
    assert seal(at=AT) == 3


def test_events_of_a_restored_dump_are_sealed(cloned_database):
    """Their transactions have numbers that the new server has not reached."""
    happen(1)
    as_owner(cloned_database, "UPDATE core_auditevent SET xact = xact + 1000000000")
    assert seal(at=AT) == 1


def as_owner(clone, *statements: str) -> None:
    """What an administrator of the database can do and the application cannot."""
    owner = clone.connect(OWNER)
    with owner, owner.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    owner.close()


DROP = ["DELETE FROM core_auditleaf WHERE position = {0}", "DELETE FROM core_auditevent WHERE id = {1}"]
SWAP = [
    "UPDATE core_auditleaf SET event_id = -1 * event_id WHERE position IN ({0}, {0} + 1)",
    "UPDATE core_auditleaf SET event_id = {1} + 1 WHERE position = {0}",
    "UPDATE core_auditleaf SET event_id = {1} WHERE position = {0} + 1",
]
INSERT = [
    "INSERT INTO core_auditevent (id, at, channel, machine, object_id, event, source, target, facts)"
    " OVERRIDING SYSTEM VALUE SELECT 1000000, at, channel, machine, object_id, event, source, target, facts"
    " FROM core_auditevent WHERE id = {1}",
    "INSERT INTO core_auditleaf (position, event_id, hash, feed_id)"
    " SELECT size, 1000000, repeat('0', 64), 9007199254740991 FROM core_sealstate",
]
TAMPERED = {
    "the instant": ["UPDATE core_auditevent SET at = at + interval '1 microsecond' WHERE id = {1}"],
    "the actor": ["UPDATE core_auditevent SET actor_id = (SELECT id FROM core_user LIMIT 1) WHERE id = {1}"],
    "the channel": ["UPDATE core_auditevent SET channel = 'key' WHERE id = {1}"],
    "the object": ["UPDATE core_auditevent SET object_id = gen_random_uuid() WHERE id = {1}"],
    "the facts": ["UPDATE core_auditevent SET facts = '{{\"a\": 1}}' WHERE id = {1}"],
    "the event": ["UPDATE core_auditevent SET event = 'grant' WHERE id = {1}"],
    "the leaf": ["UPDATE core_auditleaf SET hash = repeat('0', 64) WHERE position = {0}"],
    "dropped": DROP,
    "swapped": SWAP,
    "inserted": INSERT,
    "the end cut off": ["DELETE FROM core_auditleaf WHERE position = 5"],
    "a head's root": ["UPDATE core_audithead SET root = repeat('0', 64) WHERE size = 4"],
    "a head's note": ["UPDATE core_audithead SET note = replace(note, '4', '5') WHERE size = 4"],
    "the last head": ["DELETE FROM core_audithead WHERE size = 6"],
    "the sealer's row": ["UPDATE core_sealstate SET size = 5"],
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_is_noticed(cloned_database, what):
    happen(4)
    seal(at=AT)
    happen(2, "b")
    seal(at=AT + timedelta(seconds=1))
    position = 2
    event = AuditLeaf.objects.get(pk=position).event_id
    assert not verify().faults

    as_owner(
        cloned_database,
        "ALTER TABLE core_auditleaf DROP CONSTRAINT IF EXISTS " + foreign_key(),
        *(statement.format(position, event) for statement in TAMPERED[what]),
    )

    assert verify().faulty


def foreign_key() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'core_auditleaf'::regclass AND contype = 'f'"
        )
        return f'"{cursor.fetchone()[0]}"'


def test_the_commands_say_what_they_found(cloned_database, capsys):
    happen(2)
    call_command("seal_audit")
    happen(1, "b")

    call_command("verify_audit")
    said = capsys.readouterr().out
    assert "2 events sealed" in said
    assert "1 events not sealed yet" in said

    as_owner(
        cloned_database,
        "UPDATE core_auditevent SET event = 'x' WHERE id = (SELECT min(id) FROM core_auditevent)",
    )
    with pytest.raises(CommandError, match="does not stand"):
        call_command("verify_audit")


def test_an_export_is_what_the_verifier_recomputes(cloned_database, tmp_path, capsys):
    happen(7)
    call_command("seal_audit")
    happen(2, "b")
    call_command("seal_audit")
    call_command("audit_export", str(tmp_path / "trail.json"))
    document = json.loads((tmp_path / "trail.json").read_text())

    assert document["type"] == "exportctl-audit/1"
    assert problems(document) == []
    document["events"][3]["event"] = "grant"
    assert problems(document)


def problems(document) -> list[str]:
    return [problem for _name, check in KINDS[document["type"]].CHECKS for problem in check(document)]


def test_the_trust_pages_numbers_count_the_tail(cloned_database):
    happen(2)
    seal(at=AT)
    happen(3, "b")

    assert (sealing().head.size, sealing().unsealed) == (2, 3)


def test_a_leaf_covers_every_member_of_its_event(cloned_database):
    happen(1)
    event = AuditEvent.objects.get()
    before = hash_of(event)
    for name, value in (("machine", "x"), ("source", "x"), ("target", "x"), ("channel", "x"), ("pk", 77)):
        kept = getattr(event, name)
        setattr(event, name, value)
        assert hash_of(event) != before, name
        setattr(event, name, kept)
    assert export(at=clock.now())["heads"] == []
