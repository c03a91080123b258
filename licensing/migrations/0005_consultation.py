import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_notice_to_one_person'),
        ('licensing', '0004_conversation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='without_advice',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='ConditionsDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('conditions', models.JSONField(default=list)),
                ('written_at', models.DateTimeField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conditions_drafts', to='licensing.authorisationrequest')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['version'],
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('asked', 'Waiting for advice'), ('advised', 'Advice is in'), ('dropped', 'Not needed any more')], default='asked', max_length=10)),
                ('question', models.TextField()),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('due_on', models.DateField()),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('asked_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conditions', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.conditionsdraft')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='licensing.authorisationrequest')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='BodyMail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('asked', 'Question'), ('reminded', 'Reminder')], max_length=10)),
                ('round', models.PositiveSmallIntegerField()),
                ('created_at', models.DateTimeField()),
                ('claimed_until', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('gave_up_at', models.DateTimeField(null=True)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='licensing.consultation')),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('round', models.PositiveSmallIntegerField()),
                ('stance', models.CharField(choices=[('no_objection', 'No objection'), ('objection', 'Objects'), ('conditions', 'Only with conditions')], max_length=20)),
                ('text', models.TextField(blank=True)),
                ('given_by', models.CharField(max_length=200)),
                ('given_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advice', to='licensing.consultation')),
            ],
            options={
                'ordering': ['round'],
            },
        ),
        migrations.CreateModel(
            name='ConsultedBody',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('active', 'Active'), ('retired', 'Retired')], default='active', max_length=10)),
                ('kind', models.CharField(choices=[('foreign_ministry', 'Foreign ministry'), ('interior_ministry', 'Interior ministry'), ('technical', 'Technical experts'), ('data_protection', 'Data protection authority'), ('other', 'Other body')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(default='en', max_length=2)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consulted_bodies', to='core.organisation')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.AddField(
            model_name='consultation',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='licensing.consultedbody'),
        ),
        migrations.CreateModel(
            name='ProposalDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', models.JSONField(default=dict)),
                ('saved_at', models.DateTimeField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposal_drafts', to='licensing.authorisationrequest')),
            ],
        ),
        migrations.AddConstraint(
            model_name='conditionsdraft',
            constraint=models.UniqueConstraint(fields=('request', 'version'), name='conditions_draft_once'),
        ),
        migrations.AddIndex(
            model_name='bodymail',
            index=models.Index(condition=models.Q(('delivered_at', None), ('gave_up_at', None)), fields=['created_at'], name='body_mail_unsent'),
        ),
        migrations.AddConstraint(
            model_name='bodymail',
            constraint=models.UniqueConstraint(fields=('consultation', 'kind', 'round'), name='body_mail_once'),
        ),
        migrations.AddConstraint(
            model_name='advice',
            constraint=models.UniqueConstraint(fields=('consultation', 'round'), name='advice_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='advice',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', ['no_objection', 'objection', 'conditions'])), name='advice_stance_known'),
        ),
        migrations.AddConstraint(
            model_name='advice',
            constraint=models.CheckConstraint(condition=models.Q(('stance', 'no_objection'), models.Q(('text', ''), _negated=True), _connector='OR'), name='advice_has_text'),
        ),
        migrations.AddConstraint(
            model_name='consultedbody',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['active', 'retired'])), name='body_status_known'),
        ),
        migrations.AddConstraint(
            model_name='consultedbody',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['foreign_ministry', 'interior_ministry', 'technical', 'data_protection', 'other'])), name='body_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='consultedbody',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('authority', 'name'), name='body_once', violation_error_message='There is a body of this name already.'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(condition=models.Q(('reminded_at', None), ('status', 'asked')), fields=['due_on'], name='consultation_due'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'advised', 'dropped'])), name='consultation_status_known'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'dropped'), _negated=True), fields=('request', 'body'), name='consultation_once', violation_error_message='This body is asked already. Ask it again instead.'),
        ),
        migrations.AddConstraint(
            model_name='proposaldraft',
            constraint=models.UniqueConstraint(fields=('request', 'officer'), name='proposal_draft_once'),
        ),
        audited("licensing_consultedbody", "active"),
        audited("licensing_consultation", "asked"),
        *grant("SELECT, INSERT", "licensing_advice", "licensing_conditionsdraft"),
        *grant("SELECT, INSERT, UPDATE", "licensing_consultedbody", "licensing_consultation", "licensing_bodymail"),
        *grant("SELECT, INSERT, UPDATE, DELETE", "licensing_proposaldraft"),
    ]
