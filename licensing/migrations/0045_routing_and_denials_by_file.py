"""Where requests go and who decides them, as rules; denials by file; a hearing as a question of its own."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ('licensing', '0044_effects_of_remedies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DenialImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('name', models.CharField(max_length=200)),
                ('rows', models.JSONField()),
                ('entered', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('gone', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['-proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('event', models.CharField(choices=[('add', 'Add the rule'), ('remove', 'Remove the rule')], max_length=10)),
                ('purpose', models.CharField(choices=[('competence', 'This authority takes the request, of several of its state'), ('team', 'A team handles it'), ('third_officer', 'A decision takes a third officer')], max_length=20)),
                ('team', models.CharField(blank=True, max_length=60)),
                ('criteria', models.JSONField(default=dict)),
                ('reason', models.TextField()),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='denial',
            name='denial_has_one_source',
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='routed',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='team',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='denial',
            name='hearing',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='denials', to='licensing.informationrequest'),
        ),
        migrations.AddField(
            model_name='informationrequest',
            name='is_hearing',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='proposal',
            name='seconded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='seconded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', None), ('decision__isnull', False), ('hearing', None), ('paper_number', '')), models.Q(('change__isnull', False), ('decision', None), ('hearing', None), ('paper_number', '')), models.Q(('change', None), ('decision', None), ('hearing__isnull', False), ('paper_number', '')), models.Q(('change', None), ('decision', None), ('hearing', None), ('paper_on__isnull', False), models.Q(('paper_number', ''), _negated=True)), _connector='OR'), name='denial_has_one_source', violation_error_message='A denial rests on a decision, on an act, on a hearing or on a state’s paper.'),
        ),
        migrations.AddConstraint(
            model_name='denial',
            constraint=models.UniqueConstraint(condition=models.Q(('hearing__isnull', False)), fields=('hearing', 'line'), name='denial_once_per_hearing_and_line'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('seconded_by', None), models.Q(models.Q(('seconded_by', models.F('proposed_by')), _negated=True), models.Q(('approved_by', None), models.Q(('seconded_by', models.F('approved_by')), _negated=True), _connector='OR')), _connector='OR'), name='proposal_three_people', violation_error_message='Three different officers decide this.'),
        ),
        migrations.AddField(
            model_name='denialimport',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='denialimport',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='denial_imports', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='denialimport',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routing_rules', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='removes',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='removed_by', to='licensing.routingrule'),
        ),
        migrations.AddConstraint(
            model_name='denialimport',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='denialimport_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='denialimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='denialimport_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='denialimport',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='denialimport_status_known'),
        ),
        migrations.AddConstraint(
            model_name='denialimport',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('authority',), name='denial_import_one_pending', violation_error_message='A file of denials waits already.'),
        ),
        migrations.AddConstraint(
            model_name='denialimport',
            constraint=models.CheckConstraint(condition=models.Q(('rows', []), _negated=True), name='denial_import_has_rows'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='routingrule_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='routingrule_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='routingrule_status_known'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('authority',), name='routing_rule_one_pending', violation_error_message='A proposal about the routing waits already.'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.UniqueConstraint(fields=('authority', 'number'), name='routing_rule_numbered'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['add', 'remove'])), name='routing_rule_event_known'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['competence', 'team', 'third_officer'])), name='routing_rule_purpose_known'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event', 'add'), ('removes', None)), models.Q(('event', 'remove'), ('removes__isnull', False)), _connector='OR'), name='routing_rule_removes_one'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'team'), models.Q(('team', ''), _negated=True)), models.Q(models.Q(('purpose', 'team'), _negated=True), ('team', '')), _connector='OR'), name='routing_rule_team_named'),
        ),
        *grant("SELECT, INSERT", "licensing_routingrule", "licensing_denialimport"),
        frozen("licensing_routingrule", "status", "approved_by_id", "approved_at"),
        frozen(
            "licensing_denialimport", "status", "approved_by_id", "approved_at", "entered", "changed", "gone"
        ),
        frozen(
            "licensing_proposal",
            "status",
            "approved_by_id",
            "settled_at",
            "comment",
            "seconded_by_id",
            "seconded_at",
        ),
        audited("licensing_routingrule", "proposed"),
        audited("licensing_denialimport", "proposed"),
        settled("licensing_routingrule", open=("proposed",)),
        settled("licensing_denialimport", open=("proposed",)),
    ]
