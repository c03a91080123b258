"""What follows a grant: authorisations with versions, lines and balances, what two officers do to one, write-offs."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled

# Which version of an authorisation counts only rises; and at commit a balance is what its ledger adds up to: nobody
# frees or takes a quantity without a write-off or a reversal that says so.
KEEP_NEWEST = """
CREATE FUNCTION licensing_keep_newest_authorisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT number FROM licensing_authorisationversion WHERE id = NEW.version_id)
       <= (SELECT number FROM licensing_authorisationversion WHERE id = OLD.version_id) THEN
        RAISE EXCEPTION 'authorisation % has a newer version than that', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER licensing_authorisation_newest BEFORE UPDATE OF version_id ON licensing_authorisation
    FOR EACH ROW WHEN (OLD.version_id IS NOT NULL AND NEW.version_id IS DISTINCT FROM OLD.version_id)
    EXECUTE FUNCTION licensing_keep_newest_authorisation();
"""
BALANCE_IS_LEDGER = """
CREATE FUNCTION licensing_require_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    balance bigint;
    amount numeric;
    worth numeric;
BEGIN
    IF TG_TABLE_NAME = 'licensing_linebalance' THEN
        balance := NEW.id;
    ELSIF TG_TABLE_NAME = 'licensing_writeoff' THEN
        balance := NEW.balance_id;
    ELSE
        SELECT balance_id INTO balance FROM licensing_writeoff WHERE id = NEW.write_off_id;
    END IF;
    SELECT COALESCE(sum(quantity), 0), COALESCE(sum(value), 0) INTO amount, worth
      FROM licensing_writeoff AS taken
     WHERE taken.balance_id = balance
       AND NOT EXISTS (SELECT FROM licensing_reversal WHERE write_off_id = taken.id);
    IF NOT EXISTS (
        SELECT FROM licensing_linebalance
         WHERE id = balance AND used = amount AND (value_granted IS NULL OR value_used = worth)
    ) THEN
        RAISE EXCEPTION 'balance % is not what its ledger adds up to', balance
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER licensing_linebalance_ledger AFTER INSERT OR UPDATE ON licensing_linebalance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
CREATE CONSTRAINT TRIGGER licensing_writeoff_ledger AFTER INSERT ON licensing_writeoff
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
CREATE CONSTRAINT TRIGGER licensing_reversal_ledger AFTER INSERT ON licensing_reversal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
"""
DROP = """
DROP TRIGGER licensing_reversal_ledger ON licensing_reversal;
DROP TRIGGER licensing_writeoff_ledger ON licensing_writeoff;
DROP TRIGGER licensing_linebalance_ledger ON licensing_linebalance;
DROP FUNCTION licensing_require_ledger();
DROP TRIGGER licensing_authorisation_newest ON licensing_authorisation;
DROP FUNCTION licensing_keep_newest_authorisation();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0017_key_last_used'),
        ("licensing", "0025_requests_for_authorisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Authorisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('notification', 'Notification'), ('individual', 'Individual'), ('global', 'Global'), ('large_project', 'Large project')], max_length=20)),
                ('status', models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('revoked', 'Revoked'), ('annulled', 'Annulled'), ('surrendered', 'Surrendered')], default='valid', max_length=20)),
                ('legal_basis', models.CharField(choices=[('human_rights', 'Human rights'), ('annex_i', 'Annex I'), ('article_4', 'Article 4'), ('article_5', 'Article 5'), ('article_9', 'Article 9'), ('article_10', 'Article 10'), ('eu_list', 'EU-wide list')], max_length=20)),
                ('in_force', models.BooleanField()),
                ('customs_document_code', models.CharField(blank=True, max_length=4)),
                ('token', models.CharField(max_length=32, unique=True)),
                ('issued_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='core.organisation')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='authorisation', to='licensing.decision')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='licensing.exporter')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='licensing.authorisationrequest')),
            ],
        ),
        migrations.CreateModel(
            name='AuthorisationChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('event', models.CharField(choices=[('suspend', 'Suspend'), ('reinstate', 'Reinstate'), ('revoke', 'Revoke'), ('annul', 'Annul')], max_length=20)),
                ('grounds', models.TextField()),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('authorisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='licensing.authorisation')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AuthorisationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('revoked', 'Revoked'), ('annulled', 'Annulled'), ('surrendered', 'Surrendered')], max_length=20)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('authorisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='licensing.authorisation')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('change', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='step', to='licensing.authorisationchange')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='AuthorisationVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField()),
                ('conditions', models.JSONField(default=list)),
                ('reason', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('authorisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='licensing.authorisation')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.requestversion')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='AuthorisationLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('declared', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.requestline')),
                ('name', models.CharField(max_length=200)),
                ('manufacturer', models.CharField(blank=True, max_length=200)),
                ('model', models.CharField(blank=True, max_length=120)),
                ('description', models.TextField(blank=True)),
                ('cn_code', models.CharField(blank=True, max_length=8)),
                ('control_entry', models.CharField(blank=True, max_length=40)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('limits_value', models.BooleanField(default=False)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='licensing.authorisationversion')),
            ],
            options={
                'ordering': ['version', 'number'],
            },
        ),
        migrations.AddField(
            model_name='authorisation',
            name='version',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counts_for', to='licensing.authorisationversion'),
        ),
        migrations.CreateModel(
            name='LineBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('granted', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('used', models.DecimalField(decimal_places=6, default=0, max_digits=20)),
                ('value_granted', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('value_used', models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ('is_exhausted', models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('granted__isnull', False), ('used__gte', models.F('granted'))), then=True), models.When(models.Q(('value_granted__isnull', False), ('value_used__gte', models.F('value_granted'))), then=True), default=False), output_field=models.BooleanField())),
                ('changed_at', models.DateTimeField()),
                ('authorisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='licensing.authorisation')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='WriteOff',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('line', models.PositiveSmallIntegerField()),
                ('mrn', models.CharField(db_index=True, max_length=18)),
                ('attempt', models.PositiveSmallIntegerField(default=1)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('unit', models.CharField(max_length=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('accepted_on', models.DateField()),
                ('customs_office', models.CharField(max_length=40)),
                ('destination', models.CharField(blank=True, max_length=2)),
                ('left', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('value_left', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('authorisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='write_offs', to='licensing.authorisation')),
                ('balance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='write_offs', to='licensing.linebalance')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='write_offs', to='core.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Reversal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('left', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('value_left', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('reversed_at', models.DateTimeField()),
                ('reversed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('write_off', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='licensing.writeoff')),
            ],
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='authorisationchange_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='authorisationchange_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='authorisationchange_status_known'),
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('authorisation',), name='authorisation_change_one_pending', violation_error_message='A proposal about this authorisation waits already.'),
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['suspend', 'reinstate', 'revoke', 'annul'])), name='authorisation_change_event_known'),
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.CheckConstraint(condition=models.Q(('grounds', ''), _negated=True), name='authorisation_change_has_grounds', violation_error_message='Say why.'),
        ),
        migrations.AddConstraint(
            model_name='authorisationstep',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['valid', 'suspended', 'revoked', 'annulled', 'surrendered'])), name='authorisation_step_state_known'),
        ),
        migrations.AddConstraint(
            model_name='authorisationversion',
            constraint=models.UniqueConstraint(fields=('authorisation', 'number'), name='authorisation_version_number_once', violation_error_message='This authorisation has a newer version. Reload the page.'),
        ),
        migrations.AddConstraint(
            model_name='authorisationversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='authorisation_version_counts_from_one'),
        ),
        migrations.AddConstraint(
            model_name='authorisationversion',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='authorisation_version_has_period', violation_error_message='An authorisation does not end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='authorisationline',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='authorisation_line_number_once'),
        ),
        migrations.AddConstraint(
            model_name='authorisationline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', None), models.Q(('quantity__gt', 0), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='authorisation_line_quantity_has_unit', violation_error_message='A quantity is above zero and has a unit.'),
        ),
        migrations.AddConstraint(
            model_name='authorisationline',
            constraint=models.CheckConstraint(condition=models.Q(('limits_value', False), models.Q(('value__isnull', False), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='authorisation_line_limited_value_stands', violation_error_message='A line that limits its value has a value and a currency.'),
        ),
        migrations.AddIndex(
            model_name='authorisation',
            index=models.Index(fields=['holder', '-issued_at', '-id'], name='authorisation_by_holder'),
        ),
        migrations.AddIndex(
            model_name='authorisation',
            index=models.Index(fields=['authority', '-issued_at', '-id'], name='authorisation_by_office'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['valid', 'suspended', 'revoked', 'annulled', 'surrendered'])), name='authorisation_status_known'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['notification', 'individual', 'global', 'large_project'])), name='authorisation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(('in_force', True), ('customs_document_code', ''), _connector='OR'), name='authorisation_code_needs_law', violation_error_message='What rests on no law in force has no code for customs.'),
        ),
        migrations.AddConstraint(
            model_name='linebalance',
            constraint=models.UniqueConstraint(fields=('authorisation', 'number'), name='line_balance_once'),
        ),
        migrations.AddConstraint(
            model_name='linebalance',
            constraint=models.CheckConstraint(condition=models.Q(('used__gte', 0), models.Q(('granted', None), ('used__lte', models.F('granted')), _connector='OR')), name='line_balance_never_overdrawn', violation_error_message='Nothing is written off beyond what was granted.'),
        ),
        migrations.AddConstraint(
            model_name='linebalance',
            constraint=models.CheckConstraint(condition=models.Q(('value_used__gte', 0), models.Q(('value_granted', None), ('value_used__lte', models.F('value_granted')), _connector='OR')), name='line_balance_value_never_overdrawn', violation_error_message='Nothing is written off beyond the value that was granted.'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.UniqueConstraint(fields=('balance', 'mrn', 'attempt'), name='write_off_once', violation_error_message='This declaration is written off from this line already.'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='write_off_takes_something', violation_error_message='A write-off takes more than nothing.'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.CheckConstraint(condition=models.Q(('value', None), models.Q(('currency', ''), _negated=True), _connector='OR'), name='write_off_value_has_currency'),
        ),
        migrations.RunSQL(KEEP_NEWEST + BALANCE_IS_LEDGER, DROP),
        *grant(
            "SELECT, INSERT",
            "licensing_authorisation",
            "licensing_authorisationversion",
            "licensing_authorisationline",
            "licensing_authorisationchange",
            "licensing_authorisationstep",
            "licensing_linebalance",
            "licensing_writeoff",
            "licensing_reversal",
        ),
        frozen("licensing_authorisation", "status", "version_id", "changed_at"),
        frozen("licensing_authorisationchange", "status", "approved_by_id", "approved_at"),
        frozen("licensing_linebalance", "used", "value_used", "changed_at"),
        audited("licensing_authorisation", "valid"),
        audited("licensing_authorisationchange", "proposed"),
        settled("licensing_authorisation", open=("valid", "suspended", "revoked", "surrendered")),
        settled("licensing_authorisationchange", open=("proposed",)),
    ]
