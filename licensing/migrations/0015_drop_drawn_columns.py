"""What lines, parties, destinations and versions hold now leaves the request itself."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_calendar_address'),
        ('licensing', '0014_draw_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='authorisationrequest',
            name='request_end_user',
        ),
        migrations.RemoveIndex(
            model_name='authorisationrequest',
            name='request_exporter_to',
        ),
        migrations.RemoveIndex(
            model_name='authorisationrequest',
            name='request_item_words',
        ),
        migrations.RemoveIndex(
            model_name='authorisationrequest',
            name='request_by_item',
        ),
        migrations.RemoveIndex(
            model_name='authorisationrequest',
            name='request_by_destination',
        ),
        migrations.RemoveField(
            model_name='authorisationrequest',
            name='body',
        ),
        migrations.RemoveField(
            model_name='authorisationrequest',
            name='destination',
        ),
        migrations.RemoveField(
            model_name='authorisationrequest',
            name='functions',
        ),
        migrations.RemoveField(
            model_name='authorisationrequest',
            name='item_key',
        ),
        migrations.RemoveField(
            model_name='authorisationrequest',
            name='item_name',
        ),
        migrations.AddConstraint(
            model_name='authorisationrequest',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_at', None), ('version__isnull', False), _connector='OR'), name='request_submitted_has_version', violation_error_message='What is submitted has a version of its body.'),
        ),
    ]
