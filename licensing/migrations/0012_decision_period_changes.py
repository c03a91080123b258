"""Decision periods are dated and only ever added; two officers of the authority propose and approve them."""

import datetime
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import APP_ROLE, audited, grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_calendar_address'),
        ('licensing', '0011_outbox'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DecisionPeriodChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('kind', models.CharField(choices=[('notification', 'Notification'), ('individual', 'Individual'), ('global', 'Global'), ('large_project', 'Large project')], max_length=20)),
                ('working_days', models.PositiveSmallIntegerField()),
                ('starts_on', models.DateField()),
                ('provision', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='decisionperiod',
            name='decision_period_once',
        ),
        migrations.AddField(
            model_name='decisionperiod',
            name='starts_on',
            field=models.DateField(default=datetime.date(2021, 9, 9)),
        ),
        migrations.AddField(
            model_name='decisionperiodchange',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decisionperiodchange',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='period_changes', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='decisionperiodchange',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decisionperiod',
            name='change',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='period', to='licensing.decisionperiodchange'),
        ),
        migrations.AddConstraint(
            model_name='decisionperiodchange',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='decisionperiodchange_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='decisionperiodchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='decisionperiodchange_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='decisionperiodchange',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='decisionperiodchange_status_known'),
        ),
        migrations.AddConstraint(
            model_name='decisionperiodchange',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('authority', 'kind'), name='period_change_one_pending'),
        ),
        migrations.AddConstraint(
            model_name='decisionperiodchange',
            constraint=models.CheckConstraint(condition=models.Q(('working_days__gte', 1), ('working_days__lte', 250)), name='period_change_sane'),
        ),
        audited("licensing_decisionperiodchange", "proposed"),
        *grant("SELECT, INSERT, UPDATE", "licensing_decisionperiodchange"),
        migrations.RunSQL(
            f'REVOKE UPDATE ON "licensing_decisionperiod" FROM {APP_ROLE}',
            f'GRANT UPDATE ON "licensing_decisionperiod" TO {APP_ROLE}',
        ),
    ]
