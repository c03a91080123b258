"""What was settled stays; who may act, and what a majority counts, changes with a trace or not at all (G11, G14)."""

from django.db import migrations

from exportctl.core.ddl import frozen, settled

KEEP_SETTLED = """
-- The first argument says whether the others are the columns that stay ('only') or those that may change ('but').
CREATE FUNCTION core.keep_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text;
BEGIN
    SELECT before.key INTO changed FROM jsonb_each(to_jsonb(OLD)) AS before
     WHERE (before.key = ANY (TG_ARGV[1:])) = (TG_ARGV[0] = 'only')
       AND before.value IS DISTINCT FROM to_jsonb(NEW) -> before.key
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% % is settled: its % does not change any more', TG_TABLE_NAME, OLD.id, changed
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
"""

# Reference data of before the first account are those that the product is shipped with; later ones of a release are
# loaded by the owner. Everything else is what a second officer of the Commission approved in this very transaction.
REQUIRE_APPROVED_CHANGE = """
CREATE FUNCTION core.require_approved_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said jsonb;
BEGIN
    IF NOT EXISTS (SELECT FROM core_user)
       OR pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN
        RETURN NULL;
    END IF;
    FOR said IN
        SELECT change.payload || jsonb_build_object('kind', change.kind)
          FROM core_referencechange AS change JOIN core_auditevent AS event ON event.object_id = change.id
         WHERE change.status = 'approved' AND event.target = 'approved'
           AND event.xact = pg_current_xact_id()::text::bigint
    LOOP
        IF (CASE TG_TABLE_NAME
            WHEN 'core_populationset' THEN said->>'kind' = 'population_set' AND TG_OP = 'INSERT'
                 AND said->>'name' = to_jsonb(NEW)->>'name'
                 AND said->>'starts_on' = to_jsonb(NEW)->>'starts_on'
                 AND said->>'source' = to_jsonb(NEW)->>'source'
            WHEN 'core_population' THEN said->>'kind' = 'population_set' AND TG_OP = 'INSERT'
                 AND said->'figures'->>(to_jsonb(NEW)->>'member_state_id') = to_jsonb(NEW)->>'people'
                 AND said->>'name' = (SELECT name FROM core_populationset
                                       WHERE id = (to_jsonb(NEW)->>'population_set_id')::uuid)
            WHEN 'core_publicholiday' THEN
                 TG_OP = 'INSERT' AND said->>'kind' = 'holiday_added'
                 AND said->>'calendar' = to_jsonb(NEW)->>'calendar' AND said->>'on' = to_jsonb(NEW)->>'on'
              OR TG_OP = 'DELETE' AND said->>'kind' = 'holiday_removed'
                 AND said->>'calendar' = to_jsonb(OLD)->>'calendar' AND said->>'on' = to_jsonb(OLD)->>'on'
            WHEN 'core_memberstate' THEN said->>'kind' = 'shared_seats'
                 AND said->>'state' = to_jsonb(NEW)->>'code'
                 AND (said->>'shared' = 'yes') = (to_jsonb(NEW)->>'delegate_may_be_officer')::boolean
            ELSE false
        END) THEN
            RETURN NULL;
        END IF;
    END LOOP;
    RAISE EXCEPTION '% changes with a reference change that a second officer approved', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER core_populationset_approved AFTER INSERT ON core_populationset
    FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE TRIGGER core_population_approved AFTER INSERT ON core_population
    FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE TRIGGER core_holidayyear_approved AFTER INSERT ON core_holidayyear
    FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE TRIGGER core_publicholiday_approved AFTER INSERT OR UPDATE OR DELETE ON core_publicholiday
    FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
"""

# A seat or a key that nobody recorded is refused at commit. An account, its password and an organisation are written
# by many hands (a library's forms, a better hash at the next sign-in): there the database itself leaves the trace.
LEAVE_A_TRACE = """
CREATE FUNCTION core.require_trace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.user_id AND xact = pg_current_xact_id()::text::bigint
           AND facts->>TG_ARGV[0] = NEW.id::text
    ) THEN
        RAISE EXCEPTION '% % changed without an audit event', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER core_seat_traced AFTER INSERT OR UPDATE ON core_seat
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_trace('seat');
CREATE CONSTRAINT TRIGGER core_apikey_traced AFTER INSERT ON core_apikey
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_trace('key');

CREATE FUNCTION core.leave_trace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM core_user) AND NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.id AND event = TG_ARGV[1] AND xact = pg_current_xact_id()::text::bigint
    ) THEN
        INSERT INTO core_auditevent (at, channel, machine, object_id, event, source, target, facts)
        VALUES (core.product_now(), 'database', TG_ARGV[0], NEW.id, TG_ARGV[1], '', '', '{}');
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER core_user_made AFTER INSERT ON core_user
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.leave_trace('account', 'create');
CREATE CONSTRAINT TRIGGER core_user_password_set AFTER UPDATE OF password ON core_user
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.password IS DISTINCT FROM OLD.password)
    EXECUTE FUNCTION core.leave_trace('account', 'set_password');
CREATE CONSTRAINT TRIGGER core_organisation_made AFTER INSERT ON core_organisation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.leave_trace('organisation', 'create');
CREATE CONSTRAINT TRIGGER core_organisation_changed AFTER UPDATE ON core_organisation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.*)
    EXECUTE FUNCTION core.leave_trace('organisation', 'change');
"""

DROP = """
DROP TRIGGER core_user_made ON core_user;
DROP TRIGGER core_user_password_set ON core_user;
DROP TRIGGER core_organisation_made ON core_organisation;
DROP TRIGGER core_organisation_changed ON core_organisation;
DROP TRIGGER core_seat_traced ON core_seat;
DROP TRIGGER core_apikey_traced ON core_apikey;
DROP FUNCTION core.leave_trace();
DROP FUNCTION core.require_trace();
"""
DROP_APPROVED = """
DROP TRIGGER core_populationset_approved ON core_populationset;
DROP TRIGGER core_population_approved ON core_population;
DROP TRIGGER core_holidayyear_approved ON core_holidayyear;
DROP TRIGGER core_publicholiday_approved ON core_publicholiday;
DROP FUNCTION core.require_approved_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0011_file_checks")]
    operations = [
        migrations.RunSQL(KEEP_SETTLED, "DROP FUNCTION core.keep_settled()"),
        migrations.RunSQL(REQUIRE_APPROVED_CHANGE, DROP_APPROVED),
        migrations.RunSQL(LEAVE_A_TRACE, DROP),
        *map(frozen, ["core_memberstate", "core_populationset", "core_population", "core_holidayyear"]),
        frozen("core_referencechange", "status", "approved_by_id", "approved_at"),
        settled("core_referencechange", open=("proposed",)),
        settled("core_file", columns=("name", "size", "sha256", "uploaded_by_id", "created_at")),
    ]
