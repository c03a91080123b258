"""A correction before the decision is a further version; a word on each file, and files that were refused go."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


from exportctl.core.ddl import audited, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0016_hears_of_every_case'),
        ("licensing", "0019_authority_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('body', models.JSONField(default=dict)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=24, unique=True)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent'), ('discarded', 'Discarded')], default='draft', max_length=10)),
                ('questionnaire', models.CharField(blank=True, max_length=20)),
                ('reason', models.CharField(blank=True, max_length=4000)),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AmendmentAttachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(blank=True, max_length=60)),
                ('nature', models.CharField(blank=True, choices=[('datasheet', 'Data sheet or technical description'), ('contract', 'Order or contract'), ('end_use_statement', 'End-use statement'), ('end_user_profile', 'About the end user'), ('correspondence', 'Correspondence'), ('photograph', 'Photograph or drawing'), ('other', 'Something else')], max_length=20)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('line', models.PositiveSmallIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AmendmentFieldSave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pointer', models.CharField(max_length=120)),
                ('saved_at', models.DateTimeField()),
            ],
        ),
        migrations.AlterModelOptions(
            name='requestversion',
            options={'ordering': ['number']},
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_status_known',
        ),
        migrations.AddField(
            model_name='advice',
            name='version',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='document',
            name='line',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='question',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='document',
            name='removed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='document',
            name='replaced_by',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='licensing.document'),
        ),
        migrations.AddField(
            model_name='informationrequest',
            name='wants_correction',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='proposal',
            name='version',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='requestversion',
            name='reason',
            field=models.CharField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name='document',
            name='nature',
            field=models.CharField(blank=True, choices=[('datasheet', 'Data sheet or technical description'), ('contract', 'Order or contract'), ('end_use_statement', 'End-use statement'), ('end_user_profile', 'About the end user'), ('correspondence', 'Correspondence'), ('photograph', 'Photograph or drawing'), ('other', 'Something else'), ('memo', 'Memo'), ('report', 'Report, for example of an embassy'), ('press', 'Press cutting'), ('telephone', 'Note of a telephone call')], max_length=20),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='status',
            field=models.CharField(choices=[('proposed', 'Waiting for a second officer'), ('approved', 'Approved'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('stale', 'Outdated by a correction')], default='proposed', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='document_removed_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'returned', 'withdrawn', 'stale'])), name='proposal_status_known'),
        ),
        migrations.AddConstraint(
            model_name='requestversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='request_version_amended_has_reason', violation_error_message='Say why you correct it.'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='based_on',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.requestversion'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='exporter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.exporter'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='licensing.authorisationrequest'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='version',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendment', to='licensing.requestversion'),
        ),
        migrations.AddField(
            model_name='amendmentattachment',
            name='amendment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='licensing.amendment'),
        ),
        migrations.AddField(
            model_name='amendmentattachment',
            name='file',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='core.file'),
        ),
        migrations.AddField(
            model_name='amendmentfieldsave',
            name='amendment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='field_saves', to='licensing.amendment'),
        ),
        migrations.AddField(
            model_name='amendmentfieldsave',
            name='saved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'sent', 'discarded'])), name='amendment_status_known'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'sent'), ('version__isnull', False)), models.Q(models.Q(('status', 'sent'), _negated=True), ('version', None)), _connector='OR'), name='amendment_sent_has_version'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('request',), name='amendment_one_open', violation_error_message='This case is being corrected already.'),
        ),
        migrations.AddConstraint(
            model_name='amendmentfieldsave',
            constraint=models.UniqueConstraint(fields=('amendment', 'pointer'), name='amendment_field_save_once'),
        ),
        *grant(
            "SELECT, INSERT, UPDATE",
            "licensing_amendment",
            "licensing_amendmentfieldsave",
            "licensing_amendmentattachment",
        ),
        *grant("DELETE", "licensing_amendmentattachment"),
        audited("licensing_amendment", "draft"),
        settled("licensing_amendment", open=("draft",)),
    ]
