"""A word on each file of a draft; a document of a case knows itself for which question it is evidence."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0008_frozen_rows'),
        ("licensing", "0020_corrections"),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='line',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='attachment',
            name='nature',
            field=models.CharField(blank=True, choices=[('datasheet', 'Data sheet or technical description'), ('contract', 'Order or contract'), ('end_use_statement', 'End-use statement'), ('end_user_profile', 'About the end user'), ('correspondence', 'Correspondence'), ('photograph', 'Photograph or drawing'), ('other', 'Something else')], max_length=20),
        ),
        migrations.AddField(
            model_name='attachment',
            name='words',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RunSQL(
            "UPDATE licensing_document AS document SET question = attachment.question"
            " FROM notifications_attachment AS attachment"
            " WHERE attachment.file_id = document.file_id AND attachment.question <> ''",
            migrations.RunSQL.noop,
        ),
    ]
