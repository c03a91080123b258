"""Everything somebody does is declared once (exportctl/core/acts.py); whatever shows, feeds or mails it reads that."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import override

from controllist.rules.entry_changes import ENTRY_CHANGE
from controllist.rules.table_imports import TABLE_IMPORT
from exportctl.core import notices, vocabulary
from exportctl.core.actions.notices import owe_notice
from exportctl.core.acts import Act
from exportctl.core.machine import Machine
from exportctl.core.models import AuditEvent, User
from exportctl.core.queries.notices import InboxFilter, inbox_rows
from exportctl.core.rules.accounts import ACCOUNT, ORGANISATION
from exportctl.core.rules.invitations import INVITATION
from exportctl.core.rules.mailing import Group, Way, way
from exportctl.core.rules.reference import REFERENCE_CHANGE
from exportctl.desks.api.queries import events
from exportctl.desks.case.presenters import history
from exportctl.desks.oversight.presenters import activity
from licensing.models.information_requests import STEP_LABELS
from licensing.rules.amendments import AMENDMENT
from licensing.rules.authorisations import AUTHORISATION_CHANGE
from licensing.rules.classification_questions import CLASSIFICATION_OPINION
from licensing.rules.decision_clock import PERIOD_CHANGE
from licensing.rules.denial_tables import DENIAL_IMPORT
from licensing.rules.denials import DENIAL_REVIEW
from licensing.rules.general_registrations import GENERAL_BAR, GENERAL_EDITION
from licensing.rules.letterheads import LETTERHEAD_CHANGE
from licensing.rules.measures import MEASURE_CHANGE
from licensing.rules.party_matches import MATCH_RELEASE
from licensing.rules.pending_acts import PENDING_ACT
from licensing.rules.remedies import REMEDY_OUTCOME
from licensing.rules.requests import PROPOSAL, REQUEST
from licensing.rules.routing_rules import ROUTING_RULE
from notifications.rules.machines import EXTENSION, NOTIFICATION, SELECTION, WITHDRAWAL
from notifications.rules.standard_texts import STANDARD_TEXT
from tests.factories import AT, make_officer, organisation

ROOT = Path(__file__).resolve().parents[2]
ACTS: tuple[Act, ...] = import_string(settings.ACTS)
DECLARED = {(act.machine.name, act.name): act for act in ACTS}
LANGUAGES = ("en", "de", "fr")
WRITERS = {"transition", "record", "unrecorded"}
# What writes events whose name or machine shows only while it runs, and which those are. A transition needs
# no row here: its machine refuses every event that is not its own.
DECIDED_LATER = {
    "answer_questions": tuple((machine.name, "answer_topic") for machine in (NOTIFICATION, AMENDMENT)),
    "add_step": tuple((REQUEST.name, f"information_{kind}") for kind in STEP_LABELS),
    "propose_act": tuple(
        (machine.name, "propose")
        for machine in (
            EXTENSION,
            SELECTION,
            WITHDRAWAL,
            STANDARD_TEXT,
            REFERENCE_CHANGE,
            ENTRY_CHANGE,
            TABLE_IMPORT,
            PERIOD_CHANGE,
            LETTERHEAD_CHANGE,
            ROUTING_RULE,
            PENDING_ACT,
            DENIAL_IMPORT,
            AUTHORISATION_CHANGE,
            MATCH_RELEASE,
            MEASURE_CHANGE,
            DENIAL_REVIEW,
            CLASSIFICATION_OPINION,
            GENERAL_BAR,
            GENERAL_EDITION,
            REMEDY_OUTCOME,
            PROPOSAL,
            INVITATION,
        )
    ),
    "transition": (),
}
DECIDED = {(machine, event) for rows in DECIDED_LATER.values() for machine, event in rows}
BY_THE_DATABASE = {
    (ACCOUNT.name, "set_password"),
    (ORGANISATION.name, "create"),
    (ORGANISATION.name, "change"),
}


def name_of(act: Act) -> str:
    return f"{act.machine.name}: {act.name}"


def calls() -> Iterator[tuple[str, ast.Call, object]]:
    """Every call that writes an audit event: the function it stands in, the call, and the module around it."""
    for package in ("exportctl", "controllist", "licensing", "notifications"):
        for path in sorted((ROOT / package).rglob("*.py")):
            text = path.read_text()
            if "core.transitions import" not in text and path.name != "transitions.py":
                continue
            module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for function in ast.walk(ast.parse(text)):
                if isinstance(function, ast.FunctionDef):
                    for call in ast.walk(function):
                        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in WRITERS:
                            yield function.name, call, module


def value_of(node: ast.expr, module: object) -> object:
    """What an expression of names stands for in its module; None where that shows only while it runs."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return getattr(module, node.id, None)
    if isinstance(node, ast.Attribute):
        return getattr(value_of(node.value, module), node.attr, None)
    return None


def written() -> tuple[set[tuple[str, str]], set[str]]:
    """(machine, event) of every writer that names both, and the functions that record an event without."""
    named, later = set(), set()
    for function, call, module in calls():
        machine = next(
            (value_of(each.value, module) for each in call.keywords if each.arg == "machine"), None
        )
        event = value_of(call.args[1], module)
        if isinstance(machine, Machine) and event is not None:
            named.add((machine.name, str(event)))
        elif call.func.id == "record":
            later.add(function)
    return named, later


def test_no_two_rows_declare_the_same_act():
    assert len(DECLARED) == len(ACTS)


def test_every_audit_event_that_an_action_writes_is_declared():
    named, later = written()

    assert later == set(DECIDED_LATER)
    assert (named | DECIDED) - set(DECLARED) == set()


def test_every_event_of_every_machine_is_declared():
    machines = {act.machine for act in ACTS}
    events_ = {(machine.name, event) for machine in machines for event in machine.events}

    assert events_ - set(DECLARED) == set()


def test_every_declared_act_is_written_somewhere():
    named, _later = written()
    machines = {act.machine for act in ACTS}
    known = (
        named
        | DECIDED
        | BY_THE_DATABASE
        | {(machine.name, event) for machine in machines for event in machine.events}
    )

    assert {key for key, act in DECLARED.items() if act.recorded} - known == set()
    assert {key for key, act in DECLARED.items() if not act.recorded} == {
        ("authorisation request", "remind"),
        ("objection procedure", "already_listed"),
        ("objection procedure", "entry_changed"),
        ("control list entry", "compared_again"),
        ("state consultation", "explain"),
        ("state consultation", "warn"),
        ("customs hold", "warn"),
    }


@pytest.mark.parametrize("act", ACTS, ids=name_of)
def test_every_act_has_its_words_in_three_languages(act):
    for text in (act.label, act.sentence, act.history.sentence if act.history else act.sentence):
        said = []
        for language in LANGUAGES:
            with override(language):
                said.append(str(text))
        assert all(said)
        assert said[0] not in said[1:], f"{text} is not translated"


@pytest.mark.parametrize("machine", sorted({act.machine for act in ACTS}, key=repr), ids=repr)
def test_every_machine_with_acts_names_its_object_and_its_states(machine):
    assert machine.label
    assert set(machine.words) == set(machine.states)


def event_of(act: Act) -> AuditEvent:
    return AuditEvent(
        at=AT,
        actor=User(),
        channel="browser",
        machine=act.machine.name,
        object_id=uuid4(),
        event=act.name,
        source="",
        target="",
        facts={"side": "authority"},
    )


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS, ids=name_of)
def test_an_act_reaches_every_table_by_its_one_row(act):
    """Error, who did what, history, feed, notices and mail: each of them reads what the row says."""
    assert vocabulary.done(act.machine.name, act.name) == act.label
    (line,) = activity.acts([event_of(act)], reader=User())
    assert str(line.words) == str(act.sentence)
    if act.machine is REQUEST:
        shown = history.line_of(act.name)
        assert shown.public == (act.history is not None and act.history.public)
        assert (act.name in history.public_acts()) == shown.public
    feed = events.FEEDS.get(act.machine.name)
    assert (feed.types.get(act.name, "") if feed else "") == act.feed
    for kind in act.notices:
        facts = dict.fromkeys(kind.facts, "")
        notices.check(kind.code, facts)
        assert kind.code in notices.kinds_of(kind.group)
        at_once = way(notices.group_of(kind.code), choice="legal", muted=True) is Way.AT_ONCE
        assert at_once == (kind.group is Group.LEGAL)


@pytest.mark.django_db
def test_the_inbox_finds_every_message_in_the_group_that_its_act_declares():
    reader = make_officer("DE")
    for kind in vocabulary.notice_kinds().values():
        owe_notice(
            kind=kind.code,
            organisations=[organisation("authority", "DE")],
            reference="DE-2026-00418",
            path="/",
            at=AT,
            facts=dict.fromkeys(kind.facts, ""),
        )
    for group in Group:
        rows = inbox_rows(reader, InboxFilter(group=group.value), muted=set())
        declared = {kind.code for kind in vocabulary.notice_kinds().values() if kind.group is group}
        assert set(rows.values_list("kind", flat=True)) == declared


def test_a_deadline_of_law_hangs_on_these_messages_and_no_others():
    assert set(notices.kinds_of(Group.LEGAL)) == {
        "information_requested",
        "decision_made",
        "letter_served",
        "request_closed",
        "refusal_withdrawn",
        "procedure_opened",
        "procedure_extended",
        "procedure_withdrawn",
        "authorisation_suspended",
        "authorisation_reinstated",
        "authorisation_revoked",
        "authorisation_annulled",
        "authorisation_amended",
        "authorisation_extended",
        "authorisation_corrected",
        "authorisation_renewed",
        "authorisation_split",
        "authorisation_reissued",
        "authorisation_change_declined",
        "authorisation_restored",
        "authorisation_stayed",
        "authorisation_resumed",
        "authorisation_act_ahead",
        "authorisation_act_begun",
        "authorisation_passed_on",
        "remedy_ended",
        "state_question_asked",
        "customs_hold_placed",
        "customs_hold_of_yours",
        "customs_hold_extended",
        "customs_hold_released",
        "customs_hold_kept",
        "state_silence_near",
        "hold_silence_near",
        "hold_day_counted",
        "state_day_counted",
        "service_day_counted",
        "bar_service_day_counted",
        "general_barred",
        "general_bar_lifted",
    }


def test_a_notice_that_nothing_declares_any_more_is_news():
    assert notices.group_of("of_an_earlier_release") is Group.NEWS
