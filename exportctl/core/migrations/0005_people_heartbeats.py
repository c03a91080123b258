"""Managers, agents with an end date, the sweeps' heartbeats; separation of duties in SQL (guarantee G12)."""

from django.db import migrations, models

from exportctl.core.ddl import grant

# Whoever files for an exporter holds no seat of the other side, nor the reverse. Asked at commit, with the person's
# row locked: of two grants at once the later one sees the earlier.
SEPARATE_DUTIES = """
CREATE FUNCTION core.separate_duties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM core_user WHERE id = NEW.user_id FOR UPDATE;
    IF (SELECT count(DISTINCT organisation.kind = 'exporter')
          FROM core_seat AS seat JOIN core_organisation AS organisation ON organisation.id = seat.content_object_id
         WHERE seat.user_id = NEW.user_id AND seat.removed_at IS NULL) > 1 THEN
        RAISE EXCEPTION 'person % would hold seats of an exporter and of a public body', NEW.user_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER core_seat_separate_duties
    AFTER INSERT OR UPDATE OF user_id, content_object_id, removed_at ON core_seat
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.removed_at IS NULL)
    EXECUTE FUNCTION core.separate_duties();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_mailing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('sweep', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AlterModelOptions(
            name='organisation',
            options={'default_permissions': (), 'permissions': [('file', 'May file for an exporter'), ('handle_cases', 'May handle cases of an authority'), ('take_position', 'May take positions for a Member State'), ('administer', 'May administer for the Commission'), ('check_shipments', 'May check shipments for customs'), ('manage_people', 'May administer the people')]},
        ),
        migrations.AddField(
            model_name='notice',
            name='failure',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='seat',
            name='is_agent',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('is_agent', False), ('ends_at__isnull', False), _connector='OR'), name='seat_agent_has_an_end', violation_error_message="An agent's seat needs an end date."),
        ),
        *grant("SELECT, INSERT, UPDATE", "core_heartbeat"),
        migrations.RunSQL(
            SEPARATE_DUTIES,
            "DROP TRIGGER core_seat_separate_duties ON core_seat; DROP FUNCTION core.separate_duties()",
        ),
    ]
