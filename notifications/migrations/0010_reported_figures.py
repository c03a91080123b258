"""What authorities report of cases that are kept elsewhere, for the public statistics: written once."""

from django.db import migrations, models

from exportctl.core.ddl import grant


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0009_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('counted', models.CharField(max_length=10)),
                ('outcome', models.CharField(blank=True, max_length=30)),
                ('function', models.CharField(blank=True, max_length=40)),
                ('destination', models.CharField(blank=True, max_length=2)),
                ('number', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['month'], name='reported_by_month')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('counted', 'received'), ('destination', ''), ('function', ''), ('outcome', '')), models.Q(('counted', 'decided'), models.Q(('outcome', ''), _negated=True), models.Q(('function', ''), _negated=True), models.Q(('destination', ''), _negated=True)), _connector='OR'), name='reported_figure_counts'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='reported_figure_of_a_month')],
            },
        ),
        *grant("SELECT, INSERT", "notifications_reportedfigure"),
    ]
