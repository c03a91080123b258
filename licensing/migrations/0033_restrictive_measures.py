"""Restrictive measures as dated law, what two officers say of one, and what is done because of one."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import APP_ROLE, audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ("licensing", "0032_party_matches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeasureChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('event', models.CharField(choices=[('confirm', 'Confirm the rule'), ('end', 'End the rule')], max_length=10)),
                ('act', models.CharField(max_length=200)),
                ('act_on', models.DateField()),
                ('applies_until', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RestrictiveMeasure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('status', models.CharField(choices=[('entered', 'Entered, not law here'), ('confirmed', 'Confirmed'), ('discarded', 'Discarded')], default='entered', max_length=10)),
                ('kind', models.CharField(choices=[('prohibition', 'Prohibition'), ('exemption', 'Exemption'), ('derogation', 'Derogation'), ('authorisation_required', 'Authorisation required'), ('arms_embargo', 'Arms embargo')], max_length=24)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('act', models.CharField(max_length=200)),
                ('article', models.CharField(blank=True, max_length=100)),
                ('title', models.CharField(max_length=300)),
                ('entries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('cn_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('uses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('listed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('lifts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('applies_from', models.DateTimeField()),
                ('applies_until', models.DateTimeField(null=True)),
                ('old_contracts_until', models.DateField(null=True)),
                ('is_sample', models.BooleanField(default=False)),
                ('entered_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-applies_from', 'number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='authorisationchange',
            name='authorisation_change_event_known',
        ),
        migrations.AddField(
            model_name='proposal',
            name='measure',
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name='authorisationchange',
            name='event',
            field=models.CharField(choices=[('suspend', 'Suspend'), ('reinstate', 'Reinstate'), ('revoke', 'Revoke'), ('annul', 'Annul'), ('continue', 'Continue')], max_length=20),
        ),
        migrations.AddField(
            model_name='measurechange',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measurechange',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='restrictivemeasure',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='restrictivemeasure',
            name='keeper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='measurechange',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='licensing.restrictivemeasure'),
        ),
        migrations.AddField(
            model_name='authorisationchange',
            name='measure',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='authorisation_changes', to='licensing.restrictivemeasure'),
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['suspend', 'reinstate', 'revoke', 'annul', 'continue'])), name='authorisation_change_event_known'),
        ),
        migrations.AddConstraint(
            model_name='restrictivemeasure',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['entered', 'confirmed', 'discarded'])), name='measure_status_known'),
        ),
        migrations.AddConstraint(
            model_name='restrictivemeasure',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['prohibition', 'exemption', 'derogation', 'authorisation_required', 'arms_embargo'])), name='measure_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='restrictivemeasure',
            constraint=models.CheckConstraint(condition=models.Q(('act', ''), _negated=True), name='measure_names_its_act', violation_error_message='Name the legal act.'),
        ),
        migrations.AddConstraint(
            model_name='restrictivemeasure',
            constraint=models.CheckConstraint(condition=models.Q(('applies_until', None), ('applies_until__gt', models.F('applies_from')), _connector='OR'), name='measure_ends_after_it_begins', violation_error_message='A rule does not end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='measurechange',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='measurechange_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='measurechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='measurechange_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='measurechange',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='measurechange_status_known'),
        ),
        migrations.AddConstraint(
            model_name='measurechange',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('measure',), name='measure_change_one_pending', violation_error_message='A proposal about this rule waits already.'),
        ),
        migrations.AddConstraint(
            model_name='measurechange',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['confirm', 'end'])), name='measure_change_event_known'),
        ),
        migrations.AddConstraint(
            model_name='measurechange',
            constraint=models.CheckConstraint(condition=models.Q(('event', 'confirm'), ('applies_until__isnull', False), _connector='OR'), name='measure_change_end_has_instant', violation_error_message='Say from when on the rule does not count any more.'),
        ),
        migrations.AddField(
            model_name='listedname',
            name='sought',
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name='listedname',
            index=models.Index(condition=models.Q(('sought', False)), fields=['id'], name='listed_name_to_seek'),
        ),
        migrations.RunSQL(
            'GRANT UPDATE ("sought") ON "licensing_listedname" TO ' + APP_ROLE,
            'REVOKE UPDATE ("sought") ON "licensing_listedname" FROM ' + APP_ROLE,
        ),
        *grant("SELECT, INSERT", "licensing_restrictivemeasure", "licensing_measurechange"),
        frozen("licensing_restrictivemeasure", "status", "applies_until"),
        frozen("licensing_measurechange", "status", "approved_by_id", "approved_at"),
        audited("licensing_restrictivemeasure", "entered"),
        audited("licensing_measurechange", "proposed"),
        settled("licensing_restrictivemeasure", open=("entered", "confirmed")),
        settled("licensing_measurechange", open=("proposed",)),
    ]
