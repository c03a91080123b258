from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("licensing", "0021_received"),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='nature',
            field=models.CharField(blank=True, choices=[('memo', 'Memo'), ('report', 'Report, for example of an embassy'), ('press', 'Press cutting'), ('telephone', 'Note of a telephone call'), ('advice', 'Advice of another body'), ('other', 'Something else')], max_length=12),
        ),
    ]
