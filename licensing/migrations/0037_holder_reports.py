"""Transmissions and services that a holder reports: write-offs without a declaration, by the holder's own number."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ('licensing', '0036_registrations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='writeoff',
            name='write_off_once',
        ),
        migrations.AddField(
            model_name='writeoff',
            name='own_reference',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='writeoff',
            name='recipient',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='writeoff',
            name='customs_office',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='writeoff',
            name='mrn',
            field=models.CharField(blank=True, db_index=True, max_length=18),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.UniqueConstraint(condition=models.Q(('mrn', ''), _negated=True), fields=('balance', 'mrn', 'attempt'), name='write_off_once', violation_error_message='This declaration is written off from this line already.'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.UniqueConstraint(condition=models.Q(('own_reference', ''), _negated=True), fields=('balance', 'own_reference', 'attempt'), name='write_off_reported_once', violation_error_message='This reference is reported for this line already.'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mrn', ''), ('own_reference', ''), _negated=True), models.Q(('mrn', ''), ('own_reference', ''), _connector='OR')), name='write_off_by_declaration_or_report', violation_error_message='A deduction has an MRN, or its holder’s own reference.'),
        ),
    ]
