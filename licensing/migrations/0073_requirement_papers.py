"""Requirements that a state outside this system told on paper, and their end."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import frozen, grant


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0034_sandboxes_of_customs'),
        ('licensing', '0072_shared_requirements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='sharedrequirement',
            name='lifted_number',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='sharedrequirement',
            name='lifted_on',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='sharedrequirement',
            name='decision',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shared_requirement', to='licensing.decision'),
        ),
        migrations.CreateModel(
            name='RequirementPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('number', models.CharField(max_length=60)),
                ('imposed_on', models.DateField()),
                ('received_on', models.DateField()),
                ('letter', models.CharField(choices=[('a', '(a) chemical, biological or nuclear weapons, or missiles that could carry such weapons'), ('b', '(b) a military end-use in a country under an arms embargo'), ('c', '(c) parts of military items that were exported without an authorisation')], max_length=1)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True)),
                ('control_entry', models.CharField(blank=True, max_length=40)),
                ('destination', models.CharField(max_length=2)),
                ('end_user', models.CharField(blank=True, max_length=200)),
                ('end_user_address', models.TextField(blank=True)),
                ('grounds', models.TextField(blank=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.memberstate')),
            ],
        ),
        migrations.AddField(
            model_name='sharedrequirement',
            name='paper',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requirement', to='licensing.requirementpaper'),
        ),
        migrations.AddConstraint(
            model_name='sharedrequirement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('paper', None)), models.Q(('decision', None), ('paper__isnull', False)), _connector='OR'), name='shared_requirement_has_one_source', violation_error_message='A requirement rests on a decision, or on a state’s paper.'),
        ),
        migrations.AddConstraint(
            model_name='requirementpaper',
            constraint=models.UniqueConstraint(fields=('told_by', 'number'), name='requirement_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='requirementpaper',
            constraint=models.CheckConstraint(condition=models.Q(('letter__in', ['a', 'b', 'c'])), name='requirement_paper_letter_known'),
        ),
        migrations.AddConstraint(
            model_name='requirementpaper',
            constraint=models.CheckConstraint(condition=models.Q(('received_on__gte', models.F('imposed_on'))), name='requirement_paper_after_its_act', violation_error_message='A requirement is told after it was imposed.'),
        ),
        *grant("SELECT, INSERT", "licensing_requirementpaper"),
        frozen("licensing_sharedrequirement", "status", "lifted_at", "lifted_number", "lifted_on"),
    ]
