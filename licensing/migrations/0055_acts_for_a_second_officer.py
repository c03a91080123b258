"""Acts of one officer that a rule of the authority makes acts of two."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0031_holiday_years'),
        ('licensing', '0054_sandbox'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PendingAct',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('act', models.CharField(choices=[('approve_registration', 'Approve the registration of a company, or a change of its record'), ('answer_state', 'Answer what another Member State asks'), ('reply_to_hold', 'Release an export that customs keep back, or not'), ('close_request', 'Close a case without a decision'), ('release_watched', 'Say that a hit on the own watch list is somebody else')], max_length=30)),
                ('about', models.UUIDField()),
                ('reference', models.CharField(max_length=60)),
                ('path', models.CharField(max_length=200)),
                ('given', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='routingrule',
            name='routing_rule_purpose_known',
        ),
        migrations.AlterField(
            model_name='routingrule',
            name='purpose',
            field=models.CharField(choices=[('competence', 'This authority takes the request, of several of its state'), ('team', 'A team handles it'), ('third_officer', 'A decision takes a third officer'), ('second_officer', 'An act of one officer takes a second one')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['competence', 'team', 'third_officer', 'second_officer'])), name='routing_rule_purpose_known'),
        ),
        migrations.AddField(
            model_name='pendingact',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pendingact',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pending_acts', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='pendingact',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='pendingact',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='pendingact_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='pendingact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='pendingact_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='pendingact',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='pendingact_status_known'),
        ),
        migrations.AddConstraint(
            model_name='pendingact',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('act', 'about'), name='pending_act_one_pending', violation_error_message='A colleague’s act waits here already: approve or discard it first.'),
        ),
        migrations.AddConstraint(
            model_name='pendingact',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['approve_registration', 'answer_state', 'reply_to_hold', 'close_request', 'release_watched'])), name='pending_act_known'),
        ),
        *grant("SELECT, INSERT", "licensing_pendingact"),
        frozen("licensing_pendingact", "status", "approved_by_id", "approved_at"),
        audited("licensing_pendingact", "proposed"),
        settled("licensing_pendingact", open=("proposed",)),
    ]
