"""Corrections and delistings by two officers; the list's table is written by its log (guarantees G11 and G16)."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled

# Entries of leaves that say neither: what their rules list for, and that they were never changed.
WHAT_THEIR_LEAVES_LEAVE_OUT = """
UPDATE controllist_controllistentry SET
    changed_at = effective_from,
    ground = CASE rule_set WHEN 'unanimous_agreement' THEN 'repression_or_violations' ELSE 'human_rights_violations' END
"""

# What an edition says, by the columns of the list's table (rules/listing.py says the same in Python).
COLUMNS_OF = """
CREATE FUNCTION controllist_columns_of(said jsonb, derived jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'code', said->'code',
        'name', said->'name',
        'manufacturer', said->'manufacturer',
        'model_names', said->'models',
        'functions', said->'functions',
        'description', said->'description',
        'cn_code', coalesce(said->>'cn_code', ''),
        'listed_on', said->'listed_on',
        'effective_from', said->'effective_from',
        'edition', said->'edition',
        'rule_set', said->'rule_set',
        'regime', said->'regime',
        'in_force', said->'in_force',
        'destination', coalesce(said->>'destination', ''),
        'change', coalesce(said->>'change', 'listing'),
        'sequence', coalesce((said->>'sequence')::integer, 1),
        'changed_at', coalesce(said->'changed_at', said->'effective_from'),
        'delisted_at', said->'delisted_at',
        'ground', coalesce(said->>'ground', CASE said->>'rule_set'
            WHEN 'unanimous_agreement' THEN 'repression_or_violations' ELSE 'human_rights_violations' END),
        'change_ground', coalesce(said->>'change_ground', ''),
        'act_kind', coalesce(said->'legal_act'->>'kind', 'procedure_outcome'),
        'act_reference', coalesce(said->'legal_act'->>'reference', ''),
        'reason', coalesce(said->>'reason', '')
    ) || coalesce(derived, '{}')
    || CASE WHEN said ? 'notifying_state' THEN jsonb_build_object(
        'notifying_state_id', said->'notifying_state',
        'procedure_opened_at', said->'procedure_opened_at',
        'procedure_closed_at', said->'procedure_closed_at'
    ) ELSE '{}' END
$$;
"""

# The row follows its newest leaf. `status` stays with its transition, which leaves the audit event.
WRITTEN_BY_THE_LOG = """
CREATE FUNCTION controllist_follow_log() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    logged controllist_edition;
BEGIN
    SELECT * INTO logged FROM controllist_edition WHERE number = NEW.edition_id AND entry_id = NEW.entry_id;
    UPDATE controllist_controllistentry AS entry
       SET (code, name, manufacturer, model_names, functions, description, cn_code, listed_on, effective_from, edition,
            rule_set, regime, in_force, destination, change, sequence, changed_at, delisted_at, ground, change_ground,
            act_kind, act_reference, reason, item_keys, model_keys, search)
         = (SELECT code, name, manufacturer, model_names, functions, description, cn_code, listed_on, effective_from,
                   edition, rule_set, regime, in_force, destination, change, sequence, changed_at, delisted_at, ground,
                   change_ground, act_kind, act_reference, reason, item_keys, model_keys, search
              FROM jsonb_populate_record(entry, controllist_columns_of(logged.content, logged.derived)))
     WHERE entry.id = logged.entry_id AND entry.edition <= logged.number;
    RETURN NULL;
END
$$;
CREATE TRIGGER controllist_logleaf_followed AFTER INSERT ON controllist_logleaf
    FOR EACH ROW EXECUTE FUNCTION controllist_follow_log();
"""

# At commit, whoever wrote the row: every column that the log knows is as its newest leaf has it.
AS_LOGGED = """
CREATE FUNCTION controllist_require_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry controllist_controllistentry;
    logged jsonb;
BEGIN
    SELECT * INTO entry FROM controllist_controllistentry WHERE id = NEW.id;
    SELECT controllist_columns_of(edition.content, edition.derived)
           || jsonb_build_object('status', edition.content->'status') INTO logged
      FROM controllist_edition AS edition JOIN controllist_logleaf AS leaf ON leaf.edition_id = edition.number
     WHERE edition.entry_id = entry.id AND leaf.entry_id = entry.id
     ORDER BY edition.number DESC LIMIT 1;
    IF logged IS NULL OR jsonb_populate_record(entry, logged) IS DISTINCT FROM entry THEN
        RAISE EXCEPTION 'entry % does not say what the log of the list says', entry.code
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER controllist_controllistentry_as_logged
    AFTER INSERT OR UPDATE ON controllist_controllistentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION controllist_require_log();
"""
DROP_AS_LOGGED = (
    "DROP TRIGGER controllist_controllistentry_as_logged ON controllist_controllistentry;"
    " DROP FUNCTION controllist_require_log()"
)

# An entry is listed once. Any later edition is the one before it, with what two officers approved in this transaction.
BY_TWO_OFFICERS = """
CREATE FUNCTION controllist_require_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former jsonb;
    approved controllist_entrychange;
BEGIN
    SELECT content INTO former FROM controllist_edition
     WHERE entry_id = NEW.entry_id AND number < NEW.number ORDER BY number DESC LIMIT 1;
    SELECT change.* INTO approved
      FROM controllist_entrychange AS change JOIN core_auditevent AS event ON event.object_id = change.id
     WHERE change.entry_id = NEW.entry_id AND change.edition = (former->>'edition')::integer
       AND change.status = 'approved' AND event.target = 'approved'
       AND event.xact = pg_current_xact_id()::text::bigint;
    IF NOT EXISTS (SELECT FROM controllist_logleaf WHERE edition_id = NEW.number AND entry_id = NEW.entry_id)
        OR (NEW.content->>'edition')::integer IS DISTINCT FROM NEW.number
        OR coalesce((NEW.content->>'sequence')::integer, 1)
           <> (SELECT count(*) FROM controllist_edition WHERE entry_id = NEW.entry_id AND number <= NEW.number)
        OR (CASE WHEN former IS NULL THEN
               NEW.event <> 'list' OR coalesce(NEW.content->>'change', 'listing') <> 'listing'
           ELSE
               approved.id IS NULL
               OR (NEW.event, NEW.content->>'change', NEW.content->>'status') IS DISTINCT FROM
                  (CASE approved.kind WHEN 'correction' THEN 'correct' ELSE 'delist' END, approved.kind::text,
                   CASE approved.kind WHEN 'correction' THEN 'corrected' ELSE 'delisted' END)
               OR (NEW.content->>'delisted_at' IS NULL) = (approved.kind = 'delisting')
               OR NEW.content || (former - ARRAY['edition', 'status', 'change', 'sequence', 'changed_at', 'delisted_at'])
                  || approved.content <> NEW.content
           END)
    THEN
        RAISE EXCEPTION 'edition % of the list is no change that two officers approved', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER controllist_edition_by_two_officers AFTER INSERT ON controllist_edition
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION controllist_require_change();
"""


def former_check():
    """The function and trigger as the migration before the last one made them."""
    from importlib import import_module

    return import_module("controllist.migrations.0008_entry_as_logged").AS_LOGGED


class Migration(migrations.Migration):
    dependencies = [
        ("controllist", "0008_entry_as_logged"),
        ("core", "0012_frozen_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        # First: a changed row owes it a check, and a table with a check that is owed cannot be altered.
        migrations.RunSQL(DROP_AS_LOGGED, former_check()),
        migrations.AddField("controllistentry", "ground", models.CharField(choices=[("human_rights_violations", "risk of serious violations of human rights"), ("repression_or_violations", "internal repression, serious violations of human rights or of international humanitarian law (Article 5(1))")], max_length=40, default=""), preserve_default=False),
        migrations.AddField("controllistentry", "change", models.CharField(choices=[("listing", "Listing"), ("correction", "Correction"), ("delisting", "Taking off the list")], default="listing", max_length=20)),
        migrations.AddField("controllistentry", "sequence", models.PositiveIntegerField(default=1)),
        migrations.AddField("controllistentry", "changed_at", models.DateTimeField(null=True)),
        migrations.AddField("controllistentry", "change_ground", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
        migrations.AddField("controllistentry", "act_kind", models.CharField(choices=[("procedure_outcome", "Outcome of the procedure"), ("official_journal", "Official Journal, C series"), ("agreement", "Agreement of all Member States (Article 5(7))"), ("commission_decision", "Decision of the Commission"), ("judgment", "Judgment of a court")], default="procedure_outcome", max_length=40)),
        migrations.AddField("controllistentry", "act_reference", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.AddField("controllistentry", "reason", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("controllistentry", "delisted_at", models.DateTimeField(null=True)),
        migrations.RunSQL(WHAT_THEIR_LEAVES_LEAVE_OUT, migrations.RunSQL.noop),
        migrations.AlterField("controllistentry", "changed_at", models.DateTimeField()),
        migrations.AddField("edition", "derived", models.JSONField(null=True)),
        migrations.CreateModel(
            name="EntryChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("proposed_at", models.DateTimeField()),
                ("status", models.CharField(choices=[("proposed", "Proposed"), ("approved", "Approved"), ("discarded", "Discarded")], default="proposed", max_length=20)),
                ("approved_at", models.DateTimeField(null=True)),
                ("kind", models.CharField(choices=[("correction", "Correction"), ("delisting", "Taking off the list")], max_length=20)),
                ("edition", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("approved_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entry_changes", to="controllist.controllistentry")),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("approved_by", None), models.Q(("approved_by", models.F("proposed_by")), _negated=True), _connector="OR"), name="entrychange_four_eyes", violation_error_message="Nobody approves their own proposal."),
                    models.CheckConstraint(condition=models.Q(models.Q(("status", "approved"), _negated=True), models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)), _connector="OR"), name="entrychange_approved_by_someone"),
                    models.CheckConstraint(condition=models.Q(("status__in", ["proposed", "approved", "discarded"])), name="entrychange_status_known"),
                    models.UniqueConstraint(condition=models.Q(("status", "proposed")), fields=("entry",), name="entry_change_one_pending"),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["correction", "delisting"])), name="entry_change_kind_known"),
                ],
            },
        ),
        audited("controllist_entrychange", "proposed"),
        *grant("SELECT, INSERT, UPDATE", "controllist_entrychange"),
        frozen("controllist_entrychange", "status", "approved_by_id", "approved_at"),
        settled("controllist_entrychange", open=("proposed",)),
        migrations.RunSQL(COLUMNS_OF, "DROP FUNCTION controllist_columns_of(jsonb, jsonb)"),
        migrations.RunSQL(
            WRITTEN_BY_THE_LOG,
            "DROP TRIGGER controllist_logleaf_followed ON controllist_logleaf; DROP FUNCTION controllist_follow_log()",
        ),
        migrations.RunSQL(AS_LOGGED, DROP_AS_LOGGED),
        migrations.RunSQL(
            BY_TWO_OFFICERS,
            "DROP TRIGGER controllist_edition_by_two_officers ON controllist_edition;"
            " DROP FUNCTION controllist_require_change()",
        ),
    ]
