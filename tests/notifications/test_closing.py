"""The end of a window: exactly once, right also when late, and never with the exporter's name."""

from datetime import timedelta

import pytest

from controllist.models import ControlListEntry, Edition
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.references import BRUSSELS
from notifications.actions import closing
from notifications.actions.closing import Attempt, close_due, close_procedure
from notifications.actions.positions import record_position
from notifications.actions.rule_sets import approve_selection, propose_selection
from notifications.models import ObjectionProcedure, ProcedureOutcome
from notifications.tasks import close_procedures
from tests.factories import (
    AT,
    DAY,
    NOTIFICATION,
    machine,
    make_commissioner,
    make_delegate,
    make_exporter,
    make_procedure,
    make_refusal,
)

pytestmark = pytest.mark.django_db

OBJECTION = {"stance": "object", "grounds": ["proportionality"], "reason": "Too wide."}
AGREEMENT = {"stance": "agree"}
TICK = timedelta(microseconds=1)
FIFTEEN_LARGE = ["FR", "IT", "ES", "PL", "RO", "NL", "BE", "CZ", "PT", "SE", "GR", "HU", "AT", "BG", "DK"]
# With these, the 26 that take part when Germany notifies.
ALL_BUT_DE = [*FIFTEEN_LARGE, "CY", "EE", "FI", "HR", "IE", "LT", "LU", "LV", "MT", "SI", "SK"]


def choose(name):
    act = propose_selection(rule_set=name, reason="Tried.", actor=make_commissioner(), at=AT)
    approve_selection(selection_id=act.pk, actor=make_commissioner(), at=AT)


def record(procedure, states, said):
    for state in states:
        record_position(procedure_id=procedure.pk, actor=make_delegate(state), **said)


def test_silence_lists_the_item(product_clock):
    procedure = make_procedure()
    at = procedure.closes_at + timedelta(seconds=20)

    assert close_procedure(procedure_id=procedure.pk, at=at) is Attempt.CLOSED

    procedure.refresh_from_db()
    entry = ControlListEntry.objects.get()
    assert (procedure.status, procedure.outcome) == ("closed", "listed")
    assert (entry.provenance, entry.effective_from) == (procedure.reference, at)
    assert entry.listed_on == at.astimezone(BRUSSELS).date()
    assert AuditEvent.objects.about(procedure).last().facts["tally"]["objecting"] == []
    assert procedure.result.closed_at == at


def test_the_entry_holds_the_items_words_and_never_the_exporter(product_clock):
    procedure = make_procedure()

    close_due(at=procedure.closes_at)

    entry = ControlListEntry.objects.get()
    item = NOTIFICATION["item"]
    assert (entry.manufacturer, entry.model_names, entry.cn_code) == (
        item["manufacturer"],
        [item["model"]],
        item["cn_code"],
    )
    assert "aquila" not in repr(vars(entry)).casefold()
    assert "aquila" not in repr(Edition.objects.get().content).casefold()


def test_nothing_closes_before_the_last_due_instant(product_clock):
    procedure = make_procedure()
    record(procedure, ALL_BUT_DE, OBJECTION)

    assert close_due(at=procedure.closes_at - TICK) == 0
    assert close_due(at=procedure.closes_at) == 1


def test_closing_twice_closes_once(product_clock):
    procedure = make_procedure()

    assert close_due(at=procedure.closes_at) == 1
    assert close_due(at=procedure.closes_at + DAY) == 0
    assert close_procedure(procedure_id=procedure.pk, at=procedure.closes_at) is Attempt.NOT_DUE

    assert (ProcedureOutcome.objects.count(), ControlListEntry.objects.count()) == (1, 1)


def test_with_nobody_sweeping_it_reads_closed_and_the_outcome_follows(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    caller = machine(delegate)
    path = f"/api/v1/procedures/{procedure.reference}"

    product_clock.at = procedure.closes_at
    unswept = caller.get(path).json()
    product_clock.at = procedure.closes_at + 40 * DAY
    close_procedures()
    swept = caller.get(path).json()

    assert (unswept["status"], unswept["outcome"]) == ("closed", None)
    assert (swept["status"], swept["outcome"]) == ("closed", "listed")


def test_a_late_close_lists_from_then_on_and_never_before(product_clock):
    procedure = make_procedure()
    late = procedure.closes_at + 40 * DAY

    close_due(at=late)

    entry = ControlListEntry.objects.get()
    assert entry.effective_from == late
    assert entry.procedure_closed_at == procedure.closes_at


@pytest.mark.parametrize(
    ("rule_set", "states", "said", "outcome"),
    [
        ("qualified_majority_objection", FIFTEEN_LARGE, OBJECTION, "lapsed"),
        ("qualified_majority_objection", FIFTEEN_LARGE[:14], OBJECTION, "listed"),
        ("qualified_majority_objection_72", [*FIFTEEN_LARGE, "FI", "SK", "IE", "HR"], OBJECTION, "lapsed"),
        ("qualified_majority_objection_72", [*FIFTEEN_LARGE, "FI", "SK", "IE"], OBJECTION, "listed"),
        ("four_states_35_percent", ["FR", "IT", "ES", "MT"], OBJECTION, "lapsed"),
        ("four_states_35_percent", ["FR", "IT", "ES"], OBJECTION, "listed"),
        ("single_objection", ["MT"], OBJECTION, "lapsed"),
        ("single_objection", ["MT"], AGREEMENT, "listed"),
        ("unanimous_agreement", ALL_BUT_DE, AGREEMENT, "listed"),
        ("unanimous_agreement", ALL_BUT_DE[1:], AGREEMENT, "lapsed"),
    ],
)
def test_each_rule_set_from_refusal_to_outcome(product_clock, rule_set, states, said, outcome):
    choose(rule_set)
    procedure = make_procedure()
    record(procedure, states, said)

    close_due(at=procedure.closes_at)

    procedure.refresh_from_db()
    assert (procedure.rule_set, procedure.outcome) == (rule_set, outcome)
    assert ControlListEntry.objects.count() == (outcome == "listed")


def test_an_entry_by_agreement_binds_for_its_destination_alone(product_clock):
    choose("unanimous_agreement")
    procedure = make_procedure()
    record(procedure, ALL_BUT_DE, AGREEMENT)

    close_due(at=procedure.closes_at)

    entry = ControlListEntry.objects.get()
    assert (entry.destination, entry.in_force) == ("AE", True)


def test_everyone_concerned_is_told_how_it_ended(product_clock):
    procedure = make_procedure()
    linked = make_refusal(make_exporter("FR", name="Boréale SAS"), at=AT + 3 * DAY)
    assert linked.because == "procedure_open"

    close_due(at=procedure.closes_at)

    states = Notice.objects.filter(kind="procedure_closed_listed", reference=procedure.reference)
    assert states.filter(organisation__kind="delegation").count() == 26
    assert states.exclude(organisation__kind="delegation").count() == 2
    own = Notice.objects.filter(kind="item_listed").values_list(
        "organisation__kind", "organisation__member_state"
    )
    assert sorted(own) == [("authority", "FR"), ("exporter", "DE"), ("exporter", "FR")]


def test_a_lapse_says_that_the_refusal_stands(product_clock):
    procedure = make_procedure()
    record(procedure, FIFTEEN_LARGE, OBJECTION)

    close_due(at=procedure.closes_at)

    procedure.request.refresh_from_db()
    assert procedure.request.status == "refused"
    assert Notice.objects.filter(kind="item_not_listed", organisation__kind="exporter").exists()


def test_one_that_fails_keeps_no_other_open(product_clock, monkeypatch):
    broken = make_procedure("DE")
    other = make_procedure("FR", item={**NOTIFICATION["item"], "model": "NW-400"})
    real = closing.list_item

    def list_item(*, words, origin, at):
        if origin.procedure == broken.reference:
            raise RuntimeError("the disk is full")
        return real(words=words, origin=origin, at=at)

    monkeypatch.setattr(closing, "list_item", list_item)
    with pytest.raises(RuntimeError, match="disk"):
        close_due(at=max(broken.closes_at, other.closes_at))

    statuses = dict(ObjectionProcedure.objects.values_list("reference", "status"))
    assert statuses == {broken.reference: "open", other.reference: "closed"}
