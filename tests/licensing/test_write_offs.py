"""What customs deduct and take back; in the order of the contract's errors."""

from datetime import date

import pytest

from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import AuditEvent
from licensing.actions.write_offs import reverse_write_off
from licensing.errors import (
    AlreadyWrittenOff,
    NotForThis,
    NotValid,
    QuantityExceeded,
    ValueExceeded,
    WrongUnit,
)
from licensing.models import LineBalance, Reversal, WriteOff
from tests.factories import AT, DAY, make_customs, make_exporter, make_filer, make_officer
from tests.licensing.granted import BODY, make_authorisation, mrn, write_off
from tests.licensing.test_authorisations import carry_out

pytestmark = pytest.mark.django_db


def balance_of(authorisation):
    return LineBalance.objects.get(authorisation=authorisation, number=1).balance


def test_a_write_off_is_deducted_and_stands_in_the_ledger():
    authorisation = make_authorisation()

    deduction = write_off(authorisation, "40")

    assert (deduction.created, deduction.left) == (True, 60)
    assert balance_of(authorisation).left == 60
    entry = WriteOff.objects.get()
    assert (entry.quantity, entry.left, entry.accepted_on) == (40, 60, date(2026, 11, 4))
    assert AuditEvent.objects.about(entry).get().facts["left"] == "60"


def test_the_same_again_changes_nothing():
    authorisation, customs = make_authorisation(), make_customs()
    first = write_off(authorisation, "40", by=customs)

    again = write_off(authorisation, "40.0", by=customs)

    assert (again.created, again.write_off) == (False, first.write_off)
    assert balance_of(authorisation).left == 60


@pytest.mark.parametrize("said", [{"quantity": "41"}, {"unit": "kg"}])
def test_the_same_declaration_with_something_else_is_refused(said):
    authorisation = make_authorisation()
    write_off(authorisation, "40")

    with pytest.raises(AlreadyWrittenOff):
        write_off(authorisation, said.pop("quantity", "40"), **said)


def test_more_than_is_left_is_refused_with_what_is_left():
    authorisation = make_authorisation()
    write_off(authorisation, "98", mrn=mrn(1))

    with pytest.raises(QuantityExceeded) as refused:
        write_off(authorisation, "3", mrn=mrn(2))

    assert refused.value.extra == {"left": "2"}
    assert "DE-A-2026-0001 has 2 left" in str(refused.value)


def test_an_exhausted_one_answers_that_nothing_is_left():
    authorisation = make_authorisation()
    write_off(authorisation, "100", mrn=mrn(1))

    with pytest.raises(QuantityExceeded) as refused:
        write_off(authorisation, "1", mrn=mrn(2))
    assert refused.value.extra == {"left": "0"}
    assert AuditEvent.objects.filter(machine="write-off").latest("at").facts["exhausted"] is True


def test_another_unit_is_refused_with_the_unit():
    with pytest.raises(WrongUnit) as refused:
        write_off(make_authorisation(), "1000", unit="kg")
    assert refused.value.extra == {"unit": "pieces"}


@pytest.mark.parametrize("said", [{"exporter_eori": "FR999"}, {"destination": "CN"}])
def test_another_holder_or_destination_is_not_for_this(said):
    with pytest.raises(NotForThis):
        write_off(make_authorisation(), **said)


def test_holder_and_destination_may_be_named():
    exporter = make_exporter()

    assert write_off(make_authorisation(exporter), exporter_eori=exporter.eori, destination="IN").created


def test_before_its_first_and_after_its_last_day_nothing_is_covered():
    authorisation = make_authorisation(valid_for_months=1)

    with pytest.raises(NotValid) as late:
        write_off(authorisation, at=AT + 40 * DAY)
    with pytest.raises(NotValid) as early:
        write_off(authorisation, accepted_on="2026-11-02")

    period = {"valid_from": "2026-11-03", "valid_until": "2026-12-02"}
    assert late.value.extra == {"authorisation_status": "expired", **period}
    assert early.value.extra == {"authorisation_status": "valid", **period}


def test_what_was_accepted_on_the_last_day_is_written_off_later():
    authorisation = make_authorisation(valid_for_months=1)

    assert write_off(authorisation, accepted_on="2026-12-02", at=AT + 40 * DAY).created


def test_the_day_of_acceptance_decides_about_a_suspension():
    authorisation = carry_out(make_authorisation(), at=AT + 5 * DAY)
    later = AT + 6 * DAY

    assert write_off(authorisation, accepted_on="2026-11-07", at=later).created
    with pytest.raises(NotValid) as refused:
        write_off(authorisation, accepted_on="2026-11-08", mrn=mrn(2), at=later)
    assert refused.value.extra["authorisation_status"] == "suspended"


def test_an_annulment_reaches_back():
    authorisation = carry_out(make_authorisation(), "annul", at=AT + 5 * DAY)

    with pytest.raises(NotValid) as refused:
        write_off(authorisation, accepted_on="2026-11-04", at=AT + 6 * DAY)
    assert refused.value.extra["authorisation_status"] == "annulled"


def test_a_declaration_of_tomorrow_is_a_mistake():
    with pytest.raises(Invalid) as refused:
        write_off(make_authorisation(), accepted_on="2026-11-05", at=AT + DAY)
    assert refused.value.errors[0]["pointer"] == "/accepted_on"


def test_a_line_that_is_not_there_is_a_mistake():
    with pytest.raises(Invalid) as refused:
        write_off(make_authorisation(), line=2)
    assert refused.value.errors[0]["pointer"] == "/line"


def test_nothing_is_written_off_from_what_rests_on_no_law():
    with pytest.raises(NotValid):
        write_off(make_authorisation(legal_basis="eu_list"))


@pytest.fixture
def limited():
    """A decision that limits line 1 to 10 pieces of 1000 EUR in all."""
    return make_authorisation(lines=[{"line": 1, "quantity": "10", "value": "1000"}])


def test_a_decision_limits_quantity_and_value_of_a_line(limited):
    assert (balance_of(limited).left, balance_of(limited).value_left) == (10, 1000)

    with pytest.raises(Invalid) as refused:
        write_off(limited)
    assert refused.value.errors[0]["pointer"] == "/value"

    assert write_off(limited, value="900").value_left == 100
    with pytest.raises(ValueExceeded) as exceeded:
        write_off(limited, value="100.01", mrn=mrn(2))
    assert exceeded.value.extra == {"value_left": "100"}


def test_a_line_that_the_decision_leaves_out_is_not_granted():
    items = [{**BODY["items"][0], "name": name} for name in ("First", "Second")]
    authorisation = make_authorisation(items=items, lines=[{"line": 2}])

    assert [line.number for line in authorisation.lines] == [2]
    with pytest.raises(Invalid):
        write_off(authorisation, line=1)
    assert write_off(authorisation, line=2).left == 99


# --- dry run and reversal


def test_a_dry_run_answers_and_leaves_nothing_behind():
    authorisation = make_authorisation()

    deduction = write_off(authorisation, "40", dry_run=True)

    assert (deduction.write_off, deduction.left) == (None, 60)
    assert balance_of(authorisation).left == 100
    assert not WriteOff.objects.exists()
    with pytest.raises(QuantityExceeded):
        write_off(authorisation, "101", dry_run=True)


def test_a_reversal_frees_the_quantity_and_the_declaration_once():
    authorisation, customs = make_authorisation(), make_customs()
    taken = write_off(authorisation, "40", by=customs).write_off

    first = reverse_write_off(write_off_id=taken.pk, actor=customs, at=AT + 2 * DAY)
    again = reverse_write_off(write_off_id=taken.pk, actor=customs, at=AT + 3 * DAY)

    assert (first, first.left, balance_of(authorisation).left) == (again, 100, 100)
    anew = write_off(authorisation, "41", by=customs)
    assert (anew.created, anew.write_off.attempt) == (True, 2)


def test_customs_of_another_state_take_nothing_back():
    taken = write_off(make_authorisation(), by=make_customs("DE")).write_off

    for stranger in (make_customs("FR"), make_officer(), make_filer()):
        with pytest.raises(Forbidden):
            reverse_write_off(write_off_id=taken.pk, actor=stranger, at=AT + 2 * DAY)
    assert not Reversal.objects.exists()


@pytest.mark.parametrize("make", [make_filer, make_officer])
def test_customs_alone_write_off(make):
    with pytest.raises(Forbidden):
        write_off(make_authorisation(), by=make())
