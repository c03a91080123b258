"""A case that its authority ends without a decision: on which ground, and what was said of it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ('licensing', '0027_search_version'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('because', models.CharField(choices=[('not_competent', 'Another authority is competent'), ('not_admissible', 'Not admissible'), ('no_answer', 'No answer after a warning'), ('duplicate', 'Another case is about the same export'), ('another_list', 'The item is on another list'), ('general_authorisation', 'Covered by a general authorisation (information, no permit)')], max_length=30)),
                ('detail', models.TextField()),
                ('passed_on_to', models.CharField(blank=True, max_length=200)),
                ('warned_on', models.DateField(null=True)),
                ('list', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('closed_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='closed_because',
            field=models.CharField(blank=True, choices=[('not_competent', 'Another authority is competent'), ('not_admissible', 'Not admissible'), ('no_answer', 'No answer after a warning'), ('duplicate', 'Another case is about the same export'), ('another_list', 'The item is on another list'), ('general_authorisation', 'Covered by a general authorisation (information, no permit)')], default='', max_length=30),
        ),
        migrations.AddConstraint(
            model_name='authorisationrequest',
            constraint=models.CheckConstraint(condition=models.Q(('closed_because', ''), models.Q(('closed_because__in', ['not_competent', 'not_admissible', 'no_answer', 'duplicate', 'another_list', 'general_authorisation']), ('status', 'withdrawn')), _connector='OR'), name='request_closed_is_withdrawn'),
        ),
        migrations.AddField(
            model_name='closing',
            name='closed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='closing',
            name='duplicate_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.authorisationrequest'),
        ),
        migrations.AddField(
            model_name='closing',
            name='request',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='licensing.authorisationrequest'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('because', 'not_competent'), models.Q(('passed_on_to', ''), _negated=True)), ('because', 'not_admissible'), models.Q(('because', 'no_answer'), ('warned_on__isnull', False)), models.Q(('because', 'duplicate'), ('duplicate_of__isnull', False)), models.Q(('because', 'another_list'), models.Q(('list', ''), _negated=True)), models.Q(('because', 'general_authorisation'), models.Q(('code', ''), _negated=True)), _connector='OR'), models.Q(('detail', ''), _negated=True)), name='closing_says_why'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('duplicate_of', None), models.Q(('duplicate_of', models.F('request')), _negated=True), _connector='OR'), name='closing_of_another_case'),
        ),
        *grant("SELECT, INSERT", "licensing_closing"),
    ]
