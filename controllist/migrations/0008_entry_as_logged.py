"""The list's table says what its log says, and published texts stay as they were published (guarantee G16)."""

from django.db import migrations

from exportctl.core.ddl import frozen, settled

# At commit, whoever wrote the row: its newest edition has its words, and a leaf of the log.
AS_LOGGED = """
CREATE FUNCTION controllist_require_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry controllist_controllistentry;
    logged jsonb;
BEGIN
    SELECT * INTO entry FROM controllist_controllistentry WHERE id = NEW.id;
    SELECT edition.content INTO logged
      FROM controllist_edition AS edition JOIN controllist_logleaf AS leaf ON leaf.edition_id = edition.number
     WHERE edition.entry_id = entry.id AND leaf.entry_id = entry.id
     ORDER BY edition.number DESC LIMIT 1;
    IF logged IS NULL OR logged - ARRAY['listed_on', 'effective_from'] IS DISTINCT FROM jsonb_build_object(
        'code', entry.code,
        'name', entry.name,
        'manufacturer', entry.manufacturer,
        'models', to_jsonb(entry.model_names),
        'functions', to_jsonb(entry.functions),
        'description', entry.description,
        'cn_code', nullif(entry.cn_code, ''),
        'edition', entry.edition,
        'status', entry.status,
        'rule_set', entry.rule_set,
        'regime', entry.regime,
        'in_force', entry.in_force,
        'destination', nullif(entry.destination, '')
    ) OR (logged->>'listed_on')::date <> entry.listed_on
      OR (logged->>'effective_from')::timestamptz <> entry.effective_from
    THEN
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


class Migration(migrations.Migration):
    dependencies = [("controllist", "0007_search_spellings"), ("core", "0012_frozen_rows")]
    operations = [
        migrations.RunSQL(
            AS_LOGGED,
            "DROP TRIGGER controllist_controllistentry_as_logged ON controllist_controllistentry;"
            " DROP FUNCTION controllist_require_log()",
        ),
        # One column has to be open for the lock that orders an entry's texts.
        frozen("controllist_controllistentry", "status"),
        settled("controllist_entrytext", open=("draft", "proposed")),
    ]
