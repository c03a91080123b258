"""Customs try their systems out: a kind of organisation that opens nothing real, and a seat beside any other."""

from django.db import migrations, models


# As before (0014), but for the sandboxes: whoever holds a seat there may hold another elsewhere.
SEPARATE_DUTIES = """
CREATE OR REPLACE FUNCTION core.separate_duties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM core_user WHERE id = NEW.user_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM core_seat AS mine
          JOIN core_organisation AS here ON here.id = mine.content_object_id
          JOIN core_seat AS other ON other.user_id = mine.user_id AND other.id <> mine.id AND other.removed_at IS NULL
          JOIN core_organisation AS there ON there.id = other.content_object_id
          LEFT JOIN core_memberstate AS state ON state.code = here.member_state_id
         WHERE mine.id = NEW.id AND mine.removed_at IS NULL AND here.kind <> there.kind
           AND 'sandbox' NOT IN (here.kind, there.kind)
           AND other.starts_at < coalesce(mine.ends_at, 'infinity')
           AND mine.starts_at < coalesce(other.ends_at, 'infinity')
           AND NOT (here.kind IN ('authority', 'delegation') AND there.kind IN ('authority', 'delegation')
                    AND here.member_state_id = there.member_state_id AND state.delegate_may_be_officer)
    ) THEN
        RAISE EXCEPTION 'person % would hold seats of two kinds of organisations at one time', NEW.user_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0031_holiday_years'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='organisation',
            options={'default_permissions': (), 'permissions': [('file', 'May file for an exporter'), ('handle_cases', 'May handle cases of an authority'), ('take_position', 'May take positions for a Member State'), ('administer', 'May administer for the Commission'), ('check_shipments', 'May check shipments for customs'), ('try_out', 'May try systems out in the sandbox of customs'), ('manage_people', 'May administer the people')]},
        ),
        migrations.RemoveConstraint(
            model_name='organisation',
            name='organisation_kind_known',
        ),
        migrations.AlterField(
            model_name='invitation',
            name='permission',
            field=models.CharField(choices=[('file', 'May file for an exporter'), ('handle_cases', 'May handle cases of an authority'), ('take_position', 'May take positions for a Member State'), ('administer', 'May administer for the Commission'), ('check_shipments', 'May check shipments for customs'), ('try_out', 'May try systems out in the sandbox of customs'), ('manage_people', 'May administer the people')], max_length=30),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='kind',
            field=models.CharField(choices=[('exporter', 'Exporter'), ('authority', 'Competent authority'), ('delegation', 'Delegation'), ('commission', 'Commission'), ('customs', 'Customs office'), ('sandbox', 'Sandbox of customs')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['exporter', 'authority', 'delegation', 'commission', 'customs', 'sandbox'])), name='organisation_kind_known'),
        ),
        migrations.RunSQL(SEPARATE_DUTIES, migrations.RunSQL.noop),
    ]
