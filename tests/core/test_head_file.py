"""The head outside the database tells of an end that was cut off, which no database can (guarantee G15)."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from exportctl.core.actions.audit import seal
from exportctl.core.models import AuditLeaf, SealState
from exportctl.core.queries import monitoring
from exportctl.local.cluster import OWNER
from tests.core.conftest import AT
from tests.core.test_audit_seal import happen

CUT = """
    DELETE FROM core_audithead WHERE size > %(size)s;
    DELETE FROM core_auditleaf WHERE position >= %(size)s;
    DELETE FROM core_auditevent WHERE id NOT IN (SELECT event_id FROM core_auditleaf);
    UPDATE core_sealstate SET size = %(size)s, frontier = %(frontier)s;
"""


@pytest.fixture
def head_kept(settings, tmp_path):
    """The last head outside the database, as the sealer writes it."""
    settings.AUDIT_HEAD_FILE = str(tmp_path / "keys" / "audit-head")
    return tmp_path / "keys" / "audit-head"


def cut_off(clone, size, frontier):
    """As the owner, with everything put right that the owner can reach: only the key is out of reach."""
    with clone.connect(OWNER) as owner, owner.cursor() as cursor:
        cursor.execute(CUT, {"size": size, "frontier": json.dumps(frontier)})


def sealed_twice():
    """Five events under one head, three more under the next; the frontier after the first."""
    happen(5)
    call_command("seal_audit")
    frontier = SealState.objects.get().frontier
    happen(3, "b")
    call_command("seal_audit")
    return frontier


def test_a_cut_off_end_is_told_by_the_head_outside(cloned_database, head_kept, capsys):
    frontier = sealed_twice()
    call_command("verify_audit")
    cut_off(cloned_database, 5, frontier)

    with pytest.raises(CommandError, match="does not stand"):
        call_command("verify_audit")
    assert "covers 8 events; 5 are here" in capsys.readouterr().err
    assert monitoring.tail(at=AT).contradicted


def test_the_sealer_does_not_write_over_the_head_that_tells_of_a_cut(cloned_database, head_kept, capsys):
    frontier = sealed_twice()
    kept = head_kept.read_text()
    cut_off(cloned_database, 5, frontier)
    happen(4, "c")
    call_command("seal_audit")

    assert head_kept.read_text() == kept
    assert "contradicts" in capsys.readouterr().err
    with pytest.raises(CommandError, match="does not stand"):
        call_command("verify_audit")


def test_a_trail_that_only_grew_goes_on_from_every_earlier_head(cloned_database, head_kept, tmp_path):
    happen(2)
    call_command("seal_audit")
    (tmp_path / "earlier").write_text(head_kept.read_text())
    happen(3, "b")
    call_command("seal_audit")

    call_command("verify_audit", since=tmp_path / "earlier")
    assert not monitoring.tail(at=AT).contradicted


@pytest.mark.parametrize("content", ["", "exportctl.example/list/audit\n3\nAAAA\n", "\ufeffx\n\n— x y\n"])
def test_what_is_no_head_of_ours_is_said_and_never_passes_for_one(cloned_database, head_kept, content):
    happen(1)
    call_command("seal_audit")
    head_kept.write_text(content)

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_audit")
    assert monitoring.tail(at=AT).contradicted


def test_without_a_file_the_trail_is_checked_by_itself(cloned_database, head_kept, tmp_path):
    happen(1)
    seal(at=AT)

    call_command("verify_audit")
    assert not head_kept.exists()
    with pytest.raises(CommandError, match="there is no file"):
        call_command("verify_audit", since=tmp_path / "none")


# --- the feed's numbers


def test_feed_numbers_rise_with_the_order_and_do_not_count_it(cloned_database):
    happen(3)
    seal(at=AT)
    happen(2, "b")
    seal(at=AT - timedelta(hours=1))  # the machine's clock went back

    ids = list(AuditLeaf.objects.order_by("position").values_list("feed_id", flat=True))
    assert ids == sorted(ids)
    assert len(set(ids)) == 5
    assert ids[0] >= AT.timestamp() * 1_000_000
    assert ids[-1] < 2**53  # a number that every reader of JSON can hold
