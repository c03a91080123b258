"""A request for an authorisation is drafted under its number; a proposal says what of it is granted, and for how long."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


from exportctl.core.ddl import grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0017_key_last_used'),
        ("licensing", "0024_mail_of_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='condition_terms',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='proposal',
            name='criteria',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='finding',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='line',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='lines',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='proposal',
            name='valid_for_months',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='requestline',
            name='cas',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='requestline',
            name='item_number',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='requestline',
            name='origin',
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.CreateModel(
            name='RequestDraft',
            fields=[
                ('body', models.JSONField(default=dict)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='request_drafts', to='licensing.exporter')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='licensing.authorisationrequest')),
            ],
        ),
        migrations.CreateModel(
            name='RequestAttachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(blank=True, max_length=60)),
                ('nature', models.CharField(blank=True, choices=[('datasheet', 'Data sheet or technical description'), ('contract', 'Order or contract'), ('end_use_statement', 'End-use statement'), ('end_user_profile', 'About the end user'), ('correspondence', 'Correspondence'), ('photograph', 'Photograph or drawing'), ('other', 'Something else')], max_length=20)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('line', models.PositiveSmallIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='core.file')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='licensing.requestdraft')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RequestFieldSave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pointer', models.CharField(max_length=120)),
                ('saved_at', models.DateTimeField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='field_saves', to='licensing.requestdraft')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='requestdraft',
            index=models.Index(fields=['exporter', '-created_at', '-id'], name='request_draft_by_exporter'),
        ),
        migrations.AddConstraint(
            model_name='requestfieldsave',
            constraint=models.UniqueConstraint(fields=('draft', 'pointer'), name='request_field_save_once'),
        ),
        *grant(
            "SELECT, INSERT, UPDATE",
            "licensing_requestdraft",
            "licensing_requestfieldsave",
            "licensing_requestattachment",
        ),
        *grant("DELETE", "licensing_requestattachment"),
        settled("licensing_requestdraft", since=("closed_at",)),
    ]
