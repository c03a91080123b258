import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0016_hears_of_every_case'),
        ('licensing', '0018_advice_on_record'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorityText',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('in_use', 'In use'), ('retired', 'Retired')], default='in_use', max_length=10)),
                ('field', models.CharField(choices=[('grounds', 'Reasons of a decision'), ('conditions', 'Conditions'), ('question', 'Questions to the exporter'), ('consultation', 'Questions to other bodies'), ('message', 'Messages to the exporter')], max_length=20)),
                ('title', models.CharField(max_length=120)),
                ('texts', models.JSONField()),
                ('changed_at', models.DateTimeField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authority_texts', to='core.organisation')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['title', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['in_use', 'retired'])), name='authority_text_status_known'), models.CheckConstraint(condition=models.Q(('field__in', ['grounds', 'conditions', 'question', 'consultation', 'message'])), name='authority_text_field_known'), models.UniqueConstraint(condition=models.Q(('status', 'in_use')), fields=('authority', 'field', 'title'), name='authority_text_once', violation_error_message='Your authority has a text of this title for this field already.')],
            },
        ),
        audited("licensing_authoritytext", "in_use"),
        *grant("SELECT, INSERT, UPDATE", "licensing_authoritytext"),
    ]
