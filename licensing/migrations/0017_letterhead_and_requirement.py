"""What letters carry, as two officers approve it; the requirement as an outcome; what a letter says of the rules of its day."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0015_own_names_and_added_days"),
        ("licensing", "0016_frozen_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterheadChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('office', models.CharField(blank=True, max_length=200)),
                ('capacity', models.CharField(blank=True, max_length=200)),
                ('address', models.TextField(blank=True)),
                ('contact', models.CharField(blank=True, max_length=300)),
                ('remedy_body', models.CharField(blank=True, max_length=200)),
                ('remedy_period', models.CharField(blank=True, max_length=200)),
                ('remedy_how', models.CharField(blank=True, max_length=500)),
                ('remedy_law', models.CharField(blank=True, max_length=200)),
                ('confirmed_by', models.CharField(blank=True, max_length=200)),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('provision_human_rights', models.CharField(blank=True, max_length=300)),
                ('provision_eu_list', models.CharField(blank=True, max_length=300)),
                ('reason', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='authorisationrequest',
            name='request_status_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_outcome_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_refusal_has_words',
        ),
        migrations.AddField(
            model_name='document',
            name='facts',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='authorisationrequest',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('under_review', 'Under review'), ('information_requested', 'With exporter'), ('proposed', 'To approve'), ('granted', 'Granted'), ('refused', 'Refused'), ('no_authorisation_required', 'No authorisation required'), ('authorisation_required', 'Authorisation required'), ('withdrawn', 'Withdrawn')], default='draft', max_length=30),
        ),
        migrations.AlterField(
            model_name='decision',
            name='outcome',
            field=models.CharField(choices=[('grant', 'Grant'), ('grant_with_conditions', 'Grant with conditions'), ('refuse', 'Refuse'), ('no_authorisation_required', 'No authorisation required'), ('authorisation_required', 'Authorisation required')], max_length=30),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='outcome',
            field=models.CharField(choices=[('grant', 'Grant'), ('grant_with_conditions', 'Grant with conditions'), ('refuse', 'Refuse'), ('no_authorisation_required', 'No authorisation required'), ('authorisation_required', 'Authorisation required')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='authorisationrequest',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'under_review', 'information_requested', 'proposed', 'granted', 'refused', 'no_authorisation_required', 'authorisation_required', 'withdrawn'])), name='request_status_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['grant', 'grant_with_conditions', 'refuse', 'no_authorisation_required', 'authorisation_required'])), name='proposal_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['authorisation_required', 'refuse']), _negated=True), models.Q(('dossier__isnull', False), ('entry__isnull', False)), _connector='OR'), name='proposal_refusal_has_words'),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letterhead_changes', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='letterheadchange_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='letterheadchange_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='letterheadchange_status_known'),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('authority',), name='letterhead_change_one_pending'),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(('remedy_body', ''), models.Q(models.Q(('confirmed_by', ''), _negated=True), ('confirmed_on__isnull', False)), _connector='OR'), name='letterhead_remedy_is_confirmed'),
        ),
        migrations.AddField("proposal", "hearing", models.JSONField(null=True)),
        audited("licensing_letterheadchange", "proposed"),
        *grant("SELECT, INSERT, UPDATE", "licensing_letterheadchange"),
        frozen("licensing_letterheadchange", "status", "approved_by_id", "approved_at"),
        settled("licensing_letterheadchange", open=("proposed",)),
    ]
