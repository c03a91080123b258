import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('licensing', '0003_conflict_and_earlier'),
        ('notifications', '0002_audit_grants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=60)),
                ('verdict', models.CharField(choices=[('sign', 'A sign'), ('no_sign', 'No sign'), ('open', 'Still open')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('assessed_at', models.DateTimeField()),
                ('assessed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='licensing.authorisationrequest')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['request', 'question', '-id'], name='assessment_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['sign', 'no_sign', 'open'])), name='assessment_verdict_known'), models.CheckConstraint(condition=models.Q(('verdict', 'open'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='assessment_has_reason')],
            },
        ),
        *grant("SELECT, INSERT", "notifications_assessment"),
    ]
