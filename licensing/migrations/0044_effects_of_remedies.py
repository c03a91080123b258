"""Whether a remedy suspends what it contests, by the authority's rule, and what its outcome carried out."""

from django.db import migrations, models

from exportctl.core.ddl import frozen


class Migration(migrations.Migration):

    dependencies = [
        ("licensing", "0043_classification_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name='letterheadchange',
            name='remedy_suspends',
            field=models.CharField(blank=True, choices=[('yes', 'Yes, unless the authority orders otherwise'), ('no', 'No')], default='', max_length=3),
        ),
        migrations.AddField(
            model_name='remedyoutcome',
            name='effect',
            field=models.CharField(blank=True, choices=[('none', 'none'), ('reopen', 'reopen'), ('end', 'end'), ('restore', 'restore'), ('resume', 'resume'), ('overtaken', 'overtaken'), ('by_hand', 'by_hand')], default='', max_length=20),
        ),
        frozen("licensing_remedyoutcome", "status", "approved_by_id", "approved_at", "effect"),
    ]
