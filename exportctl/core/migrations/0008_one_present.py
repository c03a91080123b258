"""The product's clock stands on one present, which a template for tests may fix; the demonstration moves over it."""

from django.db import migrations

from exportctl.core.ddl import APP_ROLE

CLOCK = f"""
CREATE FUNCTION core.base_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT clock_timestamp()
$$;

-- Volatile on purpose: read once, passed on as a parameter, never compared inside a query.
CREATE OR REPLACE FUNCTION core.product_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT core.base_now() + CASE WHEN EXISTS (SELECT FROM core.demonstration)
                                  THEN (SELECT shift FROM core.clock_offset) ELSE interval '0' END
$$;

DROP FUNCTION core.move_clock(interval);
CREATE FUNCTION core.move_clock(target timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = core, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM core.demonstration) THEN
        RAISE EXCEPTION 'only a demonstration can move its clock';
    END IF;
    -- Without a target the clock goes back to the present it stands on.
    UPDATE core.clock_offset SET shift = coalesce(target - core.base_now(), interval '0');
    RETURN core.product_now();
END
$$;
REVOKE ALL ON FUNCTION core.move_clock(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION core.move_clock(timestamptz) TO {APP_ROLE};
"""

BACK = f"""
DROP FUNCTION core.move_clock(timestamptz);
CREATE OR REPLACE FUNCTION core.product_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT clock_timestamp() + CASE WHEN EXISTS (SELECT FROM core.demonstration)
                                    THEN (SELECT shift FROM core.clock_offset) ELSE interval '0' END
$$;
DROP FUNCTION core.base_now();
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


class Migration(migrations.Migration):
    dependencies = [("core", "0007_outbox")]
    operations = [migrations.RunSQL(CLOCK, BACK)]
