"""What authorities ask one another before a decision, and the grants that they explain."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled

ANSWER = (
    "status",
    "due_on",
    "due_at",
    "asked_on",
    "more_time_because",
    "sent_on",
    "sent_number",
    "objects_to_it",
    "finds_identical",
    "grounds",
    "answered_by_id",
    "answered_at",
    "paper_number",
    "paper_on",
)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ("licensing", "0030_items_by_number"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExplainedGrant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('explanation', models.TextField(blank=True)),
                ('told_at', models.DateTimeField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='explanation', to='licensing.decision')),
            ],
            options={
                'ordering': ['-told_at'],
            },
        ),
        migrations.CreateModel(
            name='StateConsultation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('asked', 'Waits for an answer'), ('extended', 'More time taken'), ('answered', 'Answered')], default='asked', max_length=20)),
                ('article', models.CharField(choices=[('14(1)', 'Article 14(1): the state where the items lie'), ('14(2)', 'Article 14(2): essential security interests'), ('16(5)', 'Article 16(5): the state that denied the same')], max_length=10)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('content', models.JSONField()),
                ('question', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_on', models.DateField()),
                ('due_on', models.DateField()),
                ('due_at', models.DateTimeField(db_index=True)),
                ('more_time_because', models.TextField(blank=True)),
                ('sent_on', models.DateField(null=True)),
                ('sent_number', models.CharField(blank=True, max_length=60)),
                ('objects_to_it', models.BooleanField(null=True)),
                ('finds_identical', models.BooleanField(null=True)),
                ('grounds', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('paper_number', models.CharField(blank=True, max_length=60)),
                ('paper_on', models.DateField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_state', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.memberstate')),
                ('asking_authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('denials', models.ManyToManyField(related_name='consultations', to='licensing.denial')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='state_consultations', to='licensing.authorisationrequest')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
                'indexes': [models.Index(fields=['asked_state', '-asked_at', '-id'], name='state_consultation_asked'), models.Index(fields=['asking_authority', '-asked_at', '-id'], name='state_consultation_asking')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'extended', 'answered'])), name='state_consultation_status_known'), models.CheckConstraint(condition=models.Q(('article__in', ['14(1)', '14(2)', '16(5)'])), name='state_consultation_article_known'), models.CheckConstraint(condition=models.Q(('answered_at', None), ('objects_to_it__isnull', False), ('finds_identical__isnull', False), _connector='OR'), name='state_consultation_answered_whole'), models.UniqueConstraint(condition=models.Q(('request__isnull', False)), fields=('request', 'article', 'asked_state', 'version'), name='state_consultation_once', violation_error_message='This state is asked about it already.')],
            },
        ),
        *grant(
            "SELECT, INSERT",
            "licensing_stateconsultation",
            "licensing_stateconsultation_denials",
            "licensing_explainedgrant",
        ),
        frozen("licensing_stateconsultation", *ANSWER),
        audited("licensing_stateconsultation", "asked"),
        settled("licensing_stateconsultation", open=("asked", "extended")),
    ]
