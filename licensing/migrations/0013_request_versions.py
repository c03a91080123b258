"""What a request says, apart from its life: versions of its body, lines, parties, destinations; only ever added."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import grant

OF_ITS_REQUEST = (
    ("licensing_requestline", "request_line_of_version", "request_id"),
    ("licensing_requestparty", "request_party_of_version", "request_id"),
    ("licensing_requestdestination", "request_destination_of_version", "request_id"),
    ("licensing_authorisationrequest", "request_has_its_own_version", "id"),
)


def of_its_request(table: str, name: str, column: str) -> migrations.RunSQL:
    """A row's version is a version of the row's request: Django knows no foreign key over two columns."""
    return migrations.RunSQL(
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (version_id, "{column}")'
        " REFERENCES licensing_requestversion (id, request_id) DEFERRABLE INITIALLY DEFERRED",
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
    )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_calendar_address'),
        ('licensing', '0012_decision_period_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RequestVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('body', models.JSONField()),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='licensing.authorisationrequest')),
            ],
        ),
        migrations.CreateModel(
            name='RequestParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('end_user', 'End user'), ('consignee', 'Consignee'), ('third_party', 'Third party')], max_length=20)),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('name_key', models.CharField(max_length=200)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.authorisationrequest')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='licensing.requestversion')),
            ],
            options={
                'ordering': ['version', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RequestLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('manufacturer', models.CharField(blank=True, max_length=200)),
                ('model', models.CharField(blank=True, max_length=120)),
                ('item_key', models.CharField(max_length=330)),
                ('description', models.TextField(blank=True)),
                ('functions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('cn_code', models.CharField(blank=True, max_length=8)),
                ('control_entry', models.CharField(blank=True, max_length=40)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.authorisationrequest')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='licensing.requestversion')),
            ],
            options={
                'ordering': ['version', 'number'],
            },
        ),
        migrations.CreateModel(
            name='RequestDestination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('country', models.CharField(max_length=2)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.authorisationrequest')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='destinations', to='licensing.requestversion')),
            ],
            options={
                'ordering': ['version', 'number'],
            },
        ),
        migrations.AddField(
            model_name='authorisationrequest',
            name='version',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counts_for', to='licensing.requestversion'),
        ),
        migrations.AddConstraint(
            model_name='requestversion',
            constraint=models.UniqueConstraint(fields=('request', 'number'), name='request_version_number_once', violation_error_message='This case has a newer version. Reload the page.'),
        ),
        migrations.AddConstraint(
            model_name='requestversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='request_version_counts_from_one'),
        ),
        migrations.AddConstraint(
            model_name='requestversion',
            constraint=models.UniqueConstraint(fields=('id', 'request'), name='request_version_of_request'),
        ),
        migrations.AddIndex(
            model_name='requestparty',
            index=models.Index(fields=['authority', 'name_key', 'id'], name='request_party_by_name'),
        ),
        migrations.AddConstraint(
            model_name='requestparty',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['end_user', 'consignee', 'third_party'])), name='request_party_role_known'),
        ),
        migrations.AddConstraint(
            model_name='requestparty',
            constraint=models.UniqueConstraint(fields=('version', 'role', 'number'), name='request_party_number_once', violation_error_message='This request has a party of that role and number already.'),
        ),
        migrations.AddConstraint(
            model_name='requestparty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'consignee'), _negated=True), ('number', 1), _connector='OR'), name='request_party_one_consignee', violation_error_message='A request has one consignee at most.'),
        ),
        migrations.AddIndex(
            model_name='requestline',
            index=models.Index(fields=['authority', 'name', 'id'], name='request_line_by_name'),
        ),
        migrations.AddIndex(
            model_name='requestline',
            index=models.Index(fields=['authority', 'item_key', 'id'], name='request_line_by_item'),
        ),
        migrations.AddIndex(
            model_name='requestline',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='request_line_words'),
        ),
        migrations.AddConstraint(
            model_name='requestline',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='request_line_number_once', violation_error_message='This request has a line of that number already.'),
        ),
        migrations.AddConstraint(
            model_name='requestline',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='request_line_counts_from_one', violation_error_message='Lines are numbered from 1.'),
        ),
        migrations.AddConstraint(
            model_name='requestline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', None), models.Q(('quantity__gt', 0), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='request_line_quantity_has_unit', violation_error_message='A quantity is above zero and has a unit.'),
        ),
        migrations.AddConstraint(
            model_name='requestline',
            constraint=models.CheckConstraint(condition=models.Q(('value', None), models.Q(('value__gte', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='request_line_value_has_currency', violation_error_message='A value is not negative and has a currency.'),
        ),
        migrations.AddIndex(
            model_name='requestdestination',
            index=models.Index(fields=['authority', 'country', 'id'], name='request_destination_by_country'),
        ),
        migrations.AddConstraint(
            model_name='requestdestination',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='request_destination_number_once'),
        ),
        migrations.AddConstraint(
            model_name='requestdestination',
            constraint=models.UniqueConstraint(fields=('version', 'country'), name='request_destination_once', violation_error_message='This request names that destination already.'),
        ),
        *(of_its_request(*each) for each in OF_ITS_REQUEST),
        *grant(
            "SELECT, INSERT",
            "licensing_requestversion",
            "licensing_requestline",
            "licensing_requestparty",
            "licensing_requestdestination",
        ),
    ]
