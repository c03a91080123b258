"""The public holidays of a whole year are a change of reference data, approved by a second officer."""

from django.db import migrations, models

# As it was, but for what a year and a day of the calendar need.
REQUIRE_APPROVED_CHANGE = """
CREATE OR REPLACE FUNCTION core.require_approved_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
@HOLIDAYS@                 AND said->>'calendar' = to_jsonb(NEW)->>'calendar' AND said->>'on' = to_jsonb(NEW)->>'on'
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
"""
BEFORE = """
            WHEN 'core_publicholiday' THEN
                 TG_OP = 'INSERT' AND said->>'kind' = 'holiday_added'
"""
AFTER = """
            WHEN 'core_holidayyear' THEN TG_OP = 'INSERT' AND said->>'kind' = 'holiday_year'
                 AND said->>'calendar' = to_jsonb(NEW)->>'calendar' AND said->>'year' = to_jsonb(NEW)->>'year'
            WHEN 'core_publicholiday' THEN
                 TG_OP = 'INSERT' AND said->>'kind' = 'holiday_year'
                 AND said->>'calendar' = to_jsonb(NEW)->>'calendar'
                 AND said->'days' @> jsonb_build_array(jsonb_build_object('on', to_jsonb(NEW)->>'on'))
              OR TG_OP = 'INSERT' AND said->>'kind' = 'holiday_added'
"""
KINDS = [
    ("population_set", "New population set"),
    ("holiday_year", "Public holidays of a year"),
    ("holiday_added", "Public holiday added"),
    ("holiday_removed", "Public holiday removed"),
    ("shared_seats", "Delegate and officer in one person"),
]


class Migration(migrations.Migration):
    dependencies = [("core", "0030_webhooks")]

    operations = [
        migrations.AlterField("referencechange", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.RunSQL(
            REQUIRE_APPROVED_CHANGE.replace("@HOLIDAYS@", AFTER.lstrip("\n")),
            REQUIRE_APPROVED_CHANGE.replace("@HOLIDAYS@", BEFORE.lstrip("\n")),
        ),
    ]
