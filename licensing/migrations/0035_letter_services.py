"""How letters are served: the rule of an authority, every attempt, what came of it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ("licensing", "0034_customs_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterService',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('way', models.CharField(choices=[('portal', 'In the portal'), ('registered_post', 'Registered post'), ('by_hand', 'By hand'), ('abroad', 'Abroad, by the foreign authority or consulate')], max_length=20)),
                ('addressee', models.CharField(max_length=300)),
                ('power', models.CharField(blank=True, max_length=300)),
                ('sent_on', models.DateField()),
                ('rule', models.CharField(choices=[('opened', 'opened'), ('days', 'days'), ('slip', 'slip')], max_length=10)),
                ('counts_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='abroad_days',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='abroad_rule',
            field=models.CharField(blank=True, choices=[('slip', 'On the date of the slip'), ('days', 'So many days after it was sent')], max_length=10),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='moves_to_working_day',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='portal_days',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='portal_rule',
            field=models.CharField(blank=True, choices=[('opened', 'On the day on which the addressee confirms the receipt'), ('days', 'So many days after it was sent')], max_length=10),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='post_days',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='post_rule',
            field=models.CharField(blank=True, choices=[('slip', 'On the date of the slip'), ('days', 'So many days after it was sent')], max_length=10),
        ),
        migrations.AddField(
            model_name='letterheadchange',
            name='service_law',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='document',
            name='nature',
            field=models.CharField(blank=True, choices=[('datasheet', 'Data sheet or technical description'), ('contract', 'Order or contract'), ('end_use_statement', 'End-use statement'), ('end_user_profile', 'About the end user'), ('correspondence', 'Correspondence'), ('photograph', 'Photograph or drawing'), ('other', 'Something else'), ('memo', 'Memo'), ('report', 'Report, for example of an embassy'), ('press', 'Press cutting'), ('telephone', 'Note of a telephone call'), ('advice', 'Advice of another body'), ('proof_of_service', 'Proof of service')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('abroad_rule', ''), ('portal_rule', ''), ('post_rule', '')), models.Q(('service_law', ''), _negated=True), _connector='OR'), name='letterhead_service_rests_on_law'),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('portal_rule', 'days'), _negated=True), ('portal_days__isnull', False), _connector='OR'), name='letterhead_portal_days'),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('post_rule', 'days'), _negated=True), ('post_days__isnull', False), _connector='OR'), name='letterhead_post_days'),
        ),
        migrations.AddConstraint(
            model_name='letterheadchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('abroad_rule', 'days'), _negated=True), ('abroad_days__isnull', False), _connector='OR'), name='letterhead_abroad_days'),
        ),
        migrations.AddField(
            model_name='letterservice',
            name='letter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='licensing.document'),
        ),
        migrations.AddField(
            model_name='letterservice',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='ServiceResult',
            fields=[
                ('service', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='result', serialize=False, to='licensing.letterservice')),
                ('served_on', models.DateField(null=True)),
                ('failed_because', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('proof', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.document')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='letterservice',
            constraint=models.UniqueConstraint(fields=('letter', 'number'), name='letter_service_numbered'),
        ),
        migrations.AddConstraint(
            model_name='letterservice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counts_on__isnull', False), ('rule', 'days')), models.Q(('rule', 'days'), _negated=True), _connector='OR'), name='letter_service_counts_by_days'),
        ),
        migrations.AddConstraint(
            model_name='serviceresult',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('served_on', None), models.Q(('failed_because', ''), _negated=True)), models.Q(('failed_because', ''), ('served_on__isnull', False)), _connector='OR'), name='service_result_is_one'),
        ),
        *grant("SELECT, INSERT", "licensing_letterservice", "licensing_serviceresult"),
    ]
