"""End-use statements signed online: the links, and what was signed."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ("licensing", "0038_life_of_authorisations_and_remedies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EndUseStatementLink',
            fields=[
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(null=True)),
                ('gave_up_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(blank=True, default='', max_length=200)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('sent', 'Sent'), ('opened', 'Opened'), ('signed', 'Signed'), ('refused', 'Refused by the end user'), ('withdrawn', 'Withdrawn'), ('overtaken', 'Overtaken by a change')], default='sent', max_length=10)),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(max_length=2)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('content', models.JSONField()),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('refusal', models.TextField(blank=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statement_links', to='licensing.authorisationrequest')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['sent_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='EndUseStatement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('function', models.CharField(max_length=200)),
                ('organisation', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=2)),
                ('content', models.JSONField()),
                ('undertakings', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('fingerprint', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='end_use_statements', to='licensing.authorisationrequest')),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='statement', to='licensing.endusestatementlink')),
            ],
            options={
                'ordering': ['signed_at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='endusestatementlink',
            index=models.Index(condition=models.Q(('delivered_at', None)), fields=['sent_at'], name='statement_link_unsent'),
        ),
        migrations.AddConstraint(
            model_name='endusestatementlink',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['sent', 'opened', 'signed', 'refused', 'withdrawn', 'overtaken'])), name='statement_link_status_known'),
        ),
        migrations.AddConstraint(
            model_name='endusestatementlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='statement_link_refused_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='endusestatementlink',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['opened', 'sent'])), fields=('request',), name='statement_link_one_usable'),
        ),
        *grant("SELECT, INSERT", "licensing_endusestatementlink", "licensing_endusestatement"),
        frozen(
            "licensing_endusestatementlink",
            "status",
            "opened_at",
            "ended_at",
            "refusal",
            "delivered_at",
            "attempts",
            "next_attempt_at",
            "gave_up_at",
            "failure",
        ),
        audited("licensing_endusestatementlink", "sent"),
        settled(
            "licensing_endusestatementlink",
            open=("sent", "opened", "signed"),
            but=("delivered_at", "attempts", "next_attempt_at", "gave_up_at", "failure"),
        ),
    ]
