import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_clock_audit_grants'),
        ('licensing', '0002_audit_grants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField(blank=True)),
                ('declared_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['declared_at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='authorisationrequest',
            index=models.Index(django.db.models.functions.text.Lower(django.db.models.fields.json.KeyTextTransform('name', django.db.models.fields.json.KeyTransform('end_user', 'body'))), models.F('authority'), name='request_end_user'),
        ),
        migrations.AddIndex(
            model_name='authorisationrequest',
            index=models.Index(fields=['exporter', 'destination'], name='request_exporter_to'),
        ),
        migrations.AddIndex(
            model_name='authorisationrequest',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('item_name'), name='gin_trgm_ops'), name='request_item_words'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='lifted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='licensing.authorisationrequest'),
        ),
        migrations.AddIndex(
            model_name='conflict',
            index=models.Index(condition=models.Q(('lifted_at', None)), fields=['officer', 'request'], name='conflict_hides'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('request', 'officer'), name='conflict_one_standing'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('lifted_by', None), models.Q(('lifted_by', models.F('officer')), _negated=True), _connector='OR'), name='conflict_four_eyes', violation_error_message='Nobody lifts their own conflict of interest.'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='conflict_lifting_whole'),
        ),
        *grant("SELECT, INSERT, UPDATE", "licensing_conflict"),
    ]
