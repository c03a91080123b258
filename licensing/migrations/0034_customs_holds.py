"""Exports that customs keep back, and what the authority says to it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ('licensing', '0033_restrictive_measures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CustomsHold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('open', 'Waits for the authority'), ('extended', 'Extended'), ('released', 'Released'), ('not_released', 'Not released')], default='open', max_length=20)),
                ('mrn', models.CharField(max_length=18)),
                ('attempt', models.PositiveSmallIntegerField(default=1)),
                ('exporter_eori', models.CharField(blank=True, max_length=17)),
                ('ground', models.CharField(choices=[('not_taken_into_account', 'Something was not weighed at the grant, or has changed since (Article 21(3)(a))'), ('article_4', 'The items may serve weapons of mass destruction, a military end use in a country under an arms embargo, or arms exported without an authorisation (Articles 21(3)(b) and 4(1))')], max_length=30)),
                ('reason', models.TextField()),
                ('customs_office', models.CharField(max_length=40)),
                ('items', models.JSONField(default=list)),
                ('placed_at', models.DateTimeField()),
                ('placed_on', models.DateField()),
                ('due_on', models.DateField()),
                ('due_at', models.DateTimeField(db_index=True)),
                ('extended_because', models.TextField(blank=True)),
                ('grounds', models.TextField(blank=True)),
                ('act', models.CharField(blank=True, choices=[('article_4', 'Information under Article 4(1) that an authorisation is required'), ('suspend', 'Suspension of the authorisation'), ('modify', 'Modification of the authorisation'), ('revoke', 'Revocation of the authorisation'), ('annul', 'Annulment of the authorisation')], max_length=20)),
                ('replied_at', models.DateTimeField(null=True)),
                ('authorisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customs_holds', to='licensing.authorisation')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds_to_answer', to='core.organisation')),
                ('exporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customs_holds', to='licensing.exporter')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='customs_holds', to='core.organisation')),
                ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['placed_at', 'id'],
                'indexes': [models.Index(fields=['authority', '-placed_at', '-id'], name='customs_hold_by_authority'), models.Index(fields=['office', '-placed_at', '-id'], name='customs_hold_by_office')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'extended', 'released', 'not_released'])), name='customs_hold_status_known'), models.CheckConstraint(condition=models.Q(('ground__in', ['not_taken_into_account', 'article_4'])), name='customs_hold_ground_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'not_released'), _negated=True), models.Q(('act', ''), _negated=True), _connector='OR'), name='customs_hold_kept_back_by_an_act', violation_error_message='Name the act under Article 4(1) or 16(1) that keeps it back.'), models.UniqueConstraint(fields=('mrn', 'attempt'), name='customs_hold_attempt_once', violation_error_message='This declaration is kept back already.')],
            },
        ),
        *grant("SELECT, INSERT", "licensing_customshold"),
        frozen(
            "licensing_customshold",
            "status",
            "due_on",
            "due_at",
            "extended_because",
            "grounds",
            "act",
            "replied_by_id",
            "replied_at",
        ),
        audited("licensing_customshold", "open"),
        settled("licensing_customshold", open=("open", "extended")),
    ]
