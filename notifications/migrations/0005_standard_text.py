import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, grant


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0004_field_saves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StandardText',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('proposed_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('key', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('grounds', 'Reasons'), ('conditions', 'Conditions')], max_length=20)),
                ('outcome', models.CharField(blank=True, max_length=30)),
                ('titles', models.JSONField()),
                ('texts', models.JSONField()),
                ('version', models.PositiveSmallIntegerField()),
                ('reason', models.TextField()),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='standardtext_four_eyes', violation_error_message='Nobody approves their own proposal.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='standardtext_approved_by_someone'), models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='standardtext_status_known'), models.UniqueConstraint(fields=('key', 'version'), name='standard_text_version_once'), models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('key',), name='standard_text_one_pending')],
            },
        ),
        audited("notifications_standardtext", "proposed"),
        *grant("SELECT, INSERT, UPDATE", "notifications_standardtext"),
    ]
