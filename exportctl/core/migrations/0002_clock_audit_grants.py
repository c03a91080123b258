"""The product's clock, the audit's backstop, and what the application's role may touch."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

from exportctl.core.ddl import APP_ROLE, audited, grant

CLOCK = f"""
CREATE SCHEMA core;
GRANT USAGE ON SCHEMA core TO {APP_ROLE};

CREATE TABLE core.demonstration (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    marked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE core.clock_offset (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    shift interval NOT NULL
);
INSERT INTO core.clock_offset (shift) VALUES (interval '0');
GRANT SELECT ON core.demonstration, core.clock_offset TO {APP_ROLE};

-- Volatile on purpose: read once, passed on as a parameter, never compared inside a query.
CREATE FUNCTION core.product_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT clock_timestamp() + CASE WHEN EXISTS (SELECT FROM core.demonstration)
                                    THEN (SELECT shift FROM core.clock_offset) ELSE interval '0' END
$$;

CREATE FUNCTION core.move_clock(by_how_much interval) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = core, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM core.demonstration) THEN
        RAISE EXCEPTION 'only a demonstration can move its clock';
    END IF;
    UPDATE core.clock_offset SET shift = by_how_much;
    RETURN core.product_now();
END
$$;
REVOKE ALL ON FUNCTION core.move_clock(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION core.move_clock(interval) TO {APP_ROLE};
"""

REQUIRE_AUDIT = """
CREATE FUNCTION core.require_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> TG_ARGV[0] THEN
            RAISE EXCEPTION '% starts as %, not as %', TG_TABLE_NAME, TG_ARGV[0], NEW.status
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.id AND source = OLD.status AND target = NEW.status
           AND xact = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION '% % went from % to % without an audit event',
            TG_TABLE_NAME, NEW.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
"""

class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("sessions", "0001_initial"),
        ("axes", "0010_accessattemptexpiration"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
    ]
    # The list is indexed with trigrams from its first migration on.
    run_before = [("controllist", "0001_initial")]
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(
            CLOCK,
            "DROP FUNCTION core.move_clock(interval); DROP FUNCTION core.product_now();"
            " DROP TABLE core.clock_offset, core.demonstration; DROP SCHEMA core",
        ),
        migrations.RunSQL(REQUIRE_AUDIT, "DROP FUNCTION core.require_audit()"),
        migrations.RunSQL("INSERT INTO core_sealstate (size, frontier) VALUES (0, '[]')", "DELETE FROM core_sealstate"),
        audited("core_file", "quarantined"),
        audited("core_referencechange", "proposed"),
        *grant("SELECT, INSERT", "core_auditevent", "core_auditleaf", "core_audithead"),
        *grant(
            "SELECT, INSERT, UPDATE",
            "core_user",
            "core_organisation",
            "core_seat",
            "core_apikey",
            "core_memberstate",
            "core_populationset",
            "core_population",
            "core_holidayyear",
            "core_referencechange",
            "core_notice",
            "core_file",
            "core_referencecounter",
            "core_sealstate",
        ),
        *grant(
            "SELECT, INSERT, UPDATE, DELETE",
            "core_publicholiday",
            "core_rememberedanswer",
            "django_session",
            "axes_accessattempt",
            "axes_accessattemptexpiration",
            "axes_accessfailurelog",
            "axes_accesslog",
            "account_emailaddress",
            "account_emailconfirmation",
        ),
        *grant("SELECT", "django_content_type", "auth_permission", "auth_group", "django_migrations"),
    ]
