"""An authority keeps standard texts for its answers to customs, too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('licensing', '0066_customs_enquiries'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='authoritytext',
            name='authority_text_field_known',
        ),
        migrations.AlterField(
            model_name='authoritytext',
            name='field',
            field=models.CharField(choices=[('grounds', 'Reasons of a decision'), ('conditions', 'Conditions'), ('question', 'Questions to the exporter'), ('consultation', 'Questions to other bodies'), ('message', 'Messages to the exporter'), ('enquiry', 'Answers to customs')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='authoritytext',
            constraint=models.CheckConstraint(condition=models.Q(('field__in', ['grounds', 'conditions', 'question', 'consultation', 'message', 'enquiry'])), name='authority_text_field_known'),
        ),
    ]
