"""A state's own list (Article 9) and the correlation of customs codes: dated tables that come as files."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('controllist', '0010_change_agreed'),
        ('core', '0018_password_link'),
    ]

    operations = [
        migrations.CreateModel(
            name='CnCorrelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cn_code', models.CharField(max_length=10)),
                ('control_entries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('source', models.CharField(max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('loaded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['cn_code', 'starts_on'],
                'constraints': [models.UniqueConstraint(fields=('cn_code', 'starts_on'), name='cn_correlation_once'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='cn_correlation_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='NationalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('publication', models.CharField(max_length=120)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('loaded_at', models.DateTimeField()),
                ('member_state', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.memberstate')),
            ],
            options={
                'ordering': ['member_state', 'code', 'starts_on'],
                'indexes': [models.Index(fields=['code'], name='national_entry_by_code')],
                'constraints': [models.UniqueConstraint(fields=('member_state', 'code', 'starts_on'), name='national_entry_once'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='national_entry_ends_after_start')],
            },
        ),
        *grant("SELECT, INSERT, UPDATE", "controllist_cncorrelation", "controllist_nationalentry"),
    ]
