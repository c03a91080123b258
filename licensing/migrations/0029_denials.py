"""Denials: what authorities notify under Article 16, its parties, and the reviews that keep or end it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ("licensing", "0028_closings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Denial',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('status', models.CharField(choices=[('valid', 'Valid'), ('revoked', 'Revoked')], default='valid', max_length=20)),
                ('act', models.CharField(choices=[('refuse', 'Refused'), ('not_to_be_authorised', 'Not to be authorised'), ('limit', 'Substantially limited'), ('suspend', 'Suspended'), ('revoke', 'Revoked'), ('annul', 'Annulled')], max_length=30)),
                ('line', models.PositiveSmallIntegerField(default=1)),
                ('legal_basis', models.CharField(choices=[('human_rights', 'Human rights'), ('annex_i', 'Annex I'), ('article_4', 'Article 4'), ('article_5', 'Article 5'), ('article_9', 'Article 9'), ('article_10', 'Article 10'), ('eu_list', 'EU-wide list')], max_length=20)),
                ('decided_on', models.DateField()),
                ('control_entry', models.CharField(blank=True, max_length=40)),
                ('cn_code', models.CharField(blank=True, max_length=8)),
                ('name', models.CharField(max_length=200)),
                ('manufacturer', models.CharField(blank=True, max_length=200)),
                ('model', models.CharField(blank=True, max_length=120)),
                ('item_key', models.CharField(db_index=True, max_length=330)),
                ('description', models.TextField(blank=True)),
                ('destinations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), size=None)),
                ('ground', models.TextField(blank=True)),
                ('paper_number', models.CharField(blank=True, max_length=60)),
                ('paper_on', models.DateField(null=True)),
                ('notified_at', models.DateTimeField()),
                ('review_due_on', models.DateField(null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='denials', to='core.organisation')),
                ('change', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='denials', to='licensing.authorisationchange')),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='denials', to='licensing.decision')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member_state', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.memberstate')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='denials', to='licensing.authorisationrequest')),
            ],
        ),
        migrations.CreateModel(
            name='DenialParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('end_user', 'End user'), ('consignee', 'Consignee'), ('third_party', 'Third party')], max_length=20)),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('name_key', models.CharField(db_index=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('denial', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='licensing.denial')),
            ],
            options={
                'ordering': ['denial', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DenialReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('outcome', models.CharField(choices=[('renew', 'Renew the denial'), ('amend', 'Amend the denial'), ('revoke', 'Revoke the denial')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('ground', models.TextField(blank=True)),
                ('ground_before', models.TextField(blank=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('denial', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='licensing.denial')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='denial',
            index=models.Index(fields=['-notified_at', '-id'], name='denial_newest'),
        ),
        migrations.AddIndex(
            model_name='denial',
            index=models.Index(condition=models.Q(('status', 'valid')), fields=['member_state', 'review_due_on'], name='denial_to_review'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['valid', 'revoked'])), name='denial_status_known'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['refuse', 'not_to_be_authorised', 'limit', 'suspend', 'revoke', 'annul'])), name='denial_act_known'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', None), ('decision__isnull', False), ('paper_number', '')), models.Q(('change__isnull', False), ('decision', None), ('paper_number', '')), models.Q(('change', None), ('decision', None), ('paper_on__isnull', False), models.Q(('paper_number', ''), _negated=True)), _connector='OR'), name='denial_has_one_source', violation_error_message='A denial rests on a decision, on an act or on a state’s paper.'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('review_due_on', None), ('status', 'revoked')), models.Q(('review_due_on__isnull', False), ('status', 'valid')), _connector='OR'), name='denial_revoked_is_not_reviewed'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.UniqueConstraint(condition=models.Q(('decision__isnull', False)), fields=('decision', 'line'), name='denial_once_per_refused_line'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.UniqueConstraint(condition=models.Q(('change__isnull', False)), fields=('change', 'line'), name='denial_once_per_act_and_line'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.UniqueConstraint(condition=models.Q(('paper_number', ''), _negated=True), fields=('member_state', 'paper_number'), name='denial_paper_once', violation_error_message='This denial of that state is entered already.'),
        ),
        migrations.AddConstraint(
            model_name='denialparty',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['end_user', 'consignee', 'third_party'])), name='denial_party_role_known'),
        ),
        migrations.AddConstraint(
            model_name='denialparty',
            constraint=models.UniqueConstraint(fields=('denial', 'role', 'number'), name='denial_party_number_once'),
        ),
        migrations.AddConstraint(
            model_name='denialreview',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='denialreview_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='denialreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='denialreview_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='denialreview',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='denialreview_status_known'),
        ),
        migrations.AddConstraint(
            model_name='denialreview',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('denial',), name='denial_review_one_pending', violation_error_message='A review of this denial waits already.'),
        ),
        migrations.AddConstraint(
            model_name='denialreview',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['renew', 'amend', 'revoke'])), name='denial_review_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='denialreview',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'revoke'), ('number__lt', 3), models.Q(('reason', ''), _negated=True), _connector='OR'), name='denial_review_third_has_reasons', violation_error_message='From the third review on, say why the denial is kept (Article 16(2)).'),
        ),
        migrations.AddConstraint(
            model_name='denialreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'amend'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='denial_review_amendment_has_words', violation_error_message='Write the ground as it reads from now on.'),
        ),
        *grant("SELECT, INSERT", "licensing_denial", "licensing_denialparty", "licensing_denialreview"),
        frozen("licensing_denial", "status", "ground", "review_due_on"),
        frozen("licensing_denialreview", "status", "approved_by_id", "approved_at"),
        audited("licensing_denial", "valid"),
        audited("licensing_denialreview", "proposed"),
        settled("licensing_denial", open=("valid",)),
        settled("licensing_denialreview", open=("proposed",)),
    ]
