"""Seats by invitation (guarantees G11, G12): two officers, the person's yes, and one side for each account."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant
from exportctl.core.rules.mailboxes import mailbox_of

# Nobody holds seats at organisations of two kinds at one time, but for an authority and a delegation of one state that
# says so itself. Asked at commit of the rows as they are then, with the person's row locked: of two grants at once the
# later one sees the earlier.
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
DROP TRIGGER core_seat_separate_duties ON core_seat;
CREATE CONSTRAINT TRIGGER core_seat_separate_duties
    AFTER INSERT OR UPDATE OF user_id, content_object_id, starts_at, ends_at, removed_at ON core_seat
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.removed_at IS NULL)
    EXECUTE FUNCTION core.separate_duties();
"""


def one_spelling(apps, schema_editor):
    """Addresses as they are compared from now on. Of two accounts of one mailbox the second keeps its spelling."""
    User = apps.get_model("core", "User")
    for user in User.objects.order_by("created_at", "pk"):
        address = mailbox_of(user.email)
        if address != user.email and not User.objects.filter(email__iexact=address).exclude(pk=user.pk).exists():
            User.objects.filter(pk=user.pk).update(email=address)


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ("core", "0013_feed_id"),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(max_length=200)),
                ('permission', models.CharField(choices=[('file', 'May file for an exporter'), ('handle_cases', 'May handle cases of an authority'), ('take_position', 'May take positions for a Member State'), ('administer', 'May administer for the Commission'), ('check_shipments', 'May check shipments for customs'), ('manage_people', 'May administer the people')], max_length=30)),
                ('is_agent', models.BooleanField(default=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('takes_two', models.BooleanField()),
                ('status', models.CharField(choices=[('proposed', 'Waits for a second officer'), ('open', 'Waits for the person'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('discarded', 'Withdrawn'), ('lapsed', 'Lapsed')], default='proposed', max_length=20)),
                ('opened_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='memberstate',
            name='delegate_may_be_officer',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='referencechange',
            name='kind',
            field=models.CharField(choices=[('population_set', 'New population set'), ('holiday_added', 'Public holiday added'), ('holiday_removed', 'Public holiday removed'), ('shared_seats', 'Delegate and officer in one person')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('granted_by', None), models.Q(('granted_by', models.F('user')), _negated=True), _connector='OR'), name='seat_given_by_somebody_else', violation_error_message='Nobody gives themselves a seat.'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='seat',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.seat'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='invitation_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'open', 'accepted', 'declined', 'discarded', 'lapsed'])), name='invitation_status_known'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', models.F('proposed_by')), _negated=True), models.Q(('approved_by', None), models.Q(('person', models.F('approved_by')), _negated=True), _connector='OR')), name='invitation_for_somebody_else', violation_error_message='Nobody gives themselves a seat.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'discarded']), ('takes_two', False), ('approved_by__isnull', False), _connector='OR'), name='invitation_takes_two'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('takes_two', True), models.Q(('permission__in', ['administer', 'handle_cases', 'manage_people', 'take_position']), _negated=True), _connector='OR'), name='invitation_two_for_what_decides'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'accepted'), _negated=True), models.Q(('answered_at__isnull', False), ('seat__isnull', False)), _connector='OR'), name='invitation_accepted_into_a_seat'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['proposed', 'open'])), fields=('organisation', 'person', 'permission'), name='invitation_one_unsettled'),
        ),
        *grant(
            "SELECT, INSERT, UPDATE (status, approved_by_id, opened_at, answered_at, seat_id)", "core_invitation"
        ),
        audited("core_invitation", "proposed"),
        migrations.RunSQL(SEPARATE_DUTIES, migrations.RunSQL.noop),
        frozen("core_memberstate", "delegate_may_be_officer"),
        migrations.RunSQL(
            "CREATE TRIGGER core_memberstate_approved AFTER UPDATE ON core_memberstate"
            " FOR EACH ROW EXECUTE FUNCTION core.require_approved_change()",
            "DROP TRIGGER core_memberstate_approved ON core_memberstate",
        ),
        migrations.RunPython(one_spelling, migrations.RunPython.noop),
    ]
