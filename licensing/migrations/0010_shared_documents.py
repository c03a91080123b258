"""Documents that go along with a question to another body: only ever added."""

import django.db.models.deletion
from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ('licensing', '0009_absences'),
    ]

    operations = [
        migrations.CreateModel(
            name='SharedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shared_documents', to='licensing.consultation')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.document')),
            ],
            options={
                'ordering': ['round', 'document'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'round', 'document'), name='shared_document_once')],
            },
        ),
        *grant("SELECT, INSERT", "licensing_shareddocument"),
    ]
