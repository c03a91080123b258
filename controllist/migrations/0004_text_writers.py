"""Who wrote in a text, not only who wrote last: none of them publishes it (guarantee G11)."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('controllist', '0003_entry_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='entrytext',
            name='text_four_eyes',
        ),
        migrations.AddField(
            model_name='entrytext',
            name='writers',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='entrytext',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', None), models.Q(models.Q(('published_by', models.F('written_by')), _negated=True), models.Q(('writers__contains', models.Func(models.F('published_by'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None), template='ARRAY[%(expressions)s]')), _negated=True)), _connector='OR'), name='text_four_eyes', violation_error_message='Nobody publishes their own text.'),
        ),
        # Last, since a changed row may still owe a deferred trigger, and then no table can be altered.
        migrations.RunSQL(
            "UPDATE controllist_entrytext SET writers = ARRAY[written_by_id]", migrations.RunSQL.noop
        ),
    ]
