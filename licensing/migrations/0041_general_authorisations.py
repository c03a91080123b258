"""General authorisations: who registers for one, uses and reports it, who is barred; what states lay down for them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ("licensing", "0040_terms_of_global_authorisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FirstUseNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('due_on', models.DateField()),
                ('is_late', models.BooleanField()),
                ('notified_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='GeneralBar',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('event', models.CharField(choices=[('impose', 'Forbid the use'), ('lift', 'Allow the use again')], max_length=10)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('grounds', models.TextField()),
                ('hearing_on', models.DateField(null=True)),
                ('hearing_waived', models.TextField(blank=True)),
                ('unshared_because', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GeneralBarService',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('step', models.CharField(choices=[('sent', 'Sent'), ('served', 'Served'), ('failed', 'Could not be served')], max_length=10)),
                ('way', models.CharField(blank=True, choices=[('portal', 'In the portal'), ('registered_post', 'Registered post'), ('by_hand', 'By hand'), ('abroad', 'Abroad, by the foreign authority or consulate')], max_length=20)),
                ('addressee', models.CharField(blank=True, max_length=300)),
                ('on', models.DateField()),
                ('counts_on', models.DateField(null=True)),
                ('words', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='GeneralEdition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('code', models.CharField(max_length=20)),
                ('body', models.JSONField()),
                ('act', models.CharField(max_length=200)),
                ('act_on', models.DateField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('is_example', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['code', '-starts_on', '-proposed_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GeneralRegistration',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('code', models.CharField(max_length=20)),
                ('registered_at', models.DateTimeField()),
                ('reports_requested_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='GeneralReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=20)),
                ('due_on', models.DateField()),
                ('kind', models.CharField(choices=[('soon', 'soon'), ('near', 'near'), ('overdue', 'overdue')], max_length=10)),
                ('reminded_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='GeneralReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('period_from', models.DateField()),
                ('period_until', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField()),
                ('is_nil', models.BooleanField()),
                ('lines', models.JSONField(default=list)),
                ('filed_at', models.DateTimeField()),
                ('is_late', models.BooleanField()),
            ],
            options={
                'ordering': ['period_from', 'number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='authorisation',
            name='authorisation_kind_known',
        ),
        migrations.AddField(
            model_name='authorisation',
            name='code',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name='authorisation',
            name='decision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='licensing.decision'),
        ),
        migrations.AlterField(
            model_name='authorisation',
            name='kind',
            field=models.CharField(choices=[('notification', 'Notification'), ('individual', 'Individual'), ('global', 'Global'), ('large_project', 'Large project'), ('general', 'General')], max_length=20),
        ),
        migrations.AlterField(
            model_name='authorisation',
            name='request',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='licensing.authorisationrequest'),
        ),
        migrations.AlterField(
            model_name='authorisationline',
            name='declared',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.requestline'),
        ),
        migrations.AlterField(
            model_name='authorisationversion',
            name='request_version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.requestversion'),
        ),
        migrations.AlterField(
            model_name='authorisationversion',
            name='valid_until',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['notification', 'individual', 'global', 'large_project', 'general'])), name='authorisation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', None), ('kind', 'general'), ('request', None), models.Q(('code', ''), _negated=True)), models.Q(models.Q(('kind', 'general'), _negated=True), ('code', ''), ('decision__isnull', False), ('request__isnull', False)), _connector='OR'), name='authorisation_general_or_granted'),
        ),
        migrations.AddField(
            model_name='firstusenotice',
            name='notified_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='generalbar',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='generalbar',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='general_bars', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='generalbar',
            name='exporter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='general_bars', to='licensing.exporter'),
        ),
        migrations.AddField(
            model_name='generalbar',
            name='lifts',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lifted_by', to='licensing.generalbar'),
        ),
        migrations.AddField(
            model_name='generalbar',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='generalbarservice',
            name='bar',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='licensing.generalbar'),
        ),
        migrations.AddField(
            model_name='generalbarservice',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='generaledition',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='generaledition',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='general_editions', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='generaledition',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='generalregistration',
            name='authorisation',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='registration', to='licensing.authorisation'),
        ),
        migrations.AddField(
            model_name='generalregistration',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='general_registrations', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='generalregistration',
            name='edition',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='licensing.generaledition'),
        ),
        migrations.AddField(
            model_name='generalregistration',
            name='exporter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='general_registrations', to='licensing.exporter'),
        ),
        migrations.AddField(
            model_name='generalregistration',
            name='registered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='firstusenotice',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='first_uses', to='licensing.generalregistration'),
        ),
        migrations.AddField(
            model_name='generalreminder',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='licensing.generalregistration'),
        ),
        migrations.AddField(
            model_name='generalreport',
            name='filed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='generalreport',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='licensing.generalregistration'),
        ),
        migrations.AddConstraint(
            model_name='generalbar',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='generalbar_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='generalbar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='generalbar_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='generalbar',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='generalbar_status_known'),
        ),
        migrations.AddConstraint(
            model_name='generalbar',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('exporter',), name='general_bar_one_pending', violation_error_message='A proposal about this company waits already.'),
        ),
        migrations.AddConstraint(
            model_name='generalbar',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['impose', 'lift'])), name='general_bar_event_known'),
        ),
        migrations.AddConstraint(
            model_name='generalbar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('grounds', ''), _negated=True), models.Q(('codes', []), _negated=True)), name='general_bar_has_grounds'),
        ),
        migrations.AddConstraint(
            model_name='generalbar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event', 'impose'), ('lifts', None)), models.Q(('event', 'lift'), ('lifts__isnull', False)), _connector='OR'), name='general_bar_lifts_one'),
        ),
        migrations.AddConstraint(
            model_name='generalbarservice',
            constraint=models.UniqueConstraint(fields=('bar', 'number'), name='general_bar_service_numbered'),
        ),
        migrations.AddConstraint(
            model_name='generaledition',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='generaledition_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='generaledition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='generaledition_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='generaledition',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='generaledition_status_known'),
        ),
        migrations.AddConstraint(
            model_name='generaledition',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('authority', 'code'), name='general_edition_one_pending', violation_error_message='An edition of this code waits already.'),
        ),
        migrations.AddConstraint(
            model_name='generaledition',
            constraint=models.CheckConstraint(condition=models.Q(('act', ''), _negated=True), name='general_edition_names_its_act'),
        ),
        migrations.AddConstraint(
            model_name='generaledition',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='general_edition_ends_after_it_begins', violation_error_message='An edition does not end before it begins.'),
        ),
        migrations.AddIndex(
            model_name='generalregistration',
            index=models.Index(fields=['authority', 'code', 'registered_at'], name='general_registration_by_office'),
        ),
        migrations.AddConstraint(
            model_name='firstusenotice',
            constraint=models.UniqueConstraint(fields=('registration', 'number'), name='first_use_notice_numbered'),
        ),
        migrations.AddConstraint(
            model_name='generalreminder',
            constraint=models.UniqueConstraint(fields=('registration', 'about', 'due_on', 'kind'), name='general_reminder_once'),
        ),
        migrations.AddConstraint(
            model_name='generalreport',
            constraint=models.UniqueConstraint(fields=('registration', 'period_until', 'number'), name='general_report_numbered', violation_error_message='Somebody reported this period just now. Reload the page.'),
        ),
        migrations.AddConstraint(
            model_name='generalreport',
            constraint=models.CheckConstraint(condition=models.Q(('period_until__gte', models.F('period_from'))), name='general_report_has_period'),
        ),
        migrations.AddConstraint(
            model_name='generalreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_nil', True), ('lines', [])), models.Q(('is_nil', False), models.Q(('lines', []), _negated=True)), _connector='OR'), name='general_report_nil_or_lines', violation_error_message='Report what was exported, or say that nothing was.'),
        ),
        *grant(
            "SELECT, INSERT",
            "licensing_firstusenotice",
            "licensing_generalbar",
            "licensing_generalbarservice",
            "licensing_generaledition",
            "licensing_generalregistration",
            "licensing_generalreminder",
            "licensing_generalreport",
        ),
        frozen("licensing_generalregistration", "reports_requested_on"),
        frozen("licensing_generalbar", "status", "approved_by_id", "approved_at"),
        frozen("licensing_generaledition", "status", "approved_by_id", "approved_at"),
        audited("licensing_generalbar", "proposed"),
        audited("licensing_generaledition", "proposed"),
        settled("licensing_generalbar", open=("proposed",)),
        settled("licensing_generaledition", open=("proposed",)),
    ]
