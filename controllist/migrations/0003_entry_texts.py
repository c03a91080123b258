"""Editorial texts of entries; the log knows nothing of them (docs/adr/0008)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, grant


class Migration(migrations.Migration):

    dependencies = [
        ('controllist', '0002_list_head_grants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryText',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=2)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Waits for the second reader'), ('published', 'Published'), ('discarded', 'Discarded')], default='draft', max_length=20)),
                ('version', models.PositiveSmallIntegerField(null=True)),
                ('title', models.CharField(max_length=200)),
                ('description', models.TextField()),
                ('covered', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('not_covered', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('comment', models.TextField(blank=True)),
                ('written_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='controllist.controllistentry')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'proposed', 'published', 'discarded'])), name='text_status_known'), models.CheckConstraint(condition=models.Q(('language__in', ('en', 'de', 'fr'))), name='text_language_known'), models.CheckConstraint(condition=models.Q(('published_by', None), models.Q(('published_by', models.F('written_by')), _negated=True), _connector='OR'), name='text_four_eyes', violation_error_message='Nobody publishes their own text.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('published_at__isnull', False), ('published_by__isnull', False), ('version__isnull', False)), _connector='OR'), name='text_published_by_someone'), models.UniqueConstraint(condition=models.Q(('status__in', ['draft', 'proposed'])), fields=('entry', 'language'), name='text_one_open'), models.UniqueConstraint(fields=('entry', 'language', 'version'), name='text_version_once')],
            },
        ),
        audited("controllist_entrytext", "draft"),
        *grant("SELECT, INSERT, UPDATE", "controllist_entrytext"),
    ]
