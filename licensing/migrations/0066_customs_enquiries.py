"""Enquiries of customs: what they ask and keep nothing back for, with photographs and papers."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0034_sandboxes_of_customs'),
        ('licensing', '0065_failures_as_data'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CustomsEnquiry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('status', models.CharField(choices=[('asked', 'Waits for the answer'), ('answered', 'Answered'), ('taken_back', 'Taken back')], default='asked', max_length=10)),
                ('question', models.TextField()),
                ('mrn', models.CharField(blank=True, max_length=18)),
                ('exporter_eori', models.CharField(blank=True, max_length=17)),
                ('customs_office', models.CharField(max_length=40)),
                ('asked_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('authorisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customs_enquiries', to='licensing.authorisation')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries_to_answer', to='core.organisation')),
                ('hold', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='licensing.customshold')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='customs_enquiries', to='core.organisation')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CustomsEnquiryPaper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='licensing.customsenquiry')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.file')),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='customsenquiry',
            index=models.Index(fields=['authority', 'status', '-asked_at', '-id'], name='customs_enquiry_by_authority'),
        ),
        migrations.AddIndex(
            model_name='customsenquiry',
            index=models.Index(fields=['office', 'status', '-asked_at', '-id'], name='customs_enquiry_by_office'),
        ),
        migrations.AddConstraint(
            model_name='customsenquiry',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'answered', 'taken_back'])), name='customs_enquiry_status_known'),
        ),
        migrations.AddConstraint(
            model_name='customsenquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('status', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(models.Q(('status', 'answered'), _negated=True), ('answer', ''), ('answered_at', None), ('answered_by', None)), _connector='OR'), name='customs_enquiry_answer_whole'),
        ),
        *grant("SELECT, INSERT", "licensing_customsenquiry", "licensing_customsenquirypaper"),
        frozen("licensing_customsenquiry", "status", "answer", "answered_by_id", "answered_at", "hold_id"),
        audited("licensing_customsenquiry", "asked"),
        settled("licensing_customsenquiry", open=("asked",), but=("hold_id",)),
    ]
