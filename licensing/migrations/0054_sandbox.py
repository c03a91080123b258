"""Where customs’ systems are tried out: one row for each account, and what it did today."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0034_sandboxes_of_customs'),
        ('licensing', '0053_reissues_after_a_change_of_record'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sandbox',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sandbox', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='SandboxEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('type', models.CharField(choices=[('write_off.recorded', 'write_off.recorded'), ('write_off.reversed', 'write_off.reversed'), ('customs_hold.opened', 'customs_hold.opened'), ('customs_hold.extended', 'customs_hold.extended'), ('customs_hold.ended', 'customs_hold.ended')], max_length=40)),
                ('subject', models.CharField(max_length=20)),
                ('thing', models.UUIDField()),
                ('data', models.JSONField()),
                ('at', models.DateTimeField()),
                ('sandbox', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='licensing.sandbox')),
            ],
            options={
                'indexes': [models.Index(fields=['sandbox', 'on', 'id'], name='sandbox_event_by_day')],
            },
        ),
        *grant("SELECT, INSERT, UPDATE", "licensing_sandbox"),
        *grant("SELECT, INSERT, UPDATE, DELETE", "licensing_sandboxevent"),
    ]
