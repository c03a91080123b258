"""National lists and customs codes count once a second officer has confirmed them."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('controllist', '0022_search_by_words'),
        ('core', '0034_sandboxes_of_customs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TableImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('kind', models.CharField(choices=[('national_list', 'National list (Article 9)'), ('customs_codes', 'Customs codes and the entries they suggest')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('legal_act', models.CharField(max_length=300)),
                ('starts_on', models.DateField()),
                ('rows', models.JSONField()),
                ('begun', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('ended', models.PositiveIntegerField(default=0)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('member_state', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.memberstate')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='cncorrelation',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='controllist.tableimport'),
        ),
        migrations.AddField(
            model_name='nationalentry',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='controllist.tableimport'),
        ),
        migrations.AddConstraint(
            model_name='tableimport',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='tableimport_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='tableimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='tableimport_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='tableimport',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='tableimport_status_known'),
        ),
        migrations.AddConstraint(
            model_name='tableimport',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('keeper', 'kind'), name='table_import_one_pending', violation_error_message='A file waits already. Confirm or discard it first.'),
        ),
        migrations.AddConstraint(
            model_name='tableimport',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['national_list', 'customs_codes'])), name='table_import_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='tableimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'national_list'), ('member_state__isnull', False)), models.Q(('kind', 'customs_codes'), ('member_state', None)), _connector='OR'), name='table_import_of_a_state'),
        ),
        migrations.AddConstraint(
            model_name='tableimport',
            constraint=models.CheckConstraint(condition=models.Q(('rows', []), _negated=True), name='table_import_has_rows'),
        ),
        *grant("SELECT, INSERT", "controllist_tableimport"),
        frozen(
            "controllist_tableimport",
            "status",
            "approved_by_id",
            "approved_at",
            "begun",
            "changed",
            "ended",
        ),
        audited("controllist_tableimport", "proposed"),
        settled("controllist_tableimport", open=("proposed",)),
    ]
