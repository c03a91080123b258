from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0016_hears_of_every_case'),
    ]

    operations = [
        migrations.AddField(
            model_name='apikey',
            name='last_used_at',
            field=models.DateTimeField(null=True),
        ),
    ]
