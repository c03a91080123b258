"""What a procedure froze at its opening stays (G4), an entry needs its closed procedure (G5), a sent body is settled."""

import django.db.models.deletion
from django.db import migrations, models

from exportctl.core.ddl import frozen, grant, settled

TWO_OFFICERS = (
    "notifications_extension",
    "notifications_withdrawal",
    "notifications_rulesetselection",
    "notifications_standardtext",
)

FIRST_INSTANTS = """
INSERT INTO notifications_dueinstant (procedure_id, member_state_id, number, last_day, due_at)
SELECT procedure_id, member_state_id, 1, last_day, due_at FROM notifications_participant
"""

# Who takes part, with how many people and until when, is written as the window opens, and is what was frozen then.
OPENED_WHOLE = """
CREATE FUNCTION notifications_require_opening() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    opened notifications_objectionprocedure;
BEGIN
    SELECT * INTO opened FROM notifications_objectionprocedure
     WHERE id = (to_jsonb(NEW)->>TG_ARGV[0])::uuid;
    IF NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = opened.id AND event = 'open' AND xact = pg_current_xact_id()::text::bigint
    ) OR (
        SELECT (min(due_at), max(due_at)) IS DISTINCT FROM (opened.earliest_due_at, opened.closes_at)
            OR jsonb_object_agg(member_state_id, people)
               IS DISTINCT FROM (opened.frozen->'populations') - opened.notifying_state_id::text
          FROM notifications_participant WHERE procedure_id = opened.id
    ) THEN
        RAISE EXCEPTION 'procedure % does not take part, or end, as was frozen at its opening', opened.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER notifications_objectionprocedure_opened AFTER INSERT ON notifications_objectionprocedure
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION notifications_require_opening('id');
CREATE CONSTRAINT TRIGGER notifications_participant_opened AFTER INSERT ON notifications_participant
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION notifications_require_opening('procedure_id');
"""

# Instants are added, never changed. A later one needs an extension approved in this very transaction, and the
# participant, whose instant nobody may write, follows it.
ONLY_EXTENSIONS_MOVE = """
CREATE FUNCTION notifications_extended_now(extended uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT extension.id
      FROM notifications_extension AS extension JOIN core_auditevent AS event ON event.object_id = extension.id
     WHERE extension.procedure_id = extended AND extension.status = 'approved' AND event.target = 'approved'
       AND event.xact = pg_current_xact_id()::text::bigint
$$;
CREATE FUNCTION notifications_follow_instant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    part notifications_participant;
BEGIN
    SELECT * INTO part FROM notifications_participant
     WHERE procedure_id = NEW.procedure_id AND member_state_id = NEW.member_state_id;
    IF NEW.number = 1 THEN
        IF (part.last_day, part.due_at) IS NOT DISTINCT FROM (NEW.last_day, NEW.due_at) THEN
            RETURN NULL;
        END IF;
    ELSIF NEW.due_at > part.due_at
      AND NEW.extension_id IN (SELECT notifications_extended_now(NEW.procedure_id))
      AND NEW.number = (SELECT count(*) FROM notifications_dueinstant
                         WHERE procedure_id = NEW.procedure_id AND member_state_id = NEW.member_state_id)
    THEN
        UPDATE notifications_participant SET last_day = NEW.last_day, due_at = NEW.due_at WHERE id = part.id;
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'a due instant of % moves with an approved extension alone', NEW.member_state_id
        USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER notifications_dueinstant_follow AFTER INSERT ON notifications_dueinstant
    FOR EACH ROW EXECUTE FUNCTION notifications_follow_instant();

CREATE FUNCTION notifications_keep_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT notifications_extended_now(NEW.id)) OR (
        SELECT (min(due_at), max(due_at)) IS DISTINCT FROM (NEW.earliest_due_at, NEW.closes_at)
          FROM notifications_participant WHERE procedure_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'the end of % moves with an approved extension alone', NEW.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notifications_objectionprocedure_keep_end BEFORE UPDATE ON notifications_objectionprocedure
    FOR EACH ROW
    WHEN ((OLD.earliest_due_at, OLD.closes_at) IS DISTINCT FROM (NEW.earliest_due_at, NEW.closes_at))
    EXECUTE FUNCTION notifications_keep_end();
"""

# A position is cast while the window is open, before its state's instant, and stands in the trail with its receipt.
CAST_IN_TIME = """
CREATE FUNCTION notifications_require_window() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS procedure
          JOIN notifications_participant AS part ON part.procedure_id = procedure.id
         WHERE procedure.id = NEW.procedure_id AND part.member_state_id = NEW.member_state_id
           AND procedure.status = 'open' AND part.last_sequence = NEW.sequence
           AND NEW.cast_at >= procedure.opened_at AND NEW.cast_at < part.due_at
    ) THEN
        RAISE EXCEPTION 'a position is cast in an open window, before the instant of its state'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notifications_position_in_time BEFORE INSERT ON notifications_position
    FOR EACH ROW EXECUTE FUNCTION notifications_require_window();

CREATE FUNCTION notifications_require_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.procedure_id AND xact = pg_current_xact_id()::text::bigint
           AND facts->>'position' = NEW.id::text AND facts->>'receipt' = NEW.receipt
    ) THEN
        RAISE EXCEPTION 'position % has no audit event with its receipt', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER notifications_position_receipt AFTER INSERT ON notifications_position
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION notifications_require_receipt();
"""

# Closed is what has one outcome, the same in both places, and not before its end.
CLOSED_AT_ITS_END = """
CREATE FUNCTION notifications_require_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed uuid := (to_jsonb(NEW)->>TG_ARGV[0])::uuid;
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS procedure
          JOIN notifications_procedureoutcome AS result ON result.procedure_id = procedure.id
         WHERE procedure.id = closed AND procedure.status = 'closed' AND procedure.outcome = result.outcome
           AND result.closed_at >= procedure.closes_at
    ) OR NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = closed AND target = 'closed' AND xact = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'procedure % closes at its end, with its outcome', closed
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER notifications_objectionprocedure_closed AFTER UPDATE ON notifications_objectionprocedure
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'closed' AND OLD.status <> 'closed')
    EXECUTE FUNCTION notifications_require_outcome('id');
CREATE CONSTRAINT TRIGGER notifications_procedureoutcome_closed AFTER INSERT ON notifications_procedureoutcome
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION notifications_require_outcome('procedure_id');
"""

# The list stands below the procedures and knows none of them; what may be listed is therefore said here.
LISTED_BY_A_PROCEDURE = """
CREATE FUNCTION notifications_require_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS procedure
         WHERE procedure.reference = NEW.provenance AND procedure.status = 'closed'
           AND procedure.outcome = 'listed' AND procedure.notifying_state_id = NEW.notifying_state_id
           AND procedure.entry->>'name' = NEW.name AND procedure.entry->>'manufacturer' = NEW.manufacturer
           AND procedure.entry->'models' = to_jsonb(NEW.model_names)
           AND procedure.entry->>'description' = NEW.description
    ) THEN
        RAISE EXCEPTION 'entry % needs a closed procedure that listed these words', NEW.code
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER controllist_controllistentry_by_procedure BEFORE INSERT ON controllist_controllistentry
    FOR EACH ROW EXECUTE FUNCTION notifications_require_listing();
"""

# A linked refusal waits for another procedure when its own was withdrawn.
LINKS_FOLLOW_A_WITHDRAWAL = """
CREATE FUNCTION notifications_keep_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS earlier, notifications_objectionprocedure AS later
         WHERE earlier.id = OLD.procedure_id AND earlier.status = 'withdrawn'
           AND later.id = NEW.procedure_id AND later.status = 'open' AND later.item_key = earlier.item_key
    ) THEN
        RAISE EXCEPTION 'a linked refusal waits for its procedure until that is withdrawn'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notifications_linkedrefusal_keep BEFORE UPDATE ON notifications_linkedrefusal
    FOR EACH ROW EXECUTE FUNCTION notifications_keep_link();
"""


def drop(function: str, *triggers: str) -> str:
    """The reverse of a function and of the triggers that call it, each `name on table`."""
    return "".join(
        f"DROP TRIGGER {trigger} ON {table};" for trigger, table in (each.split(" on ") for each in triggers)
    ) + (f"DROP FUNCTION {function}")


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0007_regime_names"),
        ("controllist", "0008_entry_as_logged"),
        ("core", "0012_frozen_rows"),
        ("licensing", "0016_frozen_rows"),
    ]
    operations = [
        migrations.CreateModel(
            name="DueInstant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("last_day", models.DateField()),
                ("due_at", models.DateTimeField()),
                (
                    "extension",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_instants",
                        to="notifications.extension",
                    ),
                ),
                (
                    "member_state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.memberstate"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_instants",
                        to="notifications.objectionprocedure",
                    ),
                ),
            ],
            options={
                "ordering": ["procedure", "member_state", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "member_state", "number"), name="due_instant_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extension", None), ("number", 1)),
                            models.Q(("extension__isnull", False), ("number__gt", 1)),
                            _connector="OR",
                        ),
                        name="due_instant_moves_by_extension",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FIRST_INSTANTS, "DELETE FROM notifications_dueinstant"),
        *grant("SELECT, INSERT", "notifications_dueinstant"),
        migrations.RunSQL(
            OPENED_WHOLE,
            drop(
                "notifications_require_opening()",
                "notifications_objectionprocedure_opened on notifications_objectionprocedure",
                "notifications_participant_opened on notifications_participant",
            ),
        ),
        migrations.RunSQL(
            ONLY_EXTENSIONS_MOVE,
            drop(
                "notifications_follow_instant()", "notifications_dueinstant_follow on notifications_dueinstant"
            )
            + ";"
            + drop(
                "notifications_keep_end()",
                "notifications_objectionprocedure_keep_end on notifications_objectionprocedure",
            )
            + "; DROP FUNCTION notifications_extended_now(uuid)",
        ),
        migrations.RunSQL(
            CAST_IN_TIME,
            drop("notifications_require_window()", "notifications_position_in_time on notifications_position")
            + ";"
            + drop(
                "notifications_require_receipt()", "notifications_position_receipt on notifications_position"
            ),
        ),
        migrations.RunSQL(
            CLOSED_AT_ITS_END,
            drop(
                "notifications_require_outcome()",
                "notifications_objectionprocedure_closed on notifications_objectionprocedure",
                "notifications_procedureoutcome_closed on notifications_procedureoutcome",
            ),
        ),
        migrations.RunSQL(
            LISTED_BY_A_PROCEDURE,
            drop(
                "notifications_require_listing()",
                "controllist_controllistentry_by_procedure on controllist_controllistentry",
            ),
        ),
        migrations.RunSQL(
            LINKS_FOLLOW_A_WITHDRAWAL,
            drop("notifications_keep_link()", "notifications_linkedrefusal_keep on notifications_linkedrefusal"),
        ),
        frozen(
            "notifications_objectionprocedure", "status", "outcome", "earliest_due_at", "closes_at"
        ),
        settled("notifications_objectionprocedure", open=("open",)),
        frozen("notifications_participant", "last_sequence"),
        frozen("notifications_linkedrefusal", "procedure_id"),
        settled("notifications_catchallnotification", open=("draft",), but=("status", "changed_by_id", "changed_at")),
        *[frozen(table, "status", "approved_by_id", "approved_at") for table in TWO_OFFICERS],
        *[settled(table, open=("proposed",)) for table in TWO_OFFICERS],
    ]
