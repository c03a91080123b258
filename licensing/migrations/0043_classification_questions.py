"""Classification questions and the opinions of two officers, kept with the item of the catalogue."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ('licensing', '0042_enquiries_and_urgent_cases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClassificationQuestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('status', models.CharField(choices=[('asked', 'Asked'), ('answered', 'Answered'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('item_number', models.CharField(blank=True, max_length=60)),
                ('item', models.JSONField()),
                ('question', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name='classificationconfirmation',
            name='line',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='licensing.requestline'),
        ),
        migrations.AlterField(
            model_name='classificationconfirmation',
            name='request',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='licensing.authorisationrequest'),
        ),
        migrations.CreateModel(
            name='ClassificationOpinion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('control_entry', models.CharField(blank=True, max_length=40)),
                ('edition', models.DateField(null=True)),
                ('reason', models.TextField()),
                ('is_binding', models.BooleanField(default=False)),
                ('provision', models.CharField(blank=True, max_length=200)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='classificationconfirmation',
            name='opinion',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='licensing.classificationopinion'),
        ),
        migrations.AddConstraint(
            model_name='classificationconfirmation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('line__isnull', False), ('opinion', None), ('request__isnull', False)), models.Q(('line', None), ('opinion__isnull', False), ('request', None)), _connector='OR'), name='classification_of_line_or_question'),
        ),
        migrations.AddField(
            model_name='classificationquestion',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='classificationquestion',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='classificationquestion',
            name='exporter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classification_questions', to='licensing.exporter'),
        ),
        migrations.AddField(
            model_name='classificationopinion',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='licensing.classificationquestion'),
        ),
        migrations.AddIndex(
            model_name='classificationquestion',
            index=models.Index(fields=['authority', 'status', '-asked_at'], name='classification_by_authority'),
        ),
        migrations.AddConstraint(
            model_name='classificationquestion',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'answered', 'withdrawn'])), name='classification_question_status_known'),
        ),
        migrations.AddConstraint(
            model_name='classificationopinion',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='classificationopinion_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='classificationopinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='classificationopinion_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='classificationopinion',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='classificationopinion_status_known'),
        ),
        migrations.AddConstraint(
            model_name='classificationopinion',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('question',), name='classification_opinion_one_pending', violation_error_message='An opinion on this item waits already.'),
        ),
        migrations.AddConstraint(
            model_name='classificationopinion',
            constraint=models.CheckConstraint(condition=models.Q(('is_binding', False), models.Q(('provision', ''), _negated=True), _connector='OR'), name='classification_opinion_binds_by_law'),
        ),
        *grant("SELECT, INSERT", "licensing_classificationquestion", "licensing_classificationopinion"),
        frozen("licensing_classificationquestion", "status", "changed_at"),
        frozen("licensing_classificationopinion", "status", "approved_by_id", "approved_at"),
        audited("licensing_classificationquestion", "asked"),
        audited("licensing_classificationopinion", "proposed"),
        settled("licensing_classificationquestion", open=("asked",)),
        settled("licensing_classificationopinion", open=("proposed",)),
    ]
