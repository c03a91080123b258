"""What becomes of an authorisation: further versions, other numbers in its place, its holder's requests; and remedies."""

import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled

# A balance is what its ledger, its paper and what moved on add up to: nobody frees, grants or moves a quantity without
# a row that says so.
BALANCE_IS_LEDGER = """
CREATE OR REPLACE FUNCTION licensing_require_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    balance bigint;
    amount numeric;
    worth numeric;
    gone numeric;
    worth_gone numeric;
BEGIN
    IF TG_TABLE_NAME = 'licensing_linebalance' THEN
        balance := NEW.id;
    ELSIF TG_TABLE_NAME = 'licensing_writeoff' THEN
        balance := NEW.balance_id;
    ELSIF TG_TABLE_NAME = 'licensing_movedrest' THEN
        balance := NEW.source_id;
        IF NOT EXISTS (
            SELECT FROM licensing_linebalance AS target
              JOIN licensing_authorisationversion AS version
                ON version.authorisation_id = target.authorisation_id AND version.number = 1
              JOIN licensing_authorisationline AS line ON line.version_id = version.id AND line.number = target.number
             WHERE target.id = NEW.target_id AND line.quantity IS NOT DISTINCT FROM NEW.quantity
               AND (NOT line.limits_value OR line.value IS NOT DISTINCT FROM NEW.value)
        ) THEN
            RAISE EXCEPTION 'balance % was granted another rest than its ledger says', NEW.target_id
                USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        SELECT balance_id INTO balance FROM licensing_writeoff WHERE id = NEW.write_off_id;
    END IF;
    SELECT COALESCE(sum(quantity), 0), COALESCE(sum(value), 0) INTO amount, worth
      FROM licensing_writeoff AS taken
     WHERE taken.balance_id = balance
       AND NOT EXISTS (SELECT FROM licensing_reversal WHERE write_off_id = taken.id);
    SELECT COALESCE(sum(quantity), 0), COALESCE(sum(value), 0) INTO gone, worth_gone
      FROM licensing_movedrest WHERE source_id = balance;
    IF NOT EXISTS (
        SELECT FROM licensing_linebalance AS row
          JOIN licensing_authorisation AS paper ON paper.id = row.authorisation_id
          JOIN licensing_authorisationline AS line
            ON line.version_id = paper.version_id AND line.number = row.number
         WHERE row.id = balance AND used = amount AND (value_granted IS NULL OR value_used = worth)
           AND moved = gone AND value_moved = worth_gone
           AND granted IS NOT DISTINCT FROM line.quantity
           AND value_granted IS NOT DISTINCT FROM CASE WHEN line.limits_value THEN line.value END
    ) THEN
        RAISE EXCEPTION 'balance % is not what its paper and its ledger add up to', balance
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER licensing_movedrest_ledger AFTER INSERT ON licensing_movedrest
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
"""
SETTLED = 'DROP TRIGGER "licensing_authorisation_settled" ON "licensing_authorisation"'
# Every version so far was the first: it counts from its first day.
FIRST_VERSIONS = "UPDATE licensing_authorisationversion SET counts_from = valid_from"



class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ('licensing', '0037_holder_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('open', 'With the authority'), ('carried_out', 'Carried out'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=20)),
                ('kind', models.CharField(choices=[('amend', 'Change what it says'), ('extend', 'Extend its validity'), ('correct', 'Correct an error of writing'), ('renew', 'Renew it'), ('split', 'Split it'), ('reissue', 'Issue it anew')], max_length=20)),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MovedRest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('moved_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Remedy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('open', 'Open'), ('upheld', 'Upheld: the act stands'), ('annulled', 'The act was annulled'), ('annulled_in_part', 'The act was annulled in part'), ('changed', 'The act was changed'), ('withdrawn', 'Withdrawn by whoever lodged it')], default='open', max_length=20)),
                ('kind', models.CharField(choices=[('objection', 'Objection with the authority or the one above it'), ('board', 'Appeal to a board'), ('court', 'Action in court')], max_length=20)),
                ('body', models.CharField(max_length=200)),
                ('lodged_on', models.DateField()),
                ('lodged_by', models.CharField(max_length=300)),
                ('file_number', models.CharField(blank=True, max_length=60)),
                ('suspensive', models.BooleanField()),
                ('words', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RemedyOutcome',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(choices=[('upheld', 'Upheld: the act stands'), ('annulled', 'The act was annulled'), ('annulled_in_part', 'The act was annulled in part'), ('changed', 'The act was changed'), ('withdrawn', 'Withdrawn by whoever lodged it')], max_length=20)),
                ('decided_on', models.DateField()),
                ('file_number', models.CharField(blank=True, max_length=60)),
                ('grounds', models.TextField()),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='authorisation',
            name='authorisation_status_known',
        ),
        migrations.RemoveConstraint(
            model_name='authorisationchange',
            name='authorisation_change_event_known',
        ),
        migrations.RemoveConstraint(
            model_name='authorisationstep',
            name='authorisation_step_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='linebalance',
            name='line_balance_never_overdrawn',
        ),
        migrations.RemoveConstraint(
            model_name='linebalance',
            name='line_balance_value_never_overdrawn',
        ),
        migrations.AddField(
            model_name='authorisation',
            name='predecessor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='licensing.authorisation'),
        ),
        migrations.AddField(
            model_name='authorisationchange',
            name='terms',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='authorisationversion',
            name='change',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='version', to='licensing.authorisationchange'),
        ),
        migrations.AddField(
            model_name='authorisationversion',
            name='counts_from',
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(FIRST_VERSIONS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='authorisationversion',
            name='counts_from',
            field=models.DateField(),
        ),
        migrations.AddField(
            model_name='authorisationversion',
            name='words',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='linebalance',
            name='moved',
            field=models.DecimalField(decimal_places=6, default=0, max_digits=20),
        ),
        migrations.AddField(
            model_name='linebalance',
            name='value_moved',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=16),
        ),
        migrations.AlterField(
            model_name='authorisation',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='licensing.decision'),
        ),
        migrations.AlterField(
            model_name='authorisation',
            name='status',
            field=models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('revoked', 'Revoked'), ('annulled', 'Annulled'), ('surrendered', 'Surrendered'), ('replaced', 'Replaced')], default='valid', max_length=20),
        ),
        migrations.AlterField(
            model_name='authorisationchange',
            name='event',
            field=models.CharField(choices=[('suspend', 'Suspend'), ('reinstate', 'Reinstate'), ('revoke', 'Revoke'), ('annul', 'Annul'), ('continue', 'Continue'), ('amend', 'Amend'), ('extend', 'Extend'), ('correct', 'Correct'), ('renew', 'Renew'), ('split', 'Split'), ('reissue', 'Re-issue'), ('decline', 'Decline')], max_length=20),
        ),
        migrations.AlterField(
            model_name='authorisationstep',
            name='state',
            field=models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('revoked', 'Revoked'), ('annulled', 'Annulled'), ('surrendered', 'Surrendered'), ('replaced', 'Replaced')], max_length=20),
        ),
        migrations.RemoveField(model_name='linebalance', name='is_exhausted'),
        migrations.AddField(
            model_name='linebalance',
            name='is_exhausted',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('granted__isnull', False), ('used__gte', django.db.models.expressions.CombinedExpression(models.F('granted'), '-', models.F('moved')))), then=True), models.When(models.Q(('value_granted__isnull', False), ('value_used__gte', django.db.models.expressions.CombinedExpression(models.F('value_granted'), '-', models.F('value_moved')))), then=True), default=False), output_field=models.BooleanField()),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['valid', 'suspended', 'revoked', 'annulled', 'surrendered', 'replaced'])), name='authorisation_status_known'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.UniqueConstraint(condition=models.Q(('predecessor', None)), fields=('decision',), name='authorisation_one_by_decision'),
        ),
        migrations.AddConstraint(
            model_name='linebalance',
            constraint=models.CheckConstraint(condition=models.Q(('moved__gte', 0), ('used__gte', 0), models.Q(('granted', None), ('used__lte', django.db.models.expressions.CombinedExpression(models.F('granted'), '-', models.F('moved'))), _connector='OR')), name='line_balance_never_overdrawn', violation_error_message='Nothing is written off beyond what was granted.'),
        ),
        migrations.AddConstraint(
            model_name='linebalance',
            constraint=models.CheckConstraint(condition=models.Q(('value_moved__gte', 0), ('value_used__gte', 0), models.Q(('value_granted', None), ('value_used__lte', django.db.models.expressions.CombinedExpression(models.F('value_granted'), '-', models.F('value_moved'))), _connector='OR')), name='line_balance_value_never_overdrawn', violation_error_message='Nothing is written off beyond the value that was granted.'),
        ),
        migrations.AddField(
            model_name='changerequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='changerequest',
            name='authorisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='change_requests', to='licensing.authorisation'),
        ),
        migrations.AddField(
            model_name='authorisationchange',
            name='change_request',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='licensing.changerequest'),
        ),
        migrations.AddConstraint(
            model_name='authorisationchange',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['suspend', 'reinstate', 'revoke', 'annul', 'continue', 'amend', 'extend', 'correct', 'renew', 'split', 'reissue', 'decline'])), name='authorisation_change_event_known'),
        ),
        migrations.AddField(
            model_name='movedrest',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moved_to', to='licensing.linebalance'),
        ),
        migrations.AddField(
            model_name='movedrest',
            name='target',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='licensing.linebalance'),
        ),
        migrations.AddField(
            model_name='remedy',
            name='change',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='licensing.authorisationchange'),
        ),
        migrations.AddField(
            model_name='remedy',
            name='decision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='licensing.decision'),
        ),
        migrations.AddField(
            model_name='remedy',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remedy',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='licensing.authorisationrequest'),
        ),
        migrations.AddField(
            model_name='authorisationstep',
            name='remedy',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='licensing.remedy'),
        ),
        migrations.AddConstraint(
            model_name='authorisationstep',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['valid', 'suspended', 'revoked', 'annulled', 'surrendered', 'replaced'])), name='authorisation_step_state_known'),
        ),
        migrations.AddField(
            model_name='remedyoutcome',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remedyoutcome',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remedyoutcome',
            name='remedy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='licensing.remedy'),
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'carried_out', 'declined', 'withdrawn'])), name='change_request_status_known'),
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['amend', 'extend', 'correct', 'renew', 'split', 'reissue'])), name='change_request_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('authorisation',), name='change_request_one_open', violation_error_message='A request for a change of this authorisation waits already.'),
        ),
        migrations.AddConstraint(
            model_name='movedrest',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='moved_rest_moves_on'),
        ),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'upheld', 'annulled', 'annulled_in_part', 'changed', 'withdrawn'])), name='remedy_status_known'),
        ),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['objection', 'board', 'court'])), name='remedy_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change__isnull', False), ('decision', None)), models.Q(('change', None), ('decision__isnull', False)), _connector='OR'), name='remedy_against_one_act', violation_error_message='A remedy is lodged against one act.'),
        ),
        migrations.AddConstraint(
            model_name='remedyoutcome',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='remedyoutcome_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='remedyoutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='remedyoutcome_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='remedyoutcome',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='remedyoutcome_status_known'),
        ),
        migrations.AddConstraint(
            model_name='remedyoutcome',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('remedy',), name='remedy_outcome_one_pending', violation_error_message='An outcome of this remedy waits already.'),
        ),
        migrations.AddConstraint(
            model_name='remedyoutcome',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['upheld', 'annulled', 'annulled_in_part', 'changed', 'withdrawn'])), name='remedy_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='remedyoutcome',
            constraint=models.CheckConstraint(condition=models.Q(('grounds', ''), _negated=True), name='remedy_outcome_has_grounds', violation_error_message='Say what was decided, and why.'),
        ),
        migrations.RunSQL(BALANCE_IS_LEDGER, migrations.RunSQL.noop),
        *grant(
            "SELECT, INSERT",
            "licensing_changerequest",
            "licensing_movedrest",
            "licensing_remedy",
            "licensing_remedyoutcome",
        ),
        frozen(
            "licensing_linebalance",
            "granted",
            "used",
            "value_granted",
            "value_used",
            "moved",
            "value_moved",
            "changed_at",
        ),
        frozen("licensing_changerequest", "status", "ended_at"),
        frozen("licensing_remedy", "status"),
        frozen("licensing_remedyoutcome", "status", "approved_by_id", "approved_at"),
        audited("licensing_changerequest", "open"),
        audited("licensing_remedy", "open"),
        audited("licensing_remedyoutcome", "proposed"),
        migrations.RunSQL(SETTLED, migrations.RunSQL.noop),
        settled(
            "licensing_authorisation", open=("valid", "suspended", "revoked", "surrendered", "annulled")
        ),
        settled("licensing_changerequest", open=("open",)),
        settled("licensing_remedy", open=("open",)),
        settled("licensing_remedyoutcome", open=("proposed",)),
    ]
