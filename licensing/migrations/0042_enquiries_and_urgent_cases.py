"""Enquiries, and cases that go first."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ("licensing", "0041_general_authorisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='authorisationrequest',
            name='request_open',
        ),
        migrations.RemoveIndex(
            model_name='authorisationrequest',
            name='request_by_clock',
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='asks_to_be_urgent',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='is_enquiry',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='urgent_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='urgent_reason',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddIndex(
            model_name='authorisationrequest',
            index=models.Index(condition=models.Q(('status__in', ['information_requested', 'proposed', 'submitted', 'under_review'])), fields=['authority', 'urgent_on', 'due_on', '-submitted_at', 'id'], include=('status', 'assigned_to'), name='request_open'),
        ),
        migrations.AddIndex(
            model_name='authorisationrequest',
            index=models.Index(fields=['authority', 'urgent_on', 'due_on', '-submitted_at', 'id'], name='request_by_clock'),
        ),
    ]
