"""Catalogues that are screened as jobs, in parts; what customs sent; whom each edition of the list concerned."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ('licensing', '0045_routing_and_denials_by_file'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ListImpact',
            fields=[
                ('edition', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=12)),
                ('items', models.PositiveIntegerField()),
                ('catalogues', models.PositiveIntegerField()),
                ('open_requests', models.PositiveIntegerField()),
                ('authorisations', models.PositiveIntegerField()),
                ('exporters', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-edition'],
            },
        ),
        migrations.CreateModel(
            name='ScreeningJob',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('language', models.CharField(max_length=5)),
                ('lines', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('wanted_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('failure', models.TextField(blank=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.seat')),
            ],
        ),
        migrations.CreateModel(
            name='ScreeningJobPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('lines', models.BinaryField()),
                ('results', models.BinaryField(null=True)),
                ('verdicts', models.JSONField(default=dict)),
                ('errors', models.PositiveIntegerField(default=0)),
                ('edition', models.PositiveIntegerField(null=True)),
                ('job', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='licensing.screeningjob')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='CustomsMessage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('method', models.CharField(max_length=6)),
                ('path', models.CharField(max_length=300)),
                ('body', models.JSONField(null=True)),
                ('status', models.PositiveSmallIntegerField()),
                ('answer', models.JSONField(null=True)),
                ('at', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('replay_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replays', to='licensing.customsmessage')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['office', '-at', '-id'], name='customs_message_newest')],
            },
        ),
        migrations.AddIndex(
            model_name='screeningjob',
            index=models.Index(fields=['organisation', '-created_at'], name='screening_job_newest'),
        ),
        migrations.AddIndex(
            model_name='screeningjobpart',
            index=models.Index(condition=models.Q(('results', None)), fields=['job', 'number'], name='screening_job_part_waits'),
        ),
        migrations.AddConstraint(
            model_name='screeningjobpart',
            constraint=models.UniqueConstraint(fields=('job', 'number'), name='screening_job_part_once'),
        ),
        *grant("SELECT, INSERT, UPDATE, DELETE", "licensing_screeningjob", "licensing_screeningjobpart"),
        *grant("SELECT, INSERT", "licensing_customsmessage", "licensing_listimpact"),
    ]
