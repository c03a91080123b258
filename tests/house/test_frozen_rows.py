"""What was frozen stays frozen: each forgery is tried as the application's role, on rows the product itself wrote."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from controllist.actions.entries import list_item
from controllist.actions.entry_changes import approve_entry_change, propose_delisting
from controllist.models import ControlListEntry
from controllist.rules.entry_changes import ChangeBasis
from exportctl.core.actions.files import store_file
from exportctl.core.legal import settled
from exportctl.core.models import Population, ReferenceChange
from exportctl.legal import TABLES
from licensing.models import Document
from notifications.actions.closing import close_procedure
from notifications.actions.positions import record_position
from tests import factories
from tests.controllist.listing import agreed, make_entry, origin, words
from tests.factories import AT, DAY, make_delegate, make_procedure, make_proposal

pytestmark = pytest.mark.django_db

REFUSED = {
    "42501",
    "23514",
    "23503",
    "23505",
}  # no right, a check, a key, once only: what is misspelt is no forgery
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgargs, pg_get_triggerdef(oid) FROM pg_trigger
     WHERE tgfoid = 'core.keep_settled'::regproc
"""


def passed(*statements: str, **values: object) -> list[str]:
    """Those that the database took, all triggers asked; each is undone."""
    return [statement for statement in statements if _passes(statement, values)]


def _passes(statement: str, values: dict[str, object]) -> bool:
    with transaction.atomic():
        mark = transaction.savepoint()
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                assert cursor.rowcount > 0, f"nothing to forge: {statement}"
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except DatabaseError as refusal:
            if refusal.__cause__.pgcode not in REFUSED:
                raise
            return False
        finally:
            transaction.savepoint_rollback(mark)
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
    return True


def test_the_triggers_are_exactly_those_declared():
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        for table, arguments, definition in cursor.fetchall():
            mode, *columns = bytes(arguments).decode().strip("\0").split("\0")
            when = definition.partition("WHEN")[2]
            found[table] = (mode, columns, re.findall(r"'(\w+)'", when.partition("EXECUTE")[0]))
    assert found == {
        table: ("only" if rule.columns else "but", [*(rule.columns or rule.but)], [*rule.open])
        for table, rule in settled(TABLES).items()
    }


# --- procedures


OF_A_PROCEDURE = (
    "UPDATE notifications_objectionprocedure SET frozen = jsonb_set(frozen, '{populations,MT}', '9') WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET frozen = frozen - 'calendars' WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET rule_set = 'single_objection' WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET dossier = '{}' WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET entry = '{}' WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET item_key = 'x' WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET opened_at = opened_at - interval '1 day' WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET closes_at = closes_at + interval '1 day' WHERE id = %(id)s",
    "UPDATE notifications_objectionprocedure SET earliest_due_at = earliest_due_at - interval '1 h' WHERE id = %(id)s",
    "UPDATE notifications_participant SET people = 1 WHERE procedure_id = %(id)s AND member_state_id = 'FR'",
    "UPDATE notifications_participant SET due_at = due_at + interval '1 h' WHERE procedure_id = %(id)s",
    "DELETE FROM notifications_participant WHERE procedure_id = %(id)s",
    "INSERT INTO notifications_participant (procedure_id, member_state_id, people, last_day, due_at, last_sequence)"
    " SELECT procedure_id, 'DE', 1, last_day, due_at, 0 FROM notifications_participant"
    " WHERE procedure_id = %(id)s AND member_state_id = 'FR'",
    "UPDATE notifications_dueinstant SET due_at = due_at + interval '1 h' WHERE procedure_id = %(id)s",
    "INSERT INTO notifications_dueinstant (procedure_id, member_state_id, number, last_day, due_at)"
    " SELECT procedure_id, member_state_id, 2, last_day, due_at + interval '1 h' FROM notifications_participant"
    " WHERE procedure_id = %(id)s AND member_state_id = 'FR'",
    "INSERT INTO notifications_procedureoutcome (procedure_id, outcome, tally, closed_at)"
    " SELECT id, 'lapsed', '{}', closes_at FROM notifications_objectionprocedure WHERE id = %(id)s",
)
POSITION = (
    "INSERT INTO notifications_position (id, procedure_id, member_state_id, sequence, stance, grounds, reason,"
    " cast_by_id, cast_at, receipt) SELECT gen_random_uuid(), procedure_id, member_state_id, sequence + 1, 'agree',"
    " '[]', '', cast_by_id, {cast_at}, receipt FROM notifications_position WHERE procedure_id = %(id)s"
)
CLOSE = (
    "WITH outcome AS (INSERT INTO notifications_procedureoutcome (procedure_id, outcome, tally, closed_at)"
    " SELECT id, 'lapsed', '{}', {closed_at} FROM notifications_objectionprocedure WHERE id = %(id)s),"
    " event AS (INSERT INTO core_auditevent (at, channel, machine, object_id, event, source, target, facts)"
    " VALUES (core.product_now(), 'clock', 'objection procedure', %(id)s, 'lapse', 'open', 'closed', '{}'))"
    " UPDATE notifications_objectionprocedure SET status = 'closed', outcome = {outcome} WHERE id = %(id)s"
)


def filled(statement: str, **values: str) -> str:
    for name, value in values.items():
        statement = statement.replace(f"{{{name}}}", value)
    return statement


@pytest.fixture
def procedure(product_clock):
    """Open, with one position of France's."""
    opened = make_procedure()
    record_position(procedure_id=opened.pk, actor=make_delegate("FR"), stance="agree")
    return opened


def test_what_an_open_procedure_froze_cannot_be_changed(procedure):
    early = filled(CLOSE, closed_at="closes_at - interval '1 h'", outcome="'lapsed'")
    differing = filled(CLOSE, closed_at="closes_at", outcome="'listed'")
    silent = filled(POSITION, cast_at="cast_at")
    assert passed(*OF_A_PROCEDURE, early, differing, silent, id=str(procedure.pk)) == []


def test_a_closed_procedure_takes_no_change_and_no_late_position(procedure):
    close_procedure(procedure_id=procedure.pk, at=procedure.closes_at + DAY)

    backdated = filled(POSITION, cast_at="cast_at + interval '1 s'")
    late = filled(POSITION, cast_at="cast_at + interval '300 days'")
    outcome = "UPDATE notifications_objectionprocedure SET outcome = 'lapsed' WHERE id = %(id)s"
    again = "UPDATE notifications_objectionprocedure SET status = 'open', outcome = '' WHERE id = %(id)s"
    counted = "UPDATE notifications_procedureoutcome SET tally = '{}' WHERE procedure_id = %(id)s"
    forged = (*OF_A_PROCEDURE, backdated, late, outcome, again, counted)
    assert passed(*forged, id=str(procedure.pk)) == []


# --- the list


OTHER = {  # another value for a column, by the type of its field
    "PositiveIntegerField": "77",
    "DateField": "'2020-01-01'",
    "DateTimeField": "'2020-01-01T00:00:00Z'",
    "BooleanField": "false",
    "ArrayField": "'{x/y}'",
    "JSONField": '\'{"x": "y"}\'',
    "ForeignKey": "'DE'",
    "CharField": "'XX'",
}
FORGED_EDITIONS = (
    'content || \'{"edition": 2, "sequence": 2, "name": "FORGED"}\'',
    'content || \'{"edition": 2, "sequence": 2, "change": "correction", "in_force": true}\'',
    'content || \'{"edition": 2, "sequence": 2, "status": "delisted", "change": "delisting"}\'',
)


def with_leaf(said: str) -> str:
    """An edition by hand, with a leaf of its own; `said` is its content, made of the one before."""
    return (
        "WITH edition AS (INSERT INTO controllist_edition (number, at, event, entry_id, content, derived)"
        f" SELECT max(number) OVER () + 1, at, 'correct', entry_id, {said}, derived FROM controllist_edition"
        " WHERE entry_id = %(id)s ORDER BY number DESC LIMIT 1 RETURNING number, entry_id)"
        " INSERT INTO controllist_logleaf (index, entry_id, edition_id, leaf, hash, salts)"
        " SELECT 90, entry_id, number, 'x', repeat('0', 64), '{}' FROM edition"
    )


ENTRY_COLUMNS = ", ".join(field.column for field in ControlListEntry._meta.fields if field.name != "id")


def test_no_word_of_an_entry_can_be_changed_nor_an_entry_made_out_of_thin_air():
    entry = make_entry()
    copied = ENTRY_COLUMNS.replace("code", "'CS-0999'", 1).replace("provenance", "'P-2026-9999'")
    forged = passed(
        "UPDATE controllist_controllistentry SET name = 'FORGED NAME' WHERE id = %(id)s",
        "UPDATE controllist_controllistentry SET item_keys = '{x/y}' WHERE id = %(id)s",
        "UPDATE controllist_controllistentry SET in_force = NOT in_force WHERE id = %(id)s",
        "UPDATE controllist_controllistentry SET status = 'delisted' WHERE id = %(id)s",
        "DELETE FROM controllist_controllistentry WHERE id = %(id)s",
        f"INSERT INTO controllist_controllistentry (id, {ENTRY_COLUMNS})"
        f" SELECT gen_random_uuid(), {copied} FROM controllist_controllistentry WHERE id = %(id)s",
        "UPDATE controllist_edition SET content = '{}' WHERE entry_id = %(id)s",
        id=str(entry.pk),
    )
    assert forged == []


def test_no_column_of_an_entry_is_written_by_the_application():
    """Not one: `status` it may touch, for its transition, and then no commit lets it through."""
    entry = make_entry(by=agreed("AE"))
    columns = {
        field.column: OTHER.get(type(field).__name__, "'x'")
        for field in ControlListEntry._meta.concrete_fields
    }
    columns |= {"id": "gen_random_uuid()", "status": "'corrected'", "functions": "'{other}'"}
    forged = (
        f'UPDATE controllist_controllistentry SET "{column}" = {value} WHERE id = %(id)s'
        for column, value in columns.items()
    )
    assert passed(*forged, id=str(entry.pk)) == []
    assert len(columns) > 30


def test_no_edition_is_added_without_the_change_that_two_officers_approved():
    """Whoever writes edition, leaf and trail by hand moves the row, and no commit lets it through."""
    officers = factories.make_commissioner(), factories.make_commissioner()
    entry = make_entry()
    change = propose_delisting(
        entry_id=entry.pk,
        edition=entry.edition,
        basis=ChangeBasis(ground="review", act_kind="judgment", act_reference="T-12/26", reason="None."),
        actor=officers[0],
        at=AT,
    )
    values = {"id": str(entry.pk), "change": str(change.pk), "officer": str(officers[1].pk)}
    assert passed(*(with_leaf(said) for said in FORGED_EDITIONS), **values) == []

    approve_entry_change(change_id=change.pk, actor=officers[1], at=AT)

    again = 'content || \'{"edition": 2, "sequence": 3, "name": "FORGED"}\''
    settled_too = (
        'UPDATE controllist_entrychange SET content = content || \'{"reason": "x"}\' WHERE id = %(change)s',
        "UPDATE controllist_entrychange SET status = 'proposed', approved_by_id = NULL WHERE id = %(change)s",
    )
    assert passed(with_leaf(again), *settled_too, **values) == []


def test_an_entry_needs_a_procedure_that_listed_it(procedure):
    by = origin(procedure=procedure.reference, notifying_state="DE")
    with pytest.raises(DatabaseError, match="needs a closed procedure"), transaction.atomic():
        list_item(words=words(), origin=by, at=AT)


# --- decisions


def test_a_proposal_that_waits_or_was_approved_keeps_its_content_and_its_officers():
    forged = (
        "UPDATE licensing_proposal SET grounds = 'x' WHERE id = %(id)s",
        "UPDATE licensing_proposal SET outcome = 'grant' WHERE id = %(id)s",
        "UPDATE licensing_proposal SET conditions = '[\"x\"]' WHERE id = %(id)s",
        "UPDATE licensing_proposal SET entry = '{}' WHERE id = %(id)s",
        "UPDATE licensing_proposal SET content_hash = repeat('0', 64) WHERE id = %(id)s",
        "UPDATE licensing_proposal SET proposed_by_id = %(other)s WHERE id = %(id)s",
    )
    settled_too = (
        "UPDATE licensing_proposal SET approved_by_id = %(other)s WHERE id = %(id)s",
        "UPDATE licensing_proposal SET settled_at = settled_at + interval '1 day' WHERE id = %(id)s",
        "UPDATE licensing_proposal SET comment = 'x' WHERE id = %(id)s",
    )
    proposal, other = make_proposal(), factories.make_officer()
    values = {"id": str(proposal.pk), "other": str(other.pk)}
    assert passed(*forged, **values) == []

    factories.approve(proposal)

    assert passed(*forged, *settled_too, **values) == []


def test_a_letter_and_a_file_stay_the_bytes_they_were(tmp_path, settings):
    settings.FILES_ROOT = tmp_path
    letter = store_file(content=b"%PDF-1.7 a letter", name="letter.pdf", media_type="application/pdf", at=AT)
    other = store_file(content=b"%PDF-1.7 another", name="other.pdf", media_type="application/pdf", at=AT)
    request = factories.make_submitted_request()
    document = Document.objects.get(request=request, kind="receipt")
    Document.objects.filter(pk=document.pk).update(file=letter)
    forged = passed(
        "UPDATE licensing_document SET file_id = %(other)s WHERE id = %(id)s",
        "UPDATE licensing_document SET kind = 'attachment' WHERE id = %(id)s",
        "UPDATE core_file SET sha256 = repeat('0', 64) WHERE id = %(letter)s",
        id=str(document.pk),
        letter=str(letter.pk),
        other=str(other.pk),
    )
    assert forged == []


def test_what_was_sent_stays_as_it_was_sent():
    request = factories.make_submitted_request()
    other = factories.make_exporter("FR")
    forged = passed(
        "UPDATE notifications_catchallnotification SET body = '{}' WHERE request_id = %(id)s",
        "UPDATE notifications_catchallnotification SET exporter_id = %(other)s WHERE request_id = %(id)s",
        "UPDATE licensing_requestversion SET body = '{}' WHERE request_id = %(id)s",
        "UPDATE licensing_authorisationrequest SET exporter_id = %(other)s WHERE id = %(id)s",
        "UPDATE licensing_authorisationrequest SET submitted_at = submitted_at - interval '1 day' WHERE id = %(id)s",
        "UPDATE licensing_authorisationrequest SET version_id = NULL WHERE id = %(id)s",
        id=str(request.pk),
        other=str(other.pk),
    )
    assert forged == []


def test_a_question_and_its_answer_stay_as_they_were():
    asked = factories.ask(factories.make_taken_request(), at=AT + DAY)
    question = "UPDATE licensing_informationrequest SET question = 'x' WHERE id = %(id)s"
    assert passed(question, id=str(asked.pk)) == []

    factories.answer(asked, at=AT + 2 * DAY)

    answer = "UPDATE licensing_informationrequest SET answer = 'x' WHERE id = %(id)s"
    due = "UPDATE licensing_informationrequest SET due_on = due_on + 1 WHERE id = %(id)s"
    assert passed(question, answer, due, id=str(asked.pk)) == []


# --- reference data


def test_populations_and_holidays_change_with_an_approved_reference_change_alone():
    factories.make_commissioner()
    forged = passed(
        "UPDATE core_population SET people = people + 1 WHERE member_state_id = 'MT'",
        "DELETE FROM core_population",
        "UPDATE core_populationset SET starts_on = starts_on + 1",
        "INSERT INTO core_populationset (id, name, starts_on, source)"
        " VALUES (gen_random_uuid(), '2999', '2999-01-01', 'x')",
        "INSERT INTO core_population (population_set_id, member_state_id, people, basis)"
        " SELECT population_set_id, 'XX', 1, 'x' FROM core_population LIMIT 1",
        "UPDATE core_memberstate SET timezone = 'UTC'",
        "INSERT INTO core_publicholiday (calendar, \"on\", names) VALUES ('FR', '2027-03-04', '{}')",
        "DELETE FROM core_publicholiday WHERE calendar = 'FR'",
        "INSERT INTO core_holidayyear (calendar, year, source) VALUES ('FR', 2099, 'x')",
    )
    assert forged == []
    assert Population.objects.exists()
    assert not ReferenceChange.objects.exists()
